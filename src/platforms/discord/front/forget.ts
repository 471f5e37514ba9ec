import type { Desk, Talk } from '../../../ports/chat.ts';
import { wordsOf } from './bring.ts';
import type { Ongoing } from './ongoing.ts';
import { untilDone } from './retry.ts';
import type { Standing } from './standing.ts';

type ForgetDeps = {
  readonly desk: Pick<Desk, 'forget'>;
  readonly talk: Talk;
  readonly standing: Pick<Standing, 'guilds'>;
  readonly ongoing: Ongoing;
};

/** The bot was thrown out of the guild: nothing of it is kept. Tried until it is done. */
export function forgetGuild(guild: string, { desk, talk, standing, ongoing }: ForgetDeps): void {
  const work = async (): Promise<'done' | 'again'> => {
    // It was let in again, and may have been told what to tell.
    if (standing.guilds.has(guild)) return 'done';
    try {
      const subscriptions = await desk.forget(`discord:${guild}/`);
      talk('info', 'the bot was removed from a server; its subscriptions are gone', { guild, subscriptions });
      return 'done';
    } catch (error) {
      talk('warn', 'what is kept of a server could not be removed yet', { guild, error: wordsOf(error) });
      return 'again';
    }
  };
  void ongoing.add(untilDone(work, ongoing.closed));
}
