import type { Clock } from '../../ports/clock.ts';
import type { OutboxStore } from '../../ports/outbox.ts';

const DAY = 86_400_000;
const DELIVERIES_KEPT = 90 * DAY;
const NEWS_KEPT = 60 * DAY;

/** Lets go of what nobody asks for any more: old deliveries of which no card stands, and old news. Returns how many. */
export function forgetOld({
  store,
  now,
}: {
  readonly store: Pick<OutboxStore, 'forgetDeliveries' | 'forgetNews'>;
  readonly now: Clock;
}): { readonly deliveries: number; readonly news: number } {
  return {
    deliveries: store.forgetDeliveries(now() - DELIVERIES_KEPT),
    news: store.forgetNews(now() - NEWS_KEPT),
  };
}
