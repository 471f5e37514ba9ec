import type { Outcome, Receipt } from '../../domain/delivery/delivery.ts';
import type { Parcel, Platform } from '../../ports/platform.ts';
import type { DeliverDeps } from './deps.ts';

const SECOND = 1000;
/** A platform has so long; one that does not heed its signal is not waited for. Both end well before the lease. */
const SEND_TIME = 30 * SECOND;
const PATIENCE = 5 * SECOND;
export const LEASE = 60 * SECOND;

type Deps = Pick<DeliverDeps, 'now' | 'onMistake'>;

/** Sends it, within 35 s. A platform that throws has a bug: the post is refused, so that it is not tried for ever. */
export async function handOver(deps: Deps, platform: Platform, parcel: Parcel): Promise<Outcome> {
  const answer = await inTime((signal) => platform.send(parcel, { now: deps.now, signal }));
  if (answer.what === 'said') return answer.value;
  if (answer.what === 'late') return { what: 'unknown', why: `no answer within ${SEND_TIME / SECOND} s` };
  deps.onMistake(`send ${parcel.key}`, answer.error);
  return { what: 'refused', scope: 'post', why: 'a mistake in lorewatch itself; the log tells more' };
}

/** Looks for an earlier attempt, within 35 s. */
export async function askFor(
  deps: Deps,
  find: NonNullable<Platform['find']>,
  parcel: Parcel,
): Promise<Receipt | 'absent' | 'unknown'> {
  const answer = await inTime((signal) => find(parcel, { now: deps.now, signal }));
  if (answer.what === 'said') return answer.value;
  if (answer.what === 'threw') deps.onMistake(`find ${parcel.key}`, answer.error);
  return 'unknown';
}

type Answer<T> =
  | { readonly what: 'said'; readonly value: T }
  | { readonly what: 'late' }
  | { readonly what: 'threw'; readonly error: unknown };

async function inTime<T>(act: (signal: AbortSignal) => Promise<T>): Promise<Answer<T>> {
  const late = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const overdue = new Promise<Answer<T>>((resolve) => {
    timers.push(setTimeout(() => late.abort(), SEND_TIME));
    timers.push(setTimeout(() => resolve({ what: 'late' }), SEND_TIME + PATIENCE));
  });
  const acting = (async (): Promise<Answer<T>> => {
    try {
      return { what: 'said', value: await act(late.signal) };
    } catch (error) {
      return late.signal.aborted ? { what: 'late' } : { what: 'threw', error };
    }
  })();
  try {
    return await Promise.race([acting, overdue]);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}
