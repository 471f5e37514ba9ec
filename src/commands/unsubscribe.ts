import type { Answer } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import { removeSubscription } from '../pipeline/subscribing/stop.ts';
import { filterTold, postsTold } from '../pipeline/subscribing/told.ts';
import type { Asker } from '../ports/chat.ts';
import { type CommandDeps, defineCommand, type Wrong } from './command.ts';
import { termsTold, titleOf } from './subscribing/entries.ts';
import { actorOf, mayNot } from './subscribing/mine.ts';
import { NUMBER_OPTION, pick, readNumber } from './subscribing/pick.ts';
import { wrongOf } from './subscribing/wish.ts';
import { answerTitle } from './told/phrases.ts';

export const unsubscribeCommand = defineCommand<{ readonly id: number | undefined }>({
  spec: {
    name: 'unsubscribe',
    summary: 'end a subscription here',
    detail: `By its number, as "subscriptions" shows it. Without one: the only one there is, or a list to choose from. What
was posted stays, what waits is not sent any more, and everybody here reads that it ended.`,
    options: [NUMBER_OPTION],
    rest: 'number',
    manages: true,
    examples: ['unsubscribe 3', 'unsubscribe'],
  },
  read: (ask, _deps, asker) => mayNot(asker, 'unsubscribe') ?? readNumber(ask),
  act: (deps, { id }, asker, ask) => {
    const picked = pick(deps, asker, { id, act: 'unsubscribe', ask, fit: () => true });
    if ('wrong' in picked) return picked;
    return picked.what === 'list' ? picked.answer : endSubscription(deps, asker, picked.subscription.id, ask);
  },
});

/** Ends one that is known to be the asker's. */
export function endSubscription(deps: CommandDeps, asker: Asker, id: number, ask: Ask): Answer | Wrong {
  const { store, now } = deps;
  const title = titleOf(store, store.subscription(id)?.filter ?? '');
  const removed = removeSubscription({ store, now, by: actorOf(asker) }, id, title);
  if ('wrong' in removed) return wrongOf(removed);
  deps.wake();
  const { subscription, unsent } = removed;
  const lost = unsent === 0 ? '' : ` ${postsTold(unsent)} that waited will not be sent.`;
  return {
    tone: 'done',
    title: answerTitle(
      title === undefined
        ? `Unsubscribed: ${filterTold(subscription.filter)}, ${termsTold(subscription)}`
        : `No longer following “${title}”`,
    ),
    parts: [{ what: 'text', lines: [[`Subscription ${id} has ended; what was posted stays.${lost}`]] }],
    buttons: [],
    ask,
  };
}
