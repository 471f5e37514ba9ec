import type { CliCommand, OptionValues } from '../../src/cli/command.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { tellFailures } from '../../src/cli/failure.ts';
import type { Ran } from './run.ts';
import { talk } from './talk.ts';

/** Runs a command with its options read already. */
export async function runCommand(
  command: CliCommand,
  words: readonly string[],
  options: OptionValues,
  fields: Partial<CliContext> = {},
): Promise<Ran> {
  const { context, out, err } = talk(fields);
  const code = await tellFailures(context.say, () => command.run(words, options, context));
  return { code, out: out(), err: err() };
}
