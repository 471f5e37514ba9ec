import type { LinkTo } from '../domain/compose/entry.ts';
import { gatherHappenings, type Happening } from '../domain/compose/happenings.ts';
import { type LastNews, makeHeadline } from '../domain/compose/headline.ts';
import { compareFigures, contributors, countFigures, type Figures } from '../domain/compose/numbers.ts';
import {
  DAY,
  type Period,
  periodBefore,
  periodLabel,
  periodName,
  periodNoun,
  WEEK,
  yearAgo,
} from '../domain/compose/period.ts';
import { makeSections } from '../domain/compose/sections.ts';
import type { Digest, DigestChart } from '../domain/digest.ts';
import type { Filter } from '../domain/filter/ast.ts';
import { printFilter } from '../domain/filter/print.ts';
import type { KeptRow } from '../domain/kept.ts';
import { mailUrl } from '../domain/links.ts';
import type { Milestone } from '../domain/milestone/milestone.ts';
import { parseSubject } from '../domain/subject.ts';
import type { Topic } from '../domain/topic.ts';
import type { Store } from '../ports/store.ts';
import { search } from './answer.ts';
import { filterRows, filterSource } from './filtering.ts';
import { milestonesAmong } from './milestones.ts';
import { movedInSilence } from './moved.ts';
import { findNeighbours } from './neighbours.ts';
import { makeNotes, sourceNotes } from './notes.ts';
import { gatherMails, storyOptions } from './series.ts';
import { gatherTellings } from './tellings.ts';
import { worldOf } from './world.ts';

const CHART_WEEKS = 12;
/** Whoever was not seen in so much mail before the period may be called new. */
const PAST_NEEDED = 4 * WEEK;

export type DigestDeps = { readonly store: Store; readonly topic: Topic; readonly lore: string };
export type DigestRequest = { readonly period: Period; readonly filter: Filter };

/** One digest of what the store holds. Same store, same request: the same digest, to the byte. */
export function composeDigest(deps: DigestDeps, request: DigestRequest): Digest {
  const { store, topic, lore } = deps;
  const { period, filter } = request;
  const source = filterSource(store, topic, { now: period.until });
  const matching = filterRows(source, filter, store.keptBetween(period));
  const silent = filter.kind === 'all' ? movedInSilence(store, topic, period) : [];
  const happenings = happeningsOf(deps, [...matching, ...silent], period);
  const milestones = milestonesOf(deps, happenings, period);
  const link: LinkTo = (mail) => mailUrl(lore, mail.messageId, mail.lists);
  const sections = makeSections(
    happenings,
    milestones,
    period,
    link,
    worldOf(store, topic.name, filter, period),
  );
  const span = store.span();
  const figures = figuresOf(store, filter, period, span, matching);
  const mailsRead = store.countMails(period);
  const lastBefore = sections.length === 0 ? lastNews(store, filter, period) : undefined;
  const noun = periodNoun(period);
  return {
    topic: topic.title,
    periodName: periodName(period),
    periodLabel: periodLabel(period),
    since: new Date(period.since).toISOString(),
    until: new Date(period.until).toISOString(),
    zone: 'UTC',
    headline: makeHeadline({ topic: topic.name, period, sections, figures, mailsRead, lastBefore }),
    sections,
    numbers: compareFigures(
      figures,
      comparable(store, filter, periodBefore(period), span),
      comparable(store, filter, yearAgo(period), span),
    ),
    numberColumns: [`this ${noun}`, `${noun} before`, 'a year ago'],
    chart: makeChart(store, topic, filter, period, span),
    lists: [...new Set(store.archives().map(({ list }) => list))].sort(),
    filter: filter.kind === 'all' ? null : printFilter(filter),
    mailsRead,
    notes: [
      ...makeNotes(store.archives(), period, span, figures.newcomers),
      ...sourceNotes(store.sourceStates(), period),
    ],
  };
}

