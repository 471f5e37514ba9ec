import { ADMIN_SUBSCRIPTION } from '../subscription/subscription.ts';
import { isGivenUp, retryAt, waitUntil } from './backoff.ts';
import type { Delivery, DeliveryState, Outcome, Receipt, Suppression } from './delivery.ts';
import { isAskedOut, lookAgainAt, type Proof, proofFor } from './doubt.ts';

const MINUTE = 60_000;
/** Until a platform that refuses everything is tried again, and an operator's target that refuses. */
const STOPPED_FOR = 10 * MINUTE;
const ADMIN_STOPPED_FOR = 60 * MINUTE;
const LONGEST_WHY = 400;

/** How an attempt ended, as it is written down. Times in ms. */
export type Settlement = {
  readonly state: Exclude<DeliveryState, 'pending' | 'sending'>;
  readonly reason: string;
  readonly receipt?: Receipt | undefined;
  readonly suppression?: Suppression | undefined;
  readonly due?: number | undefined;
  readonly laneUntil?: number | undefined;
  readonly doubt?: number | undefined;
};

/** What else is to be stopped: everything for that target, or of that platform until then (ms). */
export type Stop =
  | { readonly what: 'target'; readonly why: string }
  | { readonly what: 'platform'; readonly why: string; readonly until: number };

export type Settling = { readonly settled: Settlement; readonly stop?: Stop | undefined };

/** `random`: 0..1. `handed`: when this attempt was handed to the platform, ms. */
export type Circumstances = {
  readonly now: number;
  readonly random: number;
  readonly handed: number;
  readonly proof: Proof;
};

type Tried = Pick<Delivery, 'subscription' | 'kind' | 'attempts' | 'created' | 'doubt'>;

/** What becomes of a delivery after the platform's answer, and what is to be stopped besides. */
export function settleOutcome(delivery: Tried, outcome: Outcome, at: Circumstances): Settling {
  switch (outcome.what) {
    case 'sent':
      return {
        settled: { state: 'sent', reason: '', receipt: outcome.receipt, ...laneAfter(outcome.wait, at.now) },
      };
    case 'again':
      return { settled: tryAgain(delivery, sentence(outcome.why), outcome.wait, at) };
    case 'refused':
      return refuse(delivery, sentence(outcome.why), outcome.scope, at);
    case 'unknown':
      return { settled: doubtful(delivery, sentence(outcome.why), at) };
  }
}

/** Most platforms want a pause between two posts to one place. */
function laneAfter(wait: number | undefined, now: number): Pick<Settlement, 'laneUntil'> {
  return wait === undefined ? {} : { laneUntil: now + wait };
}

function tryAgain(
  delivery: Tried,
  why: string,
  wait: number | undefined,
  { now, random }: Circumstances,
): Settlement {
  if (isGivenUp(delivery, now)) return giveUp(delivery, why);
  const due = wait === undefined ? retryAt(delivery.attempts, now, random) : waitUntil(wait, now);
  return { state: 'failed', reason: why, due, laneUntil: due, doubt: delivery.doubt };
}

function giveUp({ attempts, doubt }: Tried, why: string): Settlement {
  return doubt === undefined
    ? { state: 'dead', reason: `given up after ${attempts} tries: ${why}` }
    : { state: 'uncertain', reason: `an earlier try may have arrived; after ${attempts} tries: ${why}` };
}

function refuse(
  delivery: Tried,
  why: string,
  scope: 'post' | 'target' | 'platform',
  { now }: Circumstances,
): Settling {
  if (scope === 'post') return { settled: { state: 'dead', reason: why } };
  if (scope === 'platform') {
    const until = now + STOPPED_FOR;
    const settled: Settlement = isGivenUp(delivery, now)
      ? giveUp(delivery, why)
      : { state: 'failed', reason: why, due: until, laneUntil: until, doubt: delivery.doubt };
    return { settled, stop: { what: 'platform', why, until } };
  }
  // The operator's own target has no subscription that could be suspended.
  if (delivery.subscription === ADMIN_SUBSCRIPTION)
    return { settled: { state: 'dead', reason: why, laneUntil: now + ADMIN_STOPPED_FOR } };
  return {
    settled: { state: 'suppressed', suppression: 'suspended', reason: why },
    stop: { what: 'target', why },
  };
}

/** What becomes of an attempt that may have arrived: it is sent again under its key, asked for, or `uncertain`. */
function doubtful(
  delivery: Pick<Tried, 'kind' | 'attempts' | 'doubt'>,
  why: string,
  at: Circumstances,
): Settlement {
  const since = delivery.doubt ?? at.handed;
  const due = lookAgainAt(delivery, { ...at, since, proof: proofFor(delivery.kind, at.proof) });
  if (due === undefined) return uncertain(why);
  return { state: 'failed', reason: why, due, laneUntil: due, doubt: since };
}

/** What becomes of it where the platform was asked for it and could not tell. */
export function unanswered(delivery: Tried, why: string, at: Circumstances): Settlement {
  const since = delivery.doubt ?? at.handed;
  return isAskedOut(delivery, since, at.now) ? uncertain(why) : doubtful(delivery, why, at);
}

export function uncertain(why: string): Settlement {
  return { state: 'uncertain', reason: `it may have arrived, and is not sent again by itself: ${why}` };
}

/** One line of bounded length: a platform's words are not ours. */
function sentence(why: string): string {
  const line = why.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > LONGEST_WHY ? `${line.slice(0, LONGEST_WHY - 3)}...` : line;
}
