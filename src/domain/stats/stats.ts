import type { Period } from '../compose/period.ts';
import type { KeptRow } from '../kept.ts';
import type { LandingStep, Revision, Series } from '../series/series.ts';

/** What of a kept mail is counted. Times in ms. */
export type StatsRow = Pick<
  KeptRow,
  'key' | 'parent' | 'author' | 'date' | 'kind' | 'verdict' | 'areas' | 'trailers'
>;

/** What of a series is counted. Times in ms; revisions and steps oldest first. */
export type StatsSeries = Pick<Series, 'category' | 'areas'> & {
  readonly revisions: readonly Pick<Revision, 'date' | 'author' | 'cover' | 'first' | 'parts'>[];
  readonly landing: readonly Pick<LandingStep, 'date'>[];
};

/** Figures of a time. `share` is 0..100 of all mails read; null = not known. */
export type Tally = {
  /** Mails about the topic. */
  readonly mails: number;
  /** All mails, whatever they are about. */
  readonly read: number;
  readonly share: number | null;
  readonly patches: number;
  /** Whose first revision was posted. */
  readonly series: number;
  readonly revisions: number;
  /** Series that were applied or merged for the first time. */
  readonly landed: number;
  /** People who sent a patch or a cover letter. */
  readonly contributors: number;
  /** Of them for the first time; null where the mail read does not reach back far enough. */
  readonly newcomers: number | null;
  /** People who gave a Reviewed-by, Acked-by or Tested-by in an answer. */
  readonly reviewers: number;
};

export type AreaCounts = { readonly mails: number; readonly patches: number; readonly series: number };

export type MonthTally = Tally & {
  /** `2026-04`, UTC */
  readonly month: string;
  /** True where only a part of the month was asked for or read. */
  readonly partial: boolean;
  /** By first area; only those that have something. */
  readonly areas: ReadonlyMap<string, AreaCounts>;
};

export type AreaTally = AreaCounts & {
  readonly area: string;
  readonly contributors: number;
  readonly reviewers: number;
};

/** What somebody did: patches sent, or review tags given. The name is hostile text. */
export type PersonTally = { readonly name: string; readonly count: number };

export type Stats = {
  readonly period: Period;
  /** Oldest first, without a gap. */
  readonly months: readonly MonthTally[];
  /** Most mails first. */
  readonly areas: readonly AreaTally[];
  readonly total: Tally;
  /** At most ten each, most first. */
  readonly topContributors: readonly PersonTally[];
  readonly topReviewers: readonly PersonTally[];
};

/** Stats, and what a reader must know beside them. */
export type StatsReport = Stats & {
  /** The topic's own name in a sentence: "Rust". */
  readonly topic: string;
  /** "Rust in the kernel" */
  readonly title: string;
  /** In normal form; null where there is none. */
  readonly filter: string | null;
  /** Losses: "The newest mail read is of 2026-07-15: the rest of the period was not read." */
  readonly notes: readonly string[];
};

/** What stands for mails of no known area. */
export const NO_AREA = 'other';

/** What a chart can show, a bar a month. */
export const CHART_MEASURES = ['patches', 'mails', 'series', 'contributors', 'reviewers'] as const;
export type ChartMeasure = (typeof CHART_MEASURES)[number];
