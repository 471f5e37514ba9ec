import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DISPUTE_KINDS, type DisputeKind } from './disputes.ts';

const USAGE = `usage: npm run eval -- [--corpus FOLDER] [--truth FOLDER] [--json] [--worst N] [SECTION...]

Measures what lorewatch says against labelled mail. Sections: ${DISPUTE_KINDS.join(', ')} (all of them by default).

  --corpus FOLDER  the mail: a folder that holds corpus/ (default: LOREWATCH_CORPUS), or any archive that
                   \`lorewatch import\` reads
  --truth FOLDER   the labels (default: truth/ in that folder)
  --worst N        so many mistakes with their evidence (default: 20)
  --json           one JSON object
`;

export type Request = {
  /** What holds the archives. */
  readonly archives: string;
  readonly truth: string;
  readonly json: boolean;
  readonly worst: number;
  readonly sections: readonly DisputeKind[];
};

/** A sentence for the user instead of a request; `help` is what was asked for, not a mistake. */
export type Refusal = { readonly refusal: string; readonly help: boolean };

/** Reads the command line; `corpus` is the folder that the environment names. */
export function readRequest(args: readonly string[], corpus: string | undefined): Request | Refusal {
  const read = parse(args);
  if (typeof read === 'string') return refuse(read);
  const { values, positionals } = read;
  if (values.help) return { refusal: USAGE, help: true };
  const sections = DISPUTE_KINDS.filter((kind) => positionals.includes(kind));
  const odd = positionals.find((name) => !DISPUTE_KINDS.some((kind) => kind === name));
  if (odd !== undefined) return refuse(`${odd} is no section; there are ${DISPUTE_KINDS.join(', ')}`);
  const worst = Number(values.worst ?? 20);
  if (!Number.isInteger(worst) || worst < 0) return refuse('--worst takes a whole number');
  const folder = values.corpus ?? corpus;
  if (!folder)
    return refuse('there is no mail to measure on: name a folder with --corpus or LOREWATCH_CORPUS');
  if (!existsSync(folder)) return refuse(`${folder} does not exist: --corpus or LOREWATCH_CORPUS names it`);
  const inner = join(folder, 'corpus');
  return {
    archives: existsSync(inner) ? inner : folder,
    truth: values.truth ?? join(folder, 'truth'),
    json: values.json ?? false,
    worst,
    sections: sections.length > 0 ? sections : DISPUTE_KINDS,
  };
}

function refuse(sentence: string): Refusal {
  return { refusal: `eval: ${sentence}\n`, help: false };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        corpus: { type: 'string' },
        truth: { type: 'string' },
        worst: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
