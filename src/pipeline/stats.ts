import { inPeriod, type Period } from '../domain/compose/period.ts';
import type { Filter } from '../domain/filter/ast.ts';
import { printFilter } from '../domain/filter/print.ts';
import type { KeptRow } from '../domain/kept.ts';
import { countStats } from '../domain/stats/count.ts';
import { readPart } from '../domain/stats/months.ts';
import { keysOf } from '../domain/stats/people.ts';
import { tagsInTheAir } from '../domain/stats/reviews.ts';
import type { Stats, StatsReport, StatsSeries } from '../domain/stats/stats.ts';
import type { Topic } from '../domain/topic.ts';
import { relevanceOf } from '../domain/verdict.ts';
import type { Store } from '../ports/store.ts';
import { type FilterSource, filterRows } from './filtering.ts';
import { createMembersOf } from './membership.ts';
import { makeNotes } from './notes.ts';
import type { SeriesStore } from './series.ts';

export type StatsStore = SeriesStore &
  Pick<Store, 'keptBetween' | 'countMails' | 'knownAuthors' | 'archives' | 'hear'>;
export type StatsRequest = { readonly period: Period; readonly filter: Filter; readonly now: number };

/** The topic's series; `all`: of any topic. */
export type ListSeries<S> = (
  store: S,
  topic: Topic,
  options: { readonly all: boolean; readonly now: number },
) => readonly StatsSeries[];

/**
 * Counts what the store holds of a period (ms UTC), as far as the months reach in which mail was read. With
 * a filter: the mails for which it holds, and the series with a patch or a cover letter for which it does.
 */
export function askStats<S extends StatsStore>(
  store: S,
  topic: Topic,
  { period, filter, now }: StatsRequest,
  listSeries: ListSeries<S>,
): StatsReport {
  const span = store.span();
  const source = { hear: store.hear, membersOf: createMembersOf(store, topic, { now }) };
  const part = span && readPart(period, span);
  const stats =
    span && part
      ? countPart({ ...store, ...source }, part, filter, span, listSeries(store, topic, { all: false, now }))
      : nothing(period);
  return {
    ...stats,
    topic: topic.name,
    title: topic.title,
    filter: filter.kind === 'all' ? null : printFilter(filter),
    notes: makeNotes(store.archives(), period, span, newcomersOf(stats)),
  };
}

function countPart(
  store: StatsStore & FilterSource,
  period: Period,
  filter: Filter,
  span: Period,
  series: readonly StatsSeries[],
): Stats {
  const { rows, chosen } = choose(store, period, filter, series);
  return countStats(rows, chosen, {
    period,
    span,
    read: store.countMails,
    isKnown: knownBefore(store, rows, series, period.since),
    context: findContext(store, rows),
  });
}

type Choice = { readonly rows: readonly KeptRow[]; readonly chosen: readonly StatsSeries[] };

/** The mails of the period and the series that the filter wants. */
function choose(
  store: StatsStore & FilterSource,
  period: Period,
  filter: Filter,
  series: readonly StatsSeries[],
): Choice {
  if (filter.kind === 'all') return { rows: store.keptBetween(period), chosen: series };
  // What moved in the period may have begun long before it, and is known by its postings.
  const moved = series.filter(({ revisions, landing }) =>
    [...revisions, ...landing].some((step) => inPeriod(period, step)),
  );
  const starts = moved.flatMap(({ revisions }) => revisions.map(({ date }) => date));
  const since = starts.reduce((first, date) => Math.min(first, date), period.since);
  const matching = filterRows(store, filter, store.keptBetween({ since, until: period.until }));
  const wanted = new Set<string>(matching.map(({ messageId }) => messageId));
  const rows = matching.filter((row) => inPeriod(period, row));
  return { rows, chosen: moved.filter((one) => mailIds(one).some((id) => wanted.has(id))) };
}

function mailIds({ revisions }: StatsSeries): string[] {
  return revisions.flatMap(({ cover, first, parts }) => [
    ...(cover === undefined ? [] : [cover]),
    first,
    ...parts.values(),
  ]);
}

/** Known is whose address sent a patch before, or whose name stands over a series begun before. */
function knownBefore(
  store: StatsStore,
  rows: readonly KeptRow[],
  series: readonly StatsSeries[],
  before: number,
): (address: KeptRow['author']) => boolean {
  const emails = store.knownAuthors([...new Set(rows.map(({ author }) => author.email))], before);
  const authors = series
    .filter(({ category }) => relevanceOf(category) === 'yes')
    .flatMap(({ revisions }) => revisions.filter(({ date }) => date < before));
  const known = new Set(authors.flatMap(({ author }) => keysOf(author)));
  return (address) => emails.has(address.email) || keysOf(address).some((key) => known.has(key));
}

/** The threads in which a tag was given, where what it was given to is not among the rows. */
function findContext(store: StatsStore, rows: readonly KeptRow[]): readonly KeptRow[] {
  const threads = new Set(tagsInTheAir(rows).map(({ thread }) => thread));
  return threads.size === 0 ? [] : store.mailsInThreads([...threads]);
}

function nothing(period: Period): Stats {
  const total = {
    mails: 0,
    read: 0,
    share: null,
    patches: 0,
    series: 0,
    revisions: 0,
    landed: 0,
    contributors: 0,
    newcomers: null,
    reviewers: 0,
  };
  return { period, months: [], areas: [], total, topContributors: [], topReviewers: [] };
}

/** How many are called new in some month; null where nobody can be. */
function newcomersOf({ months }: Stats): number | null {
  const known = months.flatMap(({ newcomers }) => (newcomers === null ? [] : [newcomers]));
  return known.length === 0 ? null : known.reduce((sum, newcomers) => sum + newcomers, 0);
}
