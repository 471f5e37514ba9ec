import type { Delivery } from './delivery.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = HOUR;
/** However the dice fall: nobody is asked twice within a second. */
const SHORTEST_PAUSE = 1_000;
/** What a platform may ask for. */
const LONGEST_WAIT = DAY;

/** Both must be over: a night without network costs nothing, a bad quarter of an hour after a long pause neither. */
const PATIENCE = DAY;
const MOST_ATTEMPTS = 12;

/**
 * When a delivery that failed so many times (from 1) is tried again, ms: an exponential pause from 5 s to 1 h with full
 * jitter, so that lanes that failed together do not come back together. `random`: 0..1.
 */
export function retryAt(attempts: number, now: number, random: number): number {
  const most = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(Math.max(attempts, 1) - 1, 30));
  return now + Math.max(SHORTEST_PAUSE, Math.round(random * most));
}

/** When it is tried again where the platform asked for a pause (ms), up to a day. */
export function waitUntil(wait: number, now: number): number {
  return now + Math.min(Math.max(Math.ceil(wait), 0), LONGEST_WAIT);
}

/** Whether it was tried for a day and at least twelve times. */
export function isGivenUp(
  { attempts, created }: Pick<Delivery, 'attempts' | 'created'>,
  now: number,
): boolean {
  return attempts >= MOST_ATTEMPTS && now - created >= PATIENCE;
}
