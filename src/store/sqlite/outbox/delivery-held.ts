import type { DatabaseSync } from 'node:sqlite';
import type { Delivery } from '../../../domain/delivery/delivery.ts';

/** Why a delivery may not go out now; undefined where it may. What a subscription is told about itself always may. */
export type HeldAs = (delivery: Pick<Delivery, 'subscription' | 'kind'>) => Held | undefined;

type Held = { readonly as: 'paused' | 'suspended' | 'removed'; readonly reason: string };

const REASONS: Readonly<Record<Held['as'], string>> = {
  paused: 'its subscription is paused',
  suspended: 'its subscription is suspended',
  removed: 'its subscription was removed before it was sent',
};

/**
 * A subscription is stopped in one transaction with all that waits of it; this is for what comes after: enqueued by one
 * who read the subscriptions before, or given back by a platform that did not take it.
 */
export function createHeldAs(database: DatabaseSync): HeldAs {
  // An id that was given once, and is not there any more, was removed.
  const ask = database.prepare(
    `SELECT coalesce((SELECT state FROM subscription WHERE id = ?1), CASE
       WHEN ?1 BETWEEN 1 AND (SELECT seq FROM sqlite_sequence WHERE name = 'subscription') THEN 'removed' END) AS state`,
  );
  return ({ subscription, kind }) => {
    if (kind === 'notice') return undefined;
    const state = ask.get(subscription)?.state;
    if (state !== 'paused' && state !== 'suspended' && state !== 'removed') return undefined;
    return { as: state, reason: REASONS[state] };
  };
}
