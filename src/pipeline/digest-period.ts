import { gatherHappenings, type Happening } from '../domain/compose/happenings.ts';
import { momentOf, type Period } from '../domain/compose/period.ts';
import type { KeptRow } from '../domain/kept.ts';
import type { Milestone } from '../domain/milestone/milestone.ts';
import type { Topic } from '../domain/topic.ts';
import type { NewsSpan } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';
import { type FilterSource, filterSource } from './filtering.ts';
import { learnedIn } from './learned.ts';
import { milestonesAmong } from './milestones.ts';
import { movedInSilence } from './moved.ts';
import { findNeighbours } from './neighbours.ts';
import { gatherMails, storyOptions } from './series.ts';
import { gatherTellings } from './tellings.ts';

export type DigestDeps = { readonly store: Store; readonly topic: Topic; readonly lore: string };

/** Everything of a period that its digests have in common, whatever they are filtered by; told once. */
export type DigestPeriod = {
  readonly deps: DigestDeps;
  /** Going by what became known, where a span of the log was given. */
  readonly period: Period;
  readonly news: NewsSpan | undefined;
  /** Its kept mails, oldest first. */
  readonly rows: readonly KeptRow[];
  /** Mails of what moved in it without a mail. */
  readonly silent: readonly KeptRow[];
  /** Of any period by date; remembered. */
  readonly keptBetween: (period: Period) => readonly KeptRow[];
  readonly countMails: (period: Period) => number;
  readonly source: Required<FilterSource> & Pick<Store, 'search'>;
  readonly happenings: readonly Happening[];
  /** As they were known at the period's end. */
  readonly milestones: readonly Milestone[];
  /** From the oldest mail to the newest. */
  readonly span: Period | undefined;
};

/** Gathers what a period holds: by date, or, with the span of the log, what became known in it. */
export function openPeriod(deps: DigestDeps, told: Period, news?: NewsSpan): DigestPeriod {
  const { store, topic } = deps;
  const period: Period = news ? { ...told, learned: learnedIn(store, news, told) } : told;
  const keptBetween = rememberBy((asked) => store.keptBetween(asked));
  const rows = news ? rowsLearned(store, period, news) : keptBetween(period);
  const silent = movedInSilence(store, topic, period, news);
  const happenings = happeningsOf(deps, [...rows, ...silent], period);
  return {
    deps,
    period,
    news,
    rows,
    silent: silent.flatMap((mail) => (mail.kept ? [{ ...mail, ...mail.kept }] : [])),
    keptBetween,
    countMails: rememberBy((asked) => store.countMails(asked)),
    source: filterSource(store, topic, { now: period.until }),
    happenings,
    milestones: milestonesOf(deps, happenings, period),
    span: store.span(),
  };
}

/** What is of the log, and what came as history with a date of the period. */
function rowsLearned(store: Store, period: Period, news: NewsSpan): KeptRow[] {
  const dated = store.keptBetween(period);
  const known = store.learnedMails(dated.map(({ id }) => id));
  const history = dated.filter(({ id }) => !known.has(id));
  const rows = new Map([...history, ...store.keptLearned(news)].map((row) => [row.id, row]));
  return [...rows.values()].sort((a, b) => a.date - b.date || a.id - b.id);
}

function rememberBy<T>(ask: (period: Period) => T): (period: Period) => T {
  const known = new Map<string, T>();
  return (period) => {
    const name = `${period.since} ${period.until}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const answer = ask(period);
    known.set(name, answer);
    return answer;
  };
}

/** What moved: the threads of these mails, all that is known of them up to the period's end. */
function happeningsOf(
  { store, topic }: DigestDeps,
  moved: readonly Pick<KeptRow, 'thread' | 'key'>[],
  period: Period,
): Happening[] {
  const threads = [...new Set(moved.map(({ thread }) => thread))];
  const isKnown = (mail: KeptRow): boolean => momentOf(period, mail) < period.until;
  const context = gatherMails(store, threads).filter(isKnown);
  const known = new Set(context.map(({ key }) => key));
  const neighbours = findNeighbours(store, context).filter(
    (mail) => !known.has(mail.key) && momentOf(period, mail) < period.until,
  );
  const wanted = new Set(moved.map(({ key }) => key));
  const mails = [...context, ...neighbours];
  const all = gatherHappenings(mails, storyOptions(store, topic, mails, { now: period.until }));
  return all.filter((happening) => happening.mails.some(({ key }) => wanted.has(key)));
}

/** Milestones that the happenings have a part in. */
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
