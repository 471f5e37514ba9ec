import type { DeliveryState } from '../../domain/delivery/delivery.ts';
import type { SubscriptionState } from '../../domain/subscription/subscription.ts';
import type { LaneState, OutboxStore } from '../../ports/outbox.ts';

/** How what goes out stands. */
export type OutboxStatus = {
  readonly subscriptions: Readonly<Partial<Record<SubscriptionState, number>>>;
  readonly deliveries: Readonly<Partial<Record<DeliveryState, number>>>;
  /** News that nobody held against the subscriptions yet. */
  readonly unmatched: number;
  /** Since when (ms) all is paused. */
  readonly pausedSince: number | undefined;
  /** Those with something to do first, then those that were served last. */
  readonly targets: readonly LaneState[];
  readonly moreTargets: number;
};

const MOST_TARGETS = 20;

export function readOutbox(
  store: Pick<
    OutboxStore,
    'subscriptions' | 'countDeliveries' | 'lastNews' | 'matchedUpTo' | 'brake' | 'lanes'
  >,
): OutboxStatus {
  const subscriptions: Partial<Record<SubscriptionState, number>> = {};
  for (const { state } of store.subscriptions()) subscriptions[state] = (subscriptions[state] ?? 0) + 1;
  const lanes = store
    .lanes()
    .toSorted((a, b) => b.waiting - a.waiting || (b.lastSent ?? 0) - (a.lastSent ?? 0));
  return {
    subscriptions,
    deliveries: store.countDeliveries(),
    unmatched: Math.max(0, store.lastNews() - store.matchedUpTo()),
    pausedSince: store.brake()?.since,
    targets: lanes.slice(0, MOST_TARGETS),
    moreTargets: Math.max(0, lanes.length - MOST_TARGETS),
  };
}
