import { orList } from '../../domain/filter/error.ts';
import { nearest } from '../../domain/filter/nearest.ts';
import type { OptionValues } from '../command.ts';
import { UsageError } from '../usage-error.ts';

/** A command whose first argument is a word that says what to do, and the options that go with each. */
export type WordTable = Readonly<Record<string, readonly string[]>>;

/** Which of the words was said. Throws UsageError that names the nearest one, or all of them. */
export function readWord<T extends string>(
  command: string,
  words: readonly T[],
  said: string | undefined,
): T {
  const word = words.find((each) => each === said);
  if (word !== undefined) return word;
  if (said === undefined) throw new UsageError(`\`${command}\` wants a word behind it: ${orList(words)}`);
  const near = nearest(said, words);
  const hint = near === undefined ? `there is ${orList(words)}` : `did you mean \`${near}\`?`;
  throw new UsageError(`\`${command}\` has no word \`${said.slice(0, 40)}\`; ${hint}`);
}

/** Throws UsageError where an option was given that the word does not take. */
export function checkOptions(command: string, table: WordTable, word: string, options: OptionValues): void {
  const all = [...new Set(Object.values(table).flat())];
  for (const name of all) {
    if (options[name] === undefined || table[word]?.includes(name)) continue;
    const takers = Object.keys(table).filter((each) => table[each]?.includes(name));
    throw new UsageError(
      `${flagOf(name)} does not go with \`${command} ${word}\`, but with ${orList(takers)}`,
    );
  }
}

/** `milestonesNow` -> `--milestones-now` */
function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
