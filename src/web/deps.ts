import type { Subscription } from '../domain/subscription/subscription.ts';
import type { FrontHealth } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { QueueHealth } from '../ports/queue.ts';
import type { Store } from '../ports/store.ts';

/** What the pages are made from. */
export type WebDeps = {
  readonly store: Pick<
    Store,
    | 'issue'
    | 'issues'
    | 'subscription'
    | 'secret'
    | 'status'
    | 'sourceStates'
    | 'countDeliveries'
    | 'lanes'
    | 'lastNews'
    | 'matchedUpTo'
    | 'brake'
  >;
  readonly now: Clock;
  readonly version: string;
  /** "Rust in the kernel" */
  readonly title: string;
  /** The public address, without a slash at the end; undefined: the one that was asked. */
  readonly url: string | undefined;
  /** Ends a subscription; false where there was none. */
  readonly endSubscription: (id: number) => boolean;
  /** As a reader is told it. */
  readonly describe: (subscription: Subscription) => { readonly target: string; readonly cadence: string };
  readonly queueHealth: () => Promise<QueueHealth>;
  /** How far each source that is followed lags behind, seconds; undefined: never asked. */
  readonly sources: () => readonly SourceFigure[];
  /** How the fronts of the chat stand; none where this process has none. */
  readonly fronts: () => readonly FrontHealth[];
  /** What this process counted since it began. */
  readonly counts: Counts;
  /** A mistake of the program. */
  readonly onMistake: (what: string, error: unknown) => void;
};

export type SourceFigure = {
  readonly id: string;
  readonly lag: number | undefined;
  readonly failing: boolean;
  readonly items: number;
  readonly unreadable: number;
  readonly lost: number;
};

/** Counters and one histogram of a process. */
export type Counts = {
  /** Seconds from the event to the receipt. */
  readonly latency: Histogram;
  readonly sent: Readonly<Record<string, number>>;
};

export type Histogram = {
  readonly bounds: readonly number[];
  /** How many were at or below each bound. */
  readonly counts: readonly number[];
  readonly sum: number;
  readonly count: number;
};
