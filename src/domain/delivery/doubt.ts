import { retryAt } from './backoff.ts';
import type { Delivery, DeliveryKind } from './delivery.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Of a nonce's span; the rest is for clocks that differ and for the way there. */
const SAFE_SHARE = 0.9;
const TRUSTED_SHARE = 0.8;
/** A platform is not asked for something sooner after it was sent: it may still be at it. */
const SETTLING = 5 * SECOND;
/** How long, and how often at least, a platform is asked that cannot tell. */
const ASKED_FOR = 10 * MINUTE;
const ASKED_TIMES = 4;

/** How it can be found out whether something arrived. `nonce`: ms in which the same key is one post, 0 = never. */
export type Proof = {
  readonly nonce: number;
  readonly finds: boolean;
  /** An edit is a post like any other. */
  readonly appends?: boolean;
};

/** An edit that is made twice is made once, but where it is one entry more. */
export function proofFor(kind: DeliveryKind, proof: Proof): Proof {
  return kind === 'edit' && proof.appends !== true ? { ...proof, nonce: Number.POSITIVE_INFINITY } : proof;
}

/** What to do first about an attempt that may have arrived; `since`: when it was made, ms. */
export type Doubtful =
  | { readonly what: 'send' }
  | { readonly what: 'ask' }
  | { readonly what: 'wait'; readonly until: number }
  | { readonly what: 'uncertain' };

/** How to go on with what may have arrived: send it again under its key, ask for it, or leave it. */
export function dispelDoubt(since: number, proof: Proof, now: number): Doubtful {
  if (now - since < proof.nonce * SAFE_SHARE) return { what: 'send' };
  if (!proof.finds) return { what: 'uncertain' };
  return now - since < SETTLING ? { what: 'wait', until: since + SETTLING } : { what: 'ask' };
}

type Tried = Pick<Delivery, 'attempts'>;

/**
 * When something that may have arrived is looked at again, ms: soon enough for its nonce, late enough to be found;
 * undefined: never, because nobody can tell.
 */
export function lookAgainAt(
  { attempts }: Tried,
  { since, proof, now, random }: { since: number; proof: Proof; now: number; random: number },
): number | undefined {
  const soon = retryAt(attempts, now, random);
  const last = since + proof.nonce * TRUSTED_SHARE;
  if (last > now) return Math.min(soon, last);
  return proof.finds ? Math.max(since + SETTLING, Math.min(soon, now + MINUTE)) : undefined;
}

/** Whether a platform that cannot tell was asked often enough. */
export function isAskedOut({ attempts }: Tried, since: number, now: number): boolean {
  return attempts >= ASKED_TIMES && now - since >= ASKED_FOR;
}
