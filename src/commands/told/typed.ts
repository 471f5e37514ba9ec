import type { Ask } from '../../domain/answer/ask.ts';
import type { CommandSpec } from '../../domain/answer/command-spec.ts';
import type { Asker } from '../../ports/chat.ts';
import { readWords } from '../read-words.ts';
import { splitCadence } from '../subscribing/split-cadence.ts';

/** A command as somebody types it where he is: where options have fields of their own, as `name:value`. */
export function typedFor(
  { platform, prefix }: Pick<Asker, 'platform' | 'prefix'>,
  words: string,
  specs: readonly CommandSpec[],
): string {
  const ask = platform === 'discord' ? readWords(words, specs) : undefined;
  if (ask === undefined || 'wrong' in ask) return `${prefix}${words}`;
  const { options: known = [] } = specs.find(({ name }) => name === ask.command) ?? {};
  const isFlag = (name: string): boolean => known.some((one) => one.name === name && one.kind === 'flag');
  const values = known.some(({ name }) => name === 'cadence') ? withCadence(ask.values) : ask.values;
  const options = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}:${isFlag(name) ? 'True' : value}`);
  return `${prefix}${[ask.command, ...options].join(' ')}`;
}

/** What stands behind a filter in one breath has a field of its own. */
function withCadence({ filter = '', ...others }: Ask['values']): Ask['values'] {
  const split = splitCadence(filter);
  return { filter: split.filter, ...(split.cadence && { cadence: split.cadence }), ...others };
}
