import type { MessageId } from '../domain/ids.ts';
import type { KeptRow } from '../domain/kept.ts';
import { changeIdKey, type Marks } from '../domain/series/clues.ts';
import { gatherSeries } from '../domain/series/gather.ts';
import type { SeriesMail } from '../domain/series/mail.ts';
import type { Series } from '../domain/series/series.ts';
import { tellSeries } from '../domain/series/story.ts';
import { keyOf } from '../domain/thread.ts';
import type { Topic } from '../domain/topic.ts';
import { relevanceOf } from '../domain/verdict.ts';
import type { Store } from '../ports/store.ts';
import { createAuthority } from './authority.ts';
import { findNeighbours } from './neighbours.ts';
import { treesOf } from './trees.ts';

export type SeriesStore = Pick<
  Store,
  'mailsInThreads' | 'threadsWith' | 'patchThreads' | 'message' | 'pullSenders' | 'span' | 'items'
>;

/** Threads are followed to further threads at most so often: nobody's set has more revisions than that in a row. */
const MAX_ROUNDS = 40;

/**
 * The mails of these threads, and of all threads that hold another revision of a patch set in them: by
 * title, change-id, named revisions, and pull requests that list it. Oldest first.
 */
export function gatherMails(store: SeriesStore, threads: readonly number[]): KeptRow[] {
  const mails = new Map<number, KeptRow>();
  const seen = new Set<number>();
  let next = [...new Set(threads)];
  for (let round = 0; next.length > 0 && round < MAX_ROUNDS; round++) {
    for (const thread of next) seen.add(thread);
    const rows = store.mailsInThreads(next);
    for (const row of rows) mails.set(row.key, row);
    next = store.threadsWith(marksOf(rows)).filter((thread) => !seen.has(thread));
  }
  return [...mails.values()];
}

/** What other revisions of these mails' patch sets are found by. */
function marksOf(rows: readonly KeptRow[]): Marks {
  const posted = rows.filter(({ posting }) => posting !== undefined);
  const named = posted.flatMap(({ said }) => said.earlier.map(({ id }) => keyOf(id)));
  const titles = posted.flatMap(({ title }) => title ?? []);
  const changes = posted.flatMap(({ said }) => said.changeIds.map(changeIdKey));
  return {
    keys: [...new Set(named)],
    titles: [...new Set(titles)],
    clues: [...new Set([...named, ...changes, ...titles, ...posted.map(({ key }) => key)])],
  };
}

export type SeriesOptions = {
  /** ms */
  readonly now: number;
};

/** The series of these threads, oldest first, with all their revisions wherever these stand. */
function seriesOfThreads(
  store: SeriesStore,
  topic: Topic,
  threads: readonly number[],
  options: SeriesOptions,
): Series[] {
  const mails = mailsOfThreads(store, threads);
  return tellSeries(gatherSeries(mails), storyOptions(store, topic, mails, options));
}

/** As `gatherMails`, with the parts of their patch sets that stand alone in threads of their own. */
export function mailsOfThreads(store: SeriesStore, threads: readonly number[]): SeriesMail[] {
  const mails = gatherMails(store, threads);
  const known = new Set(mails.map(({ key }) => key));
  return [...mails, ...findNeighbours(store, mails).filter(({ key }) => !known.has(key))];
}

/** How these mails are told: who decides, and what trees and releases show of them. */
export function storyOptions(
  store: Pick<Store, 'pullSenders' | 'span' | 'items'>,
  topic: Topic,
  mails: readonly SeriesMail[],
  { now }: SeriesOptions,
): Parameters<typeof tellSeries>[1] {
  // An archive that ends in the past is judged as of its end: silence behind it is not known.
  const end = Math.min(now, store.span()?.until ?? now);
  return {
    now: end,
    staleAfterDays: topic.staleAfterDays,
    isMaintainer: createAuthority(store, topic),
    trees: treesOf(store, mails, now),
  };
}

/** The series that these mails belong to, patch or answer, by Message-ID. */
export function seriesOfMails(
  store: SeriesStore,
  topic: Topic,
  mails: readonly Pick<KeptRow, 'thread' | 'messageId'>[],
  options: SeriesOptions,
): ReadonlyMap<MessageId, Series> {
  const wanted = new Set(mails.map(({ messageId }) => messageId));
  const found = new Map<MessageId, Series>();
  const threads = mails.map(({ thread }) => thread);
  for (const series of seriesOfThreads(store, topic, threads, options)) {
    for (const id of series.mails) if (wanted.has(id)) found.set(id, series);
  }
  return found;
}

/** Every series that the store holds, or those that are about the topic, oldest first. */
export function listSeries(
  store: SeriesStore,
  topic: Topic,
  { all, now }: SeriesOptions & { readonly all: boolean },
): Series[] {
  const threads = store.patchThreads(all ? 'all' : 'topic');
  const series = seriesOfThreads(store, topic, threads, { now });
  return all ? series : series.filter(({ category }) => relevanceOf(category) === 'yes');
}
