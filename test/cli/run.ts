import { Readable } from 'node:stream';
import type { CliContext } from '../../src/cli/context.ts';
import { tellFailures } from '../../src/cli/failure.ts';
import { runProgram } from '../../src/cli/program.ts';
import { readSettings } from '../../src/settings.ts';

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a command line inside of the test, as main does. */
export async function run(argv: readonly string[], fields: Partial<CliContext> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const context: CliContext = {
    version: '1.2.3',
    settings: readSettings({ LOREWATCH_DATA: './nowhere' }),
    print: (text) => {
      out += text;
    },
    say: (text) => {
      err += text;
    },
    stdoutIsTty: false,
    stderrIsTty: false,
    columns: 80,
    now: () => Date.UTC(2026, 2, 30),
    stdin: Readable.from([]),
    onInterrupt: () => () => undefined,
    onStop: () => () => undefined,
    ...fields,
  };
  const code = await tellFailures(context.say, () => runProgram(argv, context));
  return { code, out, err };
}
