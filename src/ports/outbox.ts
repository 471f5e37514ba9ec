import type { Card } from '../domain/card/card.ts';
import type {
  Delivery,
  DeliveryKind,
  DeliveryState,
  Receipt,
  Suppression,
} from '../domain/delivery/delivery.ts';
import type { ItemKind, KnownItem } from '../domain/item/item.ts';
import type { KeptRow } from '../domain/kept.ts';
import type {
  NewSubscription,
  Subscription,
  SubscriptionState,
} from '../domain/subscription/subscription.ts';
import type { InstallationStore } from './installations.ts';
import type { IssueStore } from './issues.ts';

/** Something that became known, in the order in which it did. Written in one transaction with what it tells of. */
export type News = {
  /** Ascending, never used again. */
  readonly id: number;
  /** When it became known, ms. */
  readonly at: number;
} & (
  | {
      readonly what: 'mail';
      readonly row: KeptRow;
      /** What it is found by; '' once it was matched. */
      readonly words: string;
    }
  /** Added, or saying something else than before. */
  | { readonly what: 'item'; readonly known: KnownItem }
);

/** The entry of the log with which something became known; `at` in ms. */
export type NewsMark = { readonly id: number; readonly at: number };

/** Half open: after < id <= upTo. */
export type NewsSpan = { readonly after: number; readonly upTo: number };

export type NewsStore = {
  /** Oldest first; what was taken out of the store meanwhile is passed over. */
  readonly newsAfter: (after: number, limit: number) => readonly News[];
  /** The newest entry; 0 where there is none. */
  readonly lastNews: () => number;
  /** The last entry that was known at this time (ms): of all with `at` <= time the newest; 0 where there is none. */
  readonly newsAt: (time: number) => number;
  /** How these kept mails (row ids) became known first; those that came as history are missing. */
  readonly learnedMails: (ids: readonly number[]) => ReadonlyMap<number, NewsMark>;
  /** How these items became known first, by id; those that came as history are missing. */
  readonly learnedItems: (kind: ItemKind, ids: readonly string[]) => ReadonlyMap<string, NewsMark>;
  /** The kept mails of the span, oldest news first. */
  readonly keptLearned: (span: NewsSpan) => readonly KeptRow[];
  /** The items of the span, each once, oldest news first. */
  readonly itemsLearned: (span: NewsSpan) => readonly KnownItem[];
  /** How far it was matched. */
  readonly matchedUpTo: () => number;
  /** False where somebody else was faster: it does not stand at `from` any more. Lets go of the words up to `to`. */
  readonly moveMatched: (from: number, to: number) => boolean;
  /** Forgets what is older than this (ms), matched, and told by every digest. */
  readonly forgetNews: (before: number) => number;
};

export type SubscriptionChange = Partial<
  Pick<Subscription, 'filter' | 'cadence' | 'options' | 'state' | 'reason' | 'digestUntil' | 'digestNews'>
>;

export type SubscriptionStore = {
  /** Gives the one that is there already where target, filter and cadence are the same. */
  readonly subscribe: (subscription: NewSubscription) => {
    readonly subscription: Subscription;
    readonly isNew: boolean;
  };
  readonly subscription: (id: number) => Subscription | undefined;
  /** By id; all of them, or of one target. */
  readonly subscriptions: (target?: string) => readonly Subscription[];
  /** Another number whenever who is told of what may have changed; what digests move does not count. */
  readonly subscriptionsVersion: () => number;
  readonly changeSubscription: (id: number, change: SubscriptionChange) => Subscription | undefined;
  /** With its waiting deliveries (suppressed: removed). What was sent stays. */
  readonly removeSubscription: (id: number) => boolean;
  /** Suppresses what waits (`paused` or `suspended`). */
  readonly stopSubscription: (
    id: number,
    state: Exclude<SubscriptionState, 'active'>,
    reason: string,
  ) => void;
  /** `missed`: what was suppressed meanwhile goes out now; returns how many. */
  readonly resumeSubscription: (id: number, missed: boolean) => number;
  /** The emergency brake: while it is on, nothing is claimed. undefined: off. */
  readonly brake: () => { readonly since: number; readonly reason: string } | undefined;
  readonly setBrake: (brake: { readonly since: number; readonly reason: string } | undefined) => void;
};

/** What a card is about, and how it was told last. */
export type Subject = {
  readonly id: number;
  readonly card: Card;
  /** Grows by one with each change of the card. */
  readonly version: number;
  /** When it changed last, ms. */
  readonly updated: number;
};

/** A card that stands, or is on its way, in a target. */
export type StandingCard = {
  readonly target: string;
  readonly subject: number;
  /** Whose matter it was. */
  readonly subscription: number;
  /** undefined until it was sent. */
  readonly receipt: Receipt | undefined;
  /** The version that was sent last; 0 until then. */
  readonly version: number;
  /** Keys of the steps that the target was told of, by the card when it was posted, or by a line. */
  readonly told: readonly string[];
};

