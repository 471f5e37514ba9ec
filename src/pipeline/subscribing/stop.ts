import { DELIVERY_KINDS } from '../../domain/delivery/delivery.ts';
import { lastDue } from '../../domain/subscription/due.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OutboxStore } from '../../ports/outbox.ts';
import { noSubscription, type Refusal } from './refusal.ts';

export type StopDeps = {
  readonly store: Pick<
    OutboxStore,
    | 'atomically'
    | 'subscription'
    | 'stopSubscription'
    | 'resumeSubscription'
    | 'changeSubscription'
    | 'removeSubscription'
    | 'newsAt'
    | 'deliveries'
  >;
  readonly now: Clock;
};

export type Paused =
  | { readonly what: 'paused' | 'stopped already'; readonly subscription: Subscription }
  | Refusal;

/** Nothing goes out of it until it is resumed: what waits is suppressed. A suspended one stays suspended. */
export function pauseSubscription({ store }: StopDeps, id: number, reason: string): Paused {
  return store.atomically((): Paused => {
    const before = store.subscription(id);
    if (!before) return noSubscription(id);
    if (before.state !== 'active') return { what: 'stopped already', subscription: before };
    store.stopSubscription(id, 'paused', reason);
    return { what: 'paused', subscription: store.subscription(id) ?? before };
  });
}

export type Resumed =
  | {
      readonly what: 'resumed';
      readonly subscription: Subscription;
      /** How many posts that were held back go out now. */
      readonly missed: number;
    }
  | { readonly what: 'active already'; readonly subscription: Subscription }
  | Refusal;

/** A paused or a suspended one goes on. `missed`: with what it missed; else its next digest begins with the period that runs. */
export function resumeSubscription({ store, now }: StopDeps, id: number, missed: boolean): Resumed {
  return store.atomically((): Resumed => {
    const before = store.subscription(id);
    if (!before) return noSubscription(id);
    if (before.state === 'active') return { what: 'active already', subscription: before };
    const released = store.resumeSubscription(id, missed);
    const digestUntil = lastDue(before.cadence, now());
    if (!missed && before.cadence.kind !== 'now' && digestUntil > before.digestUntil) {
      const digestNews = Math.max(before.digestNews, store.newsAt(digestUntil));
      store.changeSubscription(id, { digestUntil, digestNews });
    }
    return { what: 'resumed', subscription: store.subscription(id) ?? before, missed: released };
  });
}

export type Removed =
  | {
      readonly what: 'removed';
      readonly subscription: Subscription;
      /** How many posts waited, and go out no more. */
      readonly unsent: number;
    }
  | Refusal;

/** But notices: what its owner is told of it goes out in any case. */
const POSTS = DELIVERY_KINDS.filter((kind) => kind !== 'notice');

/** Ends it for good. What was sent stays where it is. */
export function removeSubscription({ store }: StopDeps, id: number): Removed {
  return store.atomically((): Removed => {
    const subscription = store.subscription(id);
    if (!subscription) return noSubscription(id);
    const unsent = store.deliveries({ subscription: id, states: ['pending', 'failed'], kinds: POSTS }).length;
    store.removeSubscription(id);
    return { what: 'removed', subscription, unsent };
  });
}
