import type { LinkTo } from '../domain/compose/entry.ts';
import type { Happening } from '../domain/compose/happenings.ts';
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
import { parseSubject } from '../domain/subject.ts';
import type { NewsSpan } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';
import { search } from './answer.ts';
import { type DigestDeps, type DigestPeriod, openPeriod } from './digest-period.ts';
import { type FilterSource, filterRows } from './filtering.ts';
import { seriesIn } from './membership.ts';
import { makeNotes, sourceNotes } from './notes.ts';
import { worldOf } from './world.ts';

const CHART_WEEKS = 12;
/** Whoever was not seen in so much mail before the period may be called new. */
const PAST_NEEDED = 4 * WEEK;

export type { DigestDeps };
export type DigestRequest = {
  readonly period: Period;
  readonly filter: Filter;
  /** What became known counts, and not what is dated so: this much of the log. */
  readonly news?: NewsSpan;
  /** IANA name, by which the period's ends are told; UTC where none is given. */
  readonly zone?: string;
};

/** One digest of what the store holds. Same store, same request: the same digest, to the byte. */
export function composeDigest(deps: DigestDeps, { period, filter, news, zone }: DigestRequest): Digest {
  return composeFor(openPeriod(deps, period, news), filter, zone);
}

/** The digest of a period that was gathered before, for one of its readers. */
export function composeFor(whole: DigestPeriod, filter: Filter, zone = 'UTC'): Digest {
  const { period, span } = whole;
  const { store, topic, lore } = whole.deps;
  const matching = filterRows(whole.source, filter, whole.rows);
  const happenings = happeningsFor(whole, filter, matching);
  const link: LinkTo = (mail) => mailUrl(lore, mail.messageId, mail.lists);
  const world = worldOf(store, topic.name, filter, period, whole.news);
  const sections = makeSections(happenings, whole.milestones, period, link, world);
  const figures = figuresOf(whole, filter, period, matching);
  const mailsRead = Math.max(whole.countMails(period), matching.length);
  const late = whole.news !== undefined && whole.rows.length > 0;
  const lastBefore = sections.length === 0 ? lastNews(store, filter, period) : undefined;
  const noun = periodNoun(period);
  return {
    topic: topic.title,
    periodName: periodName(period, zone),
    periodLabel: periodLabel(period, zone),
    since: new Date(period.since).toISOString(),
    until: new Date(period.until).toISOString(),
    zone,
    headline: makeHeadline({ topic: topic.name, period, sections, figures, mailsRead, lastBefore }),
    sections,
    numbers: compareFigures(
      figures,
      comparable(whole, filter, periodBefore(period)),
      comparable(whole, filter, yearAgo(period)),
    ),
    numberColumns: [`this ${noun}`, `${noun} before`, 'a year ago'],
    chart: makeChart(whole, filter),
    lists: [...new Set(store.archives().map(({ list }) => list))].sort(),
    filter: filter.kind === 'all' ? null : printFilter(filter),
    mailsRead,
    notes: [
      ...makeNotes(store.archives(), period, span, figures.newcomers, late),
      ...sourceNotes(store.sourceStates(), period),
    ],
  };
}

/**
 * Those that a matching mail is of. What moved without a mail is told to those who want everything, and to those who
 * asked for it by name.
 */
function happeningsFor(
  { happenings, silent, source }: DigestPeriod,
  filter: Filter,
  matching: readonly Pick<KeptRow, 'key'>[],
): readonly Happening[] {
  if (filter.kind === 'all') return happenings;
  const named = seriesIn(filter).length > 0 ? filterRows(source, filter, silent) : [];
  const wanted = new Set([...matching, ...named].map(({ key }) => key));
  return happenings.filter(({ mails }) => mails.some(({ key }) => wanted.has(key)));
}

/** How far each series got costs much to find out, and figures of past weeks go without. */
function withoutStates({ hear, membersOf }: DigestPeriod['source']): FilterSource {
  return { hear, membersOf };
}

/** Whether the archive goes back as far as the period, give or take two days of a week: else a zero would be a lie. */
function reaches(span: Period | undefined, period: Period): boolean {
  const slack = Math.min(2 * DAY, (period.until - period.since) / 3);
  return span !== undefined && span.since <= period.since + slack && span.until >= period.since;
}

function comparable(whole: DigestPeriod, filter: Filter, period: Period): Figures | undefined {
  return reaches(whole.span, period) ? figuresOf(whole, filter, period) : undefined;
}

function figuresOf(whole: DigestPeriod, filter: Filter, period: Period, rows?: readonly KeptRow[]): Figures {
  const { span, source } = whole;
  const { store } = whole.deps;
  const mails = rows ?? filterRows(withoutStates(source), filter, whole.keptBetween(period));
  const hasPast = span !== undefined && span.since <= period.since - PAST_NEEDED;
  const known = hasPast ? store.knownAuthors(contributors(mails), period.since) : undefined;
  return countFigures({ mails, read: whole.countMails(period), known });
}

/** What was posted last before the period; else the last that was said. */
function lastNews(store: Store, filter: Filter, { since }: Period): LastNews | undefined {
  const hits = search(store, filter, { limit: 50, order: 'newest', until: since });
  const news = hits.filter(({ verdict }) => verdict.relevant === 'yes');
  const last = news.find(({ kind }) => kind === 'patch' || kind === 'cover' || kind === 'pull') ?? news[0];
  return last && { title: parseSubject(last.subject).title, date: last.date };
}

/** Patches a week, the last week being the one that ends with the period; null = the week was not read. */
function makeChart(whole: DigestPeriod, filter: Filter): DigestChart | null {
  const { period, span } = whole;
  const weeks = Array.from({ length: CHART_WEEKS }, (_, i) => {
    const until = period.until - (CHART_WEEKS - 1 - i) * WEEK;
    const week = { since: until - WEEK, until };
    return {
      start: new Date(week.since).toISOString().slice(0, 10),
      value: reaches(span, week) ? countPatches(whole, filter, week) : null,
    };
  });
  if (weeks.every(({ value }) => value === null || value === 0)) return null;
  return { label: `${whole.deps.topic.name} patches a week`, weeks };
}

function countPatches(whole: DigestPeriod, filter: Filter, week: Period): number {
  if (filter.kind === 'all') return whole.deps.store.countPatches(week);
  const rows = filterRows(withoutStates(whole.source), filter, whole.keptBetween(week));
  return rows.filter(({ kind, verdict }) => kind === 'patch' && verdict.relevant === 'yes').length;
}
