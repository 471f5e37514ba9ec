import type { Delivery } from '../../domain/delivery/delivery.ts';
import { printCadence } from '../../domain/subscription/read-cadence.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Parcel, Post } from '../../ports/platform.ts';
import type { DeliverDeps } from './deps.ts';

/** The post with its address, the same on each attempt. `subscription`: undefined of the operator's, and where it is gone. */
export function makeParcel(
  { links }: DeliverDeps,
  delivery: Delivery,
  { target, subscription, post }: { target: Target; subscription: Subscription | undefined; post: Post },
): Parcel {
  return {
    key: delivery.key,
    target,
    post,
    attempt: delivery.attempts,
    since: delivery.doubt ?? delivery.created,
    subscription: subscription
      ? {
          id: subscription.id,
          filter: subscription.filter,
          cadence: printCadence(subscription.cadence),
          unsubscribe: links.unsubscribeUrl(subscription),
        }
      : { id: delivery.subscription, filter: '', cadence: 'now', unsubscribe: undefined },
  };
}