/** What moved: the threads of the matching mails, all that is known of them up to the period's end. */
function happeningsOf(
  { store, topic }: DigestDeps,
  matching: readonly Pick<KeptRow, 'thread' | 'key'>[],
  { until }: Period,
): Happening[] {
  const threads = [...new Set(matching.map(({ thread }) => thread))];
  const context = gatherMails(store, threads).filter(({ date }) => date < until);
  const known = new Set(context.map(({ key }) => key));
  const neighbours = findNeighbours(store, context).filter(
    ({ key, date }) => !known.has(key) && date < until,
  );
  const wanted = new Set(matching.map(({ key }) => key));
  const mails = [...context, ...neighbours];
  const all = gatherHappenings(mails, storyOptions(store, topic, mails, { now: until }));
  return all.filter(({ mails }) => mails.some(({ key }) => wanted.has(key)));
}

/** Milestones that the happenings have a part in, as they were known at the period's end. */
function milestonesOf(
  { store, topic }: DigestDeps,
  happenings: readonly Happening[],
  { until }: Period,
): Milestone[] {
  const { tellings } = gatherTellings(store, until);
  const series = happenings.flatMap((one) => one.series ?? []);
  const landings = happenings
    .filter(({ what }) => what === 'pull')
    .map(({ head, landing }) => [head.messageId, landing] as const);
  return milestonesAmong(store, topic, tellings, series, new Map(landings));
}

/** Whether the archive goes back as far as the period, give or take two days of a week: else a zero would be a lie. */
function reaches(span: Period | undefined, period: Period): boolean {
  const slack = Math.min(2 * DAY, (period.until - period.since) / 3);
  return span !== undefined && span.since <= period.since + slack && span.until >= period.since;
}

function comparable(
  store: Store,
  filter: Filter,
  period: Period,
  span: Period | undefined,
): Figures | undefined {
  return reaches(span, period) ? figuresOf(store, filter, period, span) : undefined;
}

function figuresOf(
  store: Store,
  filter: Filter,
  period: Period,
  span: Period | undefined,
  rows?: readonly KeptRow[],
): Figures {
  const mails = rows ?? filterRows(store, filter, store.keptBetween(period));
  const hasPast = span !== undefined && span.since <= period.since - PAST_NEEDED;
  const known = hasPast ? store.knownAuthors(contributors(mails), period.since) : undefined;
  return countFigures({ mails, read: store.countMails(period), known });
}

/** What was posted last before the period; else the last that was said. */
function lastNews(store: Store, filter: Filter, { since }: Period): LastNews | undefined {
  const hits = search(store, filter, { limit: 50, order: 'newest', until: since });
  const news = hits.filter(({ verdict }) => verdict.relevant === 'yes');
  const last = news.find(({ kind }) => kind === 'patch' || kind === 'cover' || kind === 'pull') ?? news[0];
  return last && { title: parseSubject(last.subject).title, date: last.date };
}

/** Patches a week, the last week being the one that ends with the period; null = the week was not read. */
function makeChart(
  store: Store,
  topic: Topic,
  filter: Filter,
  period: Period,
  span: Period | undefined,
): DigestChart | null {
  const weeks = Array.from({ length: CHART_WEEKS }, (_, i) => {
    const until = period.until - (CHART_WEEKS - 1 - i) * WEEK;
    const week = { since: until - WEEK, until };
    return {
      start: new Date(week.since).toISOString().slice(0, 10),
      value: reaches(span, week) ? countPatches(store, filter, week) : null,
    };
  });
  if (weeks.every(({ value }) => value === null || value === 0)) return null;
  return { label: `${topic.name} patches a week`, weeks };
}

function countPatches(store: Store, filter: Filter, week: Period): number {
  if (filter.kind === 'all') return store.countPatches(week);
  const rows = filterRows(store, filter, store.keptBetween(week));
  return rows.filter(({ kind, verdict }) => kind === 'patch' && verdict.relevant === 'yes').length;
}
