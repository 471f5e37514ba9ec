import type { Target } from './target.ts';

/** The days as cadences spell them; Monday first, as ISO 8601 has it. */
export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A time of day: minutes since midnight, 0..1439. */
export type Minutes = number;

/** When a subscription is told: at once, or as a digest by the clock of its zone. */
export type Cadence =
  | { readonly kind: 'now' }
  | { readonly kind: 'daily'; readonly at: Minutes; readonly zone: string }
  | { readonly kind: 'weekly'; readonly day: Weekday; readonly at: Minutes; readonly zone: string };

/** A span of the day in which nothing is posted at once; may lead over midnight. Zone: IANA name. */
export type QuietHours = { readonly from: Minutes; readonly until: Minutes; readonly zone: string };

export type SubscriptionOptions = {
  /** Milestones are told at once, even where the cadence is a digest. */
  readonly milestonesNow: boolean;
  readonly quiet: QuietHours | undefined;
  /** Posts an hour (cards and lines); what is more becomes one summary at the hour's end. */
  readonly mostAnHour: number;
};

export const DEFAULT_OPTIONS: SubscriptionOptions = {
  milestonesNow: false,
  quiet: undefined,
  mostAnHour: 20,
};

/** `suspended`: its target refused for good; a human has to look. */
export const SUBSCRIPTION_STATES = ['active', 'paused', 'suspended'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

/** target + filter + cadence. Times in ms. */
export type Subscription = {
  readonly id: number;
  readonly target: Target;
  /** In normal form; '' = everything that is about the topic. */
  readonly filter: string;
  readonly cadence: Cadence;
  readonly options: SubscriptionOptions;
  readonly state: SubscriptionState;
  /** Why it is suspended or paused, in a sentence; '' where it is neither. */
  readonly reason: string;
  readonly created: number;
  /** The end of the last period that it got a digest of; where it had none, the end of the period before its first. */
  readonly digestUntil: number;
  /** The last entry of the news log that its last digest told of, or that was there when it was made. */
  readonly digestNews: number;
};

export type NewSubscription = Omit<Subscription, 'id' | 'state' | 'reason'>;

/** What the program itself has to tell its operator goes through the outbox as the matter of this subscription. */
export const ADMIN_SUBSCRIPTION = 0;
