/**
 * pending: waits for its turn. sending: handed to the platform, no answer yet. sent: the platform said so. uncertain: it
 * may have arrived, and nobody can tell. failed: did not arrive, and is tried again. dead: given up. suppressed: was
 * not to be sent, the reason says why.
 */
export const DELIVERY_STATES = [
  'pending',
  'sending',
  'sent',
  'uncertain',
  'failed',
  'dead',
  'suppressed',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What a delivery brings. `edit` changes the card that stands, `line` says a line under it. */
export const DELIVERY_KINDS = ['card', 'edit', 'line', 'digest', 'summary', 'notice'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** What a platform gives for what it took: its ids, by which it can be edited and answered. No secrets. */
export type Receipt = { readonly [name: string]: string };

/** Why something was suppressed; `why` shows the sentence, the word says what can be done about it. */
export const SUPPRESSIONS = [
  'paused',
  'suspended',
  'cap',
  'told',
  'history',
  'superseded',
  'discarded',
  'removed',
] as const;
export type Suppression = (typeof SUPPRESSIONS)[number];

/** One post to one target for one event of one subscription. Times in ms. */
export type Delivery = {
  readonly id: number;
  /** Unique over all stores, at most 25 letters, digits and `-`: the platform's nonce. */
  readonly key: string;
  /** `ADMIN_SUBSCRIPTION` for what the program tells its operator. */
  readonly subscription: number;
  /** Of the subscription, each told once: `card 17`, `line 17 v2`, `digest 2026-04-06T09:00+02:00`. */
  readonly event: string;
  readonly kind: DeliveryKind;
  /** Canonical text; may hold a secret. */
  readonly target: string;
  /** What is delivered in order, one at a time: the target. */
  readonly lane: string;
  /** The subject of the card, where it is about one. */
  readonly subject: number | undefined;
  /** JSON: what the post is made of, besides the card: the step's key, the digest's id, the notice. */
  readonly payload: unknown;
  readonly state: DeliveryState;
  readonly suppression: Suppression | undefined;
  /** In a sentence: why it failed, is dead, uncertain or suppressed; '' otherwise. No secrets. */
  readonly reason: string;
  readonly attempts: number;
  /** Not before. */
  readonly due: number;
  readonly created: number;
  /** When it was handed to the platform last. */
  readonly sentAt: number | undefined;
  /** When the first attempt was made of which nobody knows yet whether it arrived; missing where there is none. */
  readonly doubt?: number | undefined;
  readonly updated: number;
  readonly receipt: Receipt | undefined;
};

/** How a platform answered. */
export type Outcome =
  /** `wait` (ms): the platform wants nothing more for this lane before. */
  | { readonly what: 'sent'; readonly receipt: Receipt; readonly wait?: number | undefined }
  /** It did not arrive, and may later. `wait` (ms): the platform wants nothing for this lane before. */
  | { readonly what: 'again'; readonly why: string; readonly wait?: number | undefined }
  /** It will never arrive. `scope`: what of it is at fault, and is to be stopped. */
  | { readonly what: 'refused'; readonly why: string; readonly scope: 'post' | 'target' | 'platform' }
  /** It may have arrived: a timeout, a reset, a 5xx after it was written. */
  | { readonly what: 'unknown'; readonly why: string };
