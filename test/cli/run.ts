import type { CliContext } from '../../src/cli/context.ts';
import { tellFailures } from '../../src/cli/failure.ts';
import { runProgram } from '../../src/cli/program.ts';
import { talk } from './talk.ts';

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a command line inside of the test, as main does. */
export async function run(argv: readonly string[], fields: Partial<CliContext> = {}): Promise<Ran> {
  const { context, out, err } = talk(fields);
  const code = await tellFailures(context.say, () => runProgram(argv, context));
  return { code, out: out(), err: err() };
}
