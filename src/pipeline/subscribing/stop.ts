import { DELIVERY_KINDS } from '../../domain/delivery/delivery.ts';
import { lastDue } from '../../domain/subscription/due.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OutboxStore } from '../../ports/outbox.ts';
import { type Actor, announce } from './announce.ts';
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
    | 'enqueue'
  >;
  readonly now: Clock;
  /** Who does it; missing: the operator. */
  readonly by?: Actor | undefined;
};

export type Paused =
  | { readonly what: 'paused' | 'stopped already'; readonly subscription: Subscription }
  | Refusal;

/** Nothing goes out of it until it is resumed: what waits is suppressed. A suspended one stays suspended. */
export function pauseSubscription(deps: StopDeps, id: number, reason: string): Paused {
  const { store } = deps;
  return store.atomically((): Paused => {
    const before = store.subscription(id);
    if (!before) return noSubscription(id);
    if (before.state !== 'active') return { what: 'stopped already', subscription: before };
    store.stopSubscription(id, 'paused', reason);
    announce(deps, before, { what: 'paused' });
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
export function resumeSubscription(deps: StopDeps, id: number, missed: boolean): Resumed {
  const { store, now } = deps;
  return store.atomically((): Resumed => {
    const before = store.subscription(id);
    if (!before) return noSubscription(id);
    if (before.state === 'active') return { what: 'active already', subscription: before };
    announce(deps, before, { what: 'resumed', lifted: before.state === 'suspended' });
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

/** Ends it for good, and tells its place. What was sent stays where it is. `title`: of the one thing it followed. */
export function removeSubscription(deps: StopDeps, id: number, title?: string): Removed {
  const { store } = deps;
  return store.atomically((): Removed => {
    const subscription = store.subscription(id);
    if (!subscription) return noSubscription(id);
    const unsent = store.deliveries({ subscription: id, states: ['pending', 'failed'], kinds: POSTS }).length;
    announce(deps, subscription, { what: 'removed', title });
    store.removeSubscription(id);
    return { what: 'removed', subscription, unsent };
  });
}
