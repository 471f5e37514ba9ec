import type { Ask } from '../../../domain/answer/ask.ts';
import { homeView } from './answer-view.ts';
import type { Caller } from './caller.ts';
import { textAt } from './fields.ts';
import type { Counter, Happening } from './happening.ts';
import { NO_PREFIX } from './view-place.ts';
import { problemOf } from './windows.ts';

export const HOME: Ask = { command: 'home', values: {}, page: 0 };

/** Somebody opened the home tab. */
export async function onHome(counter: Counter, { body, team, client, isRepeated }: Happening): Promise<void> {
  if (isRepeated || textAt(body, 'event', 'tab') !== 'home') return;
  const id = textAt(body, 'event', 'user');
  const caller = { team, client, channel: undefined, user: { id, name: id }, prefix: NO_PREFIX };
  await publishHome(counter, caller, { hash: textAt(body, 'event', 'view', 'hash') });
}

/**
 * Draws the tab of one person. `hash`: of the tab that he saw; where another was drawn since, it is newer, and stays.
 */
export async function publishHome(
  counter: Counter,
  caller: Caller,
  { hash = '', page = 0 }: { readonly hash?: string; readonly page?: number } = {},
): Promise<void> {
  const answer = await counter.answerFor({ ...HOME, page }, caller);
  const view = homeView(await counter.present(answer, 'home', caller));
  try {
    await caller.client.views.publish({
      user_id: caller.user.id,
      view,
      ...(hash === '' ? {} : { hash }),
    });
  } catch (error) {
    const why = problemOf(error);
    counter.talk(why === 'hash_conflict' ? 'debug' : 'warn', 'Slack did not take a home tab', { why });
  }
}
