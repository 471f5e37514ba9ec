import type { Delivery, DeliveryState } from '../../domain/delivery/delivery.ts';
import { deliverOne } from './deliver-one.ts';
import type { DeliverDeps, LaneReport } from './deps.ts';
import { LEASE } from './hand-over.ts';

export type { DeliverDeps, LaneReport } from './deps.ts';

/** Then others have their turn. */
const SLICE = 25;

/**
 * Delivers what is due in a lane, one after the other in its order, until nothing is due, the lane has to wait, or it
 * is told to stop; what is in flight then is finished first. Throws StoreError where the store fails: what was in
 * flight is an orphan as soon as its lease ends.
 */
export async function deliverLane(deps: DeliverDeps, lane: string, signal: AbortSignal): Promise<LaneReport> {
  const { store, owner, now } = deps;
  const ended: Partial<Record<DeliveryState, number>> = {};
  let lost = 0;
  let taken = 0;
  for (; taken < SLICE && !signal.aborted; taken++) {
    const delivery = store.claim(lane, { owner, until: now() + LEASE }, now());
    if (delivery === undefined) break;
    const done: Delivery | undefined = await deliverOne(deps, delivery);
    if (done === undefined) lost++;
    else ended[done.state] = (ended[done.state] ?? 0) + 1;
  }
  return { ended, lost, more: taken === SLICE };
}
