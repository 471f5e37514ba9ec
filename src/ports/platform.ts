import type { Card, CardStep } from '../domain/card/card.ts';
import type { Outcome, Receipt } from '../domain/delivery/delivery.ts';
import type { Digest } from '../domain/digest.ts';
import type { PlatformId, Target } from '../domain/subscription/target.ts';
import type { Clock } from './clock.ts';

/** What is to be posted. Neutral: a platform renders it in its own way, `render` is pure. */
export type Post =
  | { readonly what: 'card'; readonly card: Card }
  /** `before`: of the card that stands. */
  | { readonly what: 'edit'; readonly card: Card; readonly before: Receipt }
  /** `under`: of the card that it belongs to; undefined where that never got one. */
  | {
      readonly what: 'line';
      readonly card: Card;
      readonly step: CardStep;
      readonly under: Receipt | undefined;
    }
  | {
      readonly what: 'digest';
      readonly digest: Digest;
      readonly issue: string;
      readonly url: string | undefined;
    }
  | { readonly what: 'summary'; readonly summary: Summary }
  /** What the program tells its operator, or the owner of a subscription. */
  | { readonly what: 'notice'; readonly text: string };

/** What did not go out one by one. Dates are ISO 8601 UTC. */
export type Summary = {
  readonly since: string;
  readonly until: string;
  readonly entries: readonly { readonly title: string; readonly url: string; readonly text: string }[];
  /** More than are named. */
  readonly more: number;
};

/** A post with its address. */
export type Parcel = {
  /** The delivery's key: the same on each attempt. Nonce, idempotency key, part of the Message-ID. */
  readonly key: string;
  readonly target: Target;
  readonly post: Post;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  /** When it was handed over first, ms; by this an earlier attempt is looked for. */
  readonly since: number;
  readonly subscription: {
    readonly id: number;
    /** In normal form; '' = everything. */
    readonly filter: string;
    /** As people write it: "weekly MON 09:00 Europe/Berlin". */
    readonly cadence: string;
    /** A page where one click ends it; undefined where there is no public address. */
    readonly unsubscribe: string | undefined;
  };
};

export type SendContext = { readonly now: Clock; readonly signal: AbortSignal };

/** What a platform can do. A card's edit is made only where `edit`; else its lines tell what changed. */
export type PlatformSkills = {
  readonly edit: boolean;
  readonly lines: boolean;
  /** The same key sent twice within this many ms is one post; 0: it is not. */
  readonly nonce: number;
  /** An edit is one entry more instead of a change of what stands: made twice, it is there twice. */
  readonly appends?: true;
};

/** A place to post to. Expected failures are outcomes; bugs throw. */
export type Platform = {
  readonly id: PlatformId;
  readonly can: PlatformSkills;
  /** Why this target cannot be posted to, in a sentence with the way out; undefined where it can. Asks no network. */
  readonly check: (target: Target) => string | undefined;
  /**
   * The same, asked of the platform itself: a place that is gone, or in which something is not permitted. undefined
   * where it can be posted to, and where nobody can tell before it is tried.
   */
  readonly probe?: (target: Target, context: SendContext) => Promise<string | undefined>;
  readonly send: (parcel: Parcel, context: SendContext) => Promise<Outcome>;
  /**
   * Looks for an earlier attempt whose outcome is not known: its receipt, `absent`, or `unknown` where that cannot be
   * told. Missing: it can never be told.
   */
  readonly find?: (parcel: Parcel, context: SendContext) => Promise<Receipt | 'absent' | 'unknown'>;
  readonly close: () => Promise<void>;
};

export type Platforms = ReadonlyMap<PlatformId, Platform>;
