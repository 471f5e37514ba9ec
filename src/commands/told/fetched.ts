import type { MessageId } from '../../domain/ids.ts';
import type { CommandDeps, Wrong } from '../command.ts';

/**
 * What the store says of a mail; where it lacks the mail and a link names it, after the thread was fetched. `ask` gives
 * undefined where the store lacks it.
 */
export async function fetched<T extends object | string>(
  { fetchMissing }: Pick<CommandDeps, 'fetchMissing'>,
  asked: string,
  messageId: MessageId,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T | Wrong> {
  const known = await ask();
  if (known !== undefined) return known;
  const answer = await fetchMissing(asked.trim());
  if (typeof answer === 'object') return answer;
  const found = answer ? await ask() : undefined;
  return (
    found ?? {
      wrong: `the store has no mail ${messageId.slice(0, 80)}; give a link to it, and it is fetched`,
    }
  );
}