export type CardStore = {
  /**
   * The subject that carries one of these keys, changed to this card; a new one where there is none. Keys: `keyOf` of
   * Message-IDs, and of `release 7.2`, `advisory CVE-2026-1` and the like: no Message-ID has a blank. Where two subjects turn out to be one, the older one stays.
   */
  readonly follow: (card: Card, keys: readonly number[]) => Subject & { readonly changed: boolean };
  readonly subject: (id: number) => Subject | undefined;
  readonly subjectOf: (keys: readonly number[]) => Subject | undefined;
  /** Subjects of these kinds with a card that stands somewhere, whose state is none of `closed`. */
  readonly openSubjects: (kinds: readonly Card['kind'][], closed: readonly string[]) => readonly Subject[];
  readonly cardsOf: (subject: number) => readonly StandingCard[];
  /** False where the target has a card of the subject already. */
  readonly placeCard: (card: Pick<StandingCard, 'target' | 'subject' | 'subscription' | 'told'>) => boolean;
  readonly markSteps: (target: string, subject: number, steps: readonly string[]) => void;
  readonly markPosted: (
    target: string,
    subject: number,
    version: number,
    receipt: Receipt | undefined,
  ) => void;
};

export type NewDelivery = Pick<
  Delivery,
  'subscription' | 'event' | 'kind' | 'target' | 'lane' | 'subject' | 'payload' | 'due'
> & {
  /** Not to be sent at all, and why. */
  readonly suppressed?: { readonly as: Suppression; readonly reason: string };
};

export type DeliveryQuery = {
  readonly states?: readonly DeliveryState[];
  readonly subscription?: number;
  readonly target?: string;
  readonly subject?: number;
  readonly kinds?: readonly DeliveryKind[];
  /** By creation, ms. */
  readonly since?: number;
  /** Newest first. */
  readonly limit?: number;
};

/** How an attempt ended. */
export type Settled = Pick<Delivery, 'state' | 'reason'> & {
  readonly receipt?: Receipt | undefined;
  readonly suppression?: Suppression | undefined;
  /** When it is tried again; where the state is `failed`. */
  readonly due?: number | undefined;
  /** Nothing of the lane before this, ms. */
  readonly laneUntil?: number | undefined;
  /** Kept with the delivery as it is told here: the first attempt that may have arrived, ms; missing: there is none. */
  readonly doubt?: number | undefined;
};

export type LaneState = {
  readonly lane: string;
  /** Nothing before this, ms; 0: at once. */
  readonly until: number;
  readonly waiting: number;
  readonly lastSent: number | undefined;
};

/** Who holds a lane, by a name that nobody else has at the time, and when he is taken for dead, ms. */
export type LaneLease = { readonly owner: string; readonly until: number };

export type DeliveryStore = {
  /** undefined where the subscription has this event already. */
  readonly enqueue: (delivery: NewDelivery) => Delivery | undefined;
  /**
   * Takes the lane's next delivery that is due (the oldest by id; `pending` or `failed`), marks it `sending`, counts the
   * attempt, and holds the lane until it is settled. undefined where nothing is due, the lane waits, the brake is on, or
   * somebody holds it, dead or alive: what a dead one had in flight has to be adopted and settled first.
   */
  readonly claim: (lane: string, lease: LaneLease, now: number) => Delivery | undefined;
  /**
   * Writes how it ended, and lets go of the lane; undefined: prolongs nothing, changes nothing, because the claim was
   * lost meanwhile to somebody who took it for dead.
   */
  readonly settle: (id: number, owner: string, settled: Settled, now: number) => Delivery | undefined;
  /**
   * Lanes with something due that nobody holds, longest due first, of equals the one served longest ago; none while the
   * brake is on. Those of the dead: `orphans`.
   */
  readonly dueLanes: (now: number, limit: number) => readonly string[];
  /** When the next of the lanes that nobody holds falls due, ms; undefined where nothing waits, or the brake is on. */
  readonly nextDue: () => number | undefined;
  /** Deliveries in `sending` whose holder is dead or whose lease ended; they stay as they are, and hold up their lane. */
  readonly orphans: (now: number, isAlive: (owner: string) => boolean, limit: number) => readonly Delivery[];
  /** Takes an orphan over, so that its fate can be asked for and settled; false where somebody else did. */
  readonly adopt: (id: number, lease: LaneLease, now: number, isAlive: (owner: string) => boolean) => boolean;
  readonly delivery: (id: number) => Delivery | undefined;
  readonly deliveries: (query: DeliveryQuery) => readonly Delivery[];
  readonly countDeliveries: () => Readonly<Partial<Record<DeliveryState, number>>>;
  /** Of a subscription: posts (cards, lines) that are sent or to be sent with a due time in the span, ms. */
  readonly countPosts: (subscription: number, since: number, until: number) => number;
  /** What was suppressed of a subscription for this, with a due time in the span; oldest first. */
  readonly suppressedPosts: (
    subscription: number,
    as: Suppression,
    since: number,
    until: number,
  ) => readonly Delivery[];
  /** `dead`, `failed`, `uncertain` and `suppressed` ones go out again, at once; false where it is none of these. */
  readonly retryDelivery: (id: number, now: number) => boolean;
  /** What was not sent yet, or is uncertain, never will be. */
  readonly discardDelivery: (id: number, reason: string, now: number) => boolean;
  readonly lanes: () => readonly LaneState[];
  /** Stops what waits of a whole platform until `until` (ms). */
  readonly holdLanes: (prefix: string, until: number) => void;
  /** Deliveries that ended before this (ms) and of which no card stands. Returns how many. */
  readonly forgetDeliveries: (before: number) => number;
};

/** What goes out: what became known, who wants it, what stands where, what is on its way. */
export type OutboxStore = NewsStore &
  SubscriptionStore &
  CardStore &
  DeliveryStore &
  IssueStore &
  InstallationStore & {
    /** All of the steps in one transaction, or none; what they throw is thrown. */
    readonly atomically: <T>(steps: () => T) => T;
    /** Random, made once, the same for all processes of a store: for signatures that outlive a restart. Hex. */
    readonly secret: () => string;
  };
