import type { Address } from '../address.ts';
import { inPeriod, type Period, WEEK } from '../compose/period.ts';
import { relevanceOf } from '../verdict.ts';
import { monthName, monthsOf } from './months.ts';
import type { Person } from './people.ts';
import {
  countPortion,
  makePortion,
  NOTHING,
  type Portion,
  type Sent,
  splitByArea,
  splitByMonth,
} from './portion.ts';
import {
  type AreaCounts,
  type AreaTally,
  type MonthTally,
  NO_AREA,
  type PersonTally,
  type Stats,
  type StatsRow,
  type StatsSeries,
  type Tally,
} from './stats.ts';

export type StatsOptions = {
  readonly period: Period;
  /** From the oldest mail read to the newest. */
  readonly span: Period;
  /** How many mails of a period were read, whatever they are about. */
  readonly read: (period: Period) => number;
  /** Whether somebody sent a patch about the topic before the period. */
  readonly isKnown: (address: Address) => boolean;
  /** Rows beyond those that are counted: what answers in the period answer. */
  readonly context: readonly StatsRow[];
};

/** Whoever was not seen in so much mail before may be called new. */
const PAST_NEEDED = 4 * WEEK;
const MOST_PEOPLE = 10;

/**
 * Counts by month (UTC, of the mail's Date) and by area: kept mails with relevance `yes`, and the series
 * about the topic. A mail counts for its first area; one without an area for `other`.
 */
export function countStats(
  rows: readonly StatsRow[],
  seriesList: readonly StatsSeries[],
  options: StatsOptions,
): Stats {
  const { period } = options;
  const mails = rows.filter((row) => row.verdict.relevant === 'yes' && inPeriod(period, row));
  const series = seriesList.filter(({ category }) => relevanceOf(category) === 'yes');
  const whole = makePortion(mails, series, options);
  const newcomers = findNewcomers(whole.sent, options);
  const months = countMonths(whole, series, newcomers, options);
  const read = months.reduce((sum, month) => sum + month.read, 0);
  return {
    period,
    months,
    areas: countAreas(whole),
    total: {
      ...countPortion(whole),
      ...countSteps(series, period),
      ...countShare(mails.length, read),
      newcomers: reachesBack(period, options) ? newcomers.size : null,
    },
    topContributors: rankPeople(whole.sent.filter(({ row }) => row.kind === 'patch')),
    topReviewers: rankPeople(whole.reviews),
  };
}

/** Who sent a posting for the first time, and when (ms). */
function findNewcomers(sent: readonly Sent[], { isKnown }: StatsOptions): Map<Person, number> {
  const known = new Set(sent.filter(({ row }) => isKnown(row.author)).map(({ by }) => by));
  const first = new Map<Person, number>();
  for (const { row, by } of sent) {
    if (!known.has(by)) first.set(by, Math.min(row.date, first.get(by) ?? row.date));
  }
  return first;
}

function reachesBack({ since }: Period, { span }: StatsOptions): boolean {
  return span.since <= since - PAST_NEEDED;
}

function countMonths(
  whole: Portion,
  series: readonly StatsSeries[],
  newcomers: ReadonlyMap<Person, number>,
  options: StatsOptions,
): MonthTally[] {
  const portions = splitByMonth(whole, monthName);
  const firsts = [...newcomers.values()];
  return monthsOf(options.period, options.span).map((time) => {
    const portion = portions.get(time.month) ?? NOTHING;
    const news = firsts.filter((date) => inPeriod(time, { date })).length;
    return {
      month: time.month,
      partial: time.partial,
      ...countPortion(portion),
      ...countSteps(series, time),
      ...countShare(portion.mails.length, options.read(time)),
      newcomers: reachesBack(time, options) ? news : null,
      areas: countByArea(portion),
    };
  });
}

function countSteps(series: readonly StatsSeries[], time: Period): Pick<Tally, 'revisions' | 'landed'> {
  const posted = series.flatMap(({ revisions }) => revisions).filter((revision) => inPeriod(time, revision));
  const landed = series.filter(({ landing: [first] }) => first !== undefined && inPeriod(time, first));
  return { revisions: posted.length, landed: landed.length };
}

function countShare(mails: number, read: number): Pick<Tally, 'read' | 'share'> {
  return { read, share: read === 0 ? null : (mails / read) * 100 };
}

function countByArea(portion: Portion): Map<string, AreaCounts> {
  return new Map(
    [...splitByArea(portion)].map(([area, part]) => {
      const { mails, patches, series } = countPortion(part);
      return [area, { mails, patches, series }];
    }),
  );
}

/** Most mails first; what has no area comes last. */
function countAreas(whole: Portion): AreaTally[] {
  const areas = [...splitByArea(whole)].map(([area, part]) => ({ area, ...countPortion(part) }));
  const isNone = ({ area }: AreaTally): number => (area === NO_AREA ? 1 : 0);
  return areas.sort((a, b) => isNone(a) - isNone(b) || b.mails - a.mails || b.patches - a.patches);
}

function rankPeople(things: readonly { readonly by: Person }[]): PersonTally[] {
  return [...Map.groupBy(things, ({ by }) => by)]
    .map(([{ name }, { length: count }]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .slice(0, MOST_PEOPLE);
}
