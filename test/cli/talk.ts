import { Readable } from 'node:stream';
import type { CliContext } from '../../src/cli/context.ts';
import { readSettings } from '../../src/settings.ts';

export type Talk = { readonly context: CliContext; readonly out: () => string; readonly err: () => string };

/** A context that keeps what is said to it. */
export function talk(fields: Partial<CliContext> = {}): Talk {
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
  return { context, out: () => out, err: () => err };
}
