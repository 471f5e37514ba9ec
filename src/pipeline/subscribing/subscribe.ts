import { lastDue } from '../../domain/subscription/due.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OutboxStore } from '../../ports/outbox.ts';
import { type Actor, announce } from './announce.ts';
import type { Draft } from './read-wish.ts';

export type SubscribeDeps = {
  readonly store: Pick<OutboxStore, 'atomically' | 'subscribe' | 'newsAt' | 'lastNews' | 'enqueue'>;
  readonly now: Clock;
  /** Who does it; missing: the operator. */
  readonly by?: Actor | undefined;
};

/** `there`: the same target was told of the same at the same time already; its options stay as they are. */
export type Subscribed = { readonly what: 'added' | 'there'; readonly subscription: Subscription };

/**
 * Subscribes. No history is posted: `now` begins with what becomes known from here on, a digest with the period that
 * runs already, so that the first one is as long as each. The place is told. `title`: of the one thing it follows.
 */
export function subscribe(deps: SubscribeDeps, draft: Draft, title?: string): Subscribed {
  const { store, now } = deps;
  const created = now();
  const digestUntil = lastDue(draft.cadence, created);
  return store.atomically(() => {
    const digestNews = draft.cadence.kind === 'now' ? store.lastNews() : store.newsAt(digestUntil);
    const { subscription, isNew } = store.subscribe({ ...draft, created, digestUntil, digestNews });
    if (isNew) announce(deps, subscription, { what: 'subscribed', title });
    return { what: isNew ? 'added' : 'there', subscription };
  });
}
