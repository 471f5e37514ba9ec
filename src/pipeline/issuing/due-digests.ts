import { lastDue, periodName } from '../../domain/subscription/due.ts';
import { printCadence } from '../../domain/subscription/read-cadence.ts';
import type { Cadence, Subscription } from '../../domain/subscription/subscription.ts';
import type { NewsSpan, OutboxStore } from '../../ports/outbox.ts';

/** A digest that a subscription is to get. Times in ms. */
export type DueDigest = {
  readonly subscription: Subscription;
  /** Of the period; unique for the subscription. */
  readonly name: string;
  readonly since: number;
  readonly until: number;
  readonly zone: string;
  readonly news: NewsSpan;
};

/** A digest that comes later than this after its time (ms) is late: something was off. */
const LATE = 10 * 60_000;

/**
 * The digests that are due: what became known since the subscription's last one, up to its time; a late one tells of
 * all that is known by now. Late ones wait (`waiting` counts them) until the sources were asked.
 */
export function dueDigests(
  store: Pick<OutboxStore, 'subscriptions' | 'newsAt' | 'lastNews'>,
  now: number,
  caughtUp: boolean,
): { readonly due: readonly DueDigest[]; readonly waiting: number } {
  const due: DueDigest[] = [];
  let waiting = 0;
  // Thousands share a cadence: its times are looked up once.
  const times = new Map<string, Moment>();
  const upTos = new Map<number, number>();
  for (const subscription of store.subscriptions()) {
    const { cadence } = subscription;
    if (cadence.kind === 'now') continue;
    const key = printCadence(cadence);
    const moment = times.get(key) ?? momentOf(cadence, now);
    times.set(key, moment);
    const { until, name } = moment;
    if (until <= subscription.digestUntil) continue;
    const isLate = now - until > LATE;
    if (isLate && !caughtUp) {
      waiting++;
      continue;
    }
    const upTo = upTos.get(until) ?? (isLate ? store.lastNews() : store.newsAt(until));
    upTos.set(until, upTo);
    due.push({
      subscription,
      name,
      since: subscription.digestUntil,
      until,
      zone: cadence.zone,
      news: { after: subscription.digestNews, upTo: Math.max(upTo, subscription.digestNews) },
    });
  }
  return { due, waiting };
}

type Moment = { readonly until: number; readonly name: string };

function momentOf(cadence: Exclude<Cadence, { kind: 'now' }>, now: number): Moment {
  const until = lastDue(cadence, now);
  return { until, name: periodName(cadence, until) };
}
