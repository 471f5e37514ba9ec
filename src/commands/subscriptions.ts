import type { Answer } from '../domain/answer/answer.ts';
import { SHARE_OPTION } from '../domain/answer/command-spec.ts';
import { clock } from '../domain/source/moment.ts';
import type { Store } from '../ports/store.ts';
import { defineCommand } from './command.ts';
import { subscriptionEntry } from './subscribing/entries.ts';
import { subscriptionsFor } from './subscribing/mine.ts';
import { LIST_SIZE, nothingHere } from './subscribing/pick.ts';
import { pageOf } from './told/page.ts';

export const subscriptionsCommand = defineCommand<object>({
  spec: {
    name: 'subscriptions',
    summary: 'what is told here, and when',
    detail: `Each with its number, how it is, when its next digest comes, and when something of it was posted last.
Buttons pause, resume, preview and end it.`,
    options: [SHARE_OPTION],
    manages: false,
    examples: ['subscriptions'],
  },
  read: () => ({}),
  act: ({ store, now }, _wish, asker, ask): Answer => {
    const known = subscriptionsFor(store, asker);
    const { shown, ...paged } = pageOf(known, ask, LIST_SIZE);
    const entries = shown.map((one) => subscriptionEntry(store, one, now()));
    return {
      tone: 'told',
      title: titleOf(known.length, asker.place !== undefined),
      parts: [
        ...brakePart(store),
        known.length === 0 ? { what: 'text', lines: [[nothingHere(asker)]] } : { what: 'entries', entries },
      ],
      buttons: [],
      ...paged,
    };
  },
});

function titleOf(count: number, isPlace: boolean): string {
  if (count === 0) return 'No subscriptions yet';
  const where = isPlace ? ' here' : '';
  return count === 1 ? `1 subscription${where}` : `${count} subscriptions${where}`;
}

/** While everything is paused, nothing comes: whoever waits is told. */
export function brakePart(store: Pick<Store, 'brake'>): Answer['parts'] {
  const brake = store.brake();
  if (!brake) return [];
  const text = `Everything is paused by the operator since ${clock(brake.since)} UTC; it is posted later.`;
  return [{ what: 'text', lines: [[{ text, style: 'strong' }]] }];
}
