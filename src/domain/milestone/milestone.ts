import type { MessageId } from '../ids.ts';
import type { Evidence } from '../verdict.ts';

export const SIGNIFICANCES = ['major', 'minor'] as const;
export type Significance = (typeof SIGNIFICANCES)[number];

/** What one mail, looked at by itself, shows of a milestone. */
export type Finding = {
  /** The id of a milestone type of the topic. */
  readonly type: string;
  /** In plain words: "Minimum Rust raised to 1.85.0". */
  readonly title: string;
  readonly significance: Significance;
  /** What tells two happenings of one type apart: the architecture, the crate, the version; '' where the series does. */
  readonly key: string;
  readonly evidence: readonly Evidence[];
};

export const STEP_NAMES = ['proposed', 'applied', 'merged', 'released', 'decided'] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** Times in ms. */
export type MilestoneStep = {
  readonly step: StepName;
  readonly date: number;
  readonly messageId: MessageId;
  readonly evidence: readonly Evidence[];
  /** The commit or the release that shows it, where no mail does. */
  readonly commit?: string | undefined;
  readonly release?: string | undefined;
};

/** One happening that belongs in the history books, however many mails tell it. */
export type Milestone = {
  /** Stable: made of the type, the key and the mail that proves it first. */
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly significance: Significance;
  /** '' where no area is told. */
  readonly area: string;
  readonly series: MessageId | undefined;
  /** The mail that proves it first. */
  readonly messageId: MessageId;
  readonly date: number;
  /** Oldest first. */
  readonly steps: readonly MilestoneStep[];
  /** Every mail that tells it: cover letters and proving patches of all revisions. */
  readonly mails: readonly MessageId[];
};
