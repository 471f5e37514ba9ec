import { setImmediate } from 'node:timers/promises';
import type { Item, KnownItem } from '../../domain/item/item.ts';
import { isFinal } from '../../domain/series/shipped.ts';
import { StoreError } from '../../ports/errors.ts';
import type { News } from '../../ports/outbox.ts';
import type { MatchDeps } from './deps.ts';
import { createHours } from './hours.ts';
import { retell } from './look-again.ts';
import { addCounts, type Counts, type MatchReport, newCounts } from './report.ts';
import { settleMatter, wishFor } from './settle-matter.ts';
import { loadSubscribers } from './subscribers.ts';
import { tellMatters } from './tell-matters.ts';

export type { MatchDeps } from './deps.ts';
export { lookAgain } from './look-again.ts';
export type { MatchReport } from './report.ts';

/** So many entries of the log at once: their happenings are told together. */
const BATCH = 200;

/**
 * Holds what became known since the last time against every subscription that is told at once, and queues what is
 * wanted: each batch in one transaction with the place in the log, so that whatever ends the process, nothing is lost
 * and nothing queued twice. Where another process is faster it stops. Ends early where the signal says so.
 */
export async function matchNews(deps: MatchDeps, signal: AbortSignal): Promise<MatchReport> {
  const { store } = deps;
  const counts = newCounts();
  let news = 0;
  // Entries that are matched one by one, to find the one that cannot be.
  let alone = 0;
  while (!signal.aborted) {
    const from = store.matchedUpTo();
    const batch = store.newsAfter(from, alone > 0 ? 1 : BATCH);
    const last = batch.at(-1);
    if (last === undefined) return { ...counts, news, outrun: false };
    const span = { from, to: last.id };
    const done = await matchBatch(deps, signal, batch, span).catch((error: unknown) =>
      batch.length > 1 ? unlessBug(error) : giveUp(deps, last, span, error),
    );
    if (done === 'one by one') {
      alone = batch.length;
      continue;
    }
    if (done === undefined) return { ...counts, news, outrun: !signal.aborted };
    addCounts(counts, done);
    news += batch.length;
    alone = Math.max(0, alone - batch.length);
    await setImmediate();
  }
  return { ...counts, news, outrun: false };
}

/** Thrown to roll back: somebody else has matched this already. */
class Outrun extends Error {}

type Span = { readonly from: number; readonly to: number };

async function matchBatch(
  deps: MatchDeps,
  signal: AbortSignal,
  batch: readonly News[],
  span: Span,
): Promise<Counts | undefined> {
  const counts = newCounts();
  const items = batch.flatMap((one) => (one.what === 'item' ? [one.known] : []));
  const mails = batch.flatMap((one) => (one.what === 'mail' ? [{ row: one.row, words: one.words }] : []));
  // Before the batch is done with: should this end in the middle, it is done again.
  addCounts(counts, await retellMoved(deps, signal, items));
  if (signal.aborted) return undefined;
  const subscribers = loadSubscribers(deps.store);
  const matters = tellMatters(deps, { mails, items, again: [] });
  const wanted = matters.map((matter) => wishFor(matter, subscribers));
  const now = deps.now();
  try {
    const done = deps.store.atomically(() => {
      const own = newCounts();
      if (!deps.store.moveMatched(span.from, span.to)) throw new Outrun();
      const hours = createHours(deps.store, now);
      for (const one of wanted) settleMatter({ deps, subscribers, now, hours, counts: own }, one);
      return own;
    });
    addCounts(counts, done);
    return counts;
  } catch (error) {
    if (isOutrun(error)) return undefined;
    throw error;
  }
}

/** What the store cannot do now, it can later; anything else is a mistake of the program with one of the entries. */
function unlessBug(error: unknown): 'one by one' {
  if (error instanceof StoreError) throw error;
  return 'one by one';
}

/** One entry that cannot be matched must not hold up all that come after it: it is passed over, and told. */
function giveUp(deps: MatchDeps, news: News, { from, to }: Span, error: unknown): Counts | undefined {
  if (error instanceof StoreError) throw error;
  const { store, now, onMistake } = deps;
  const what = news.what === 'mail' ? news.row.messageId : `${news.known.item.kind} ${news.known.item.id}`;
  onMistake?.(`match ${what}`, error);
  const text = `${what} could not be held against the subscriptions, a mistake of the program: nobody was told of it`;
  const notice = { key: `match:${news.id}`, at: now(), source: 'matching', what: 'delivery', text } as const;
  return store.atomically(() => {
    if (!store.moveMatched(from, to)) return undefined;
    store.addNotices([notice]);
    return newCounts();
  });
}

function isOutrun(error: unknown): boolean {
  return error instanceof Outrun || (error instanceof Error && error.cause instanceof Outrun);
}

/** A release brings on what was merged before it; a merge, the pull requests: without a mail that says so. */
async function retellMoved(
  deps: MatchDeps,
  signal: AbortSignal,
  items: readonly KnownItem<Item>[],
): Promise<Counts> {
  const isRelease = items.some(({ item }) => item.kind === 'release' && isFinal(item.id));
  const isMerge = items.some(({ item }) => item.kind === 'commit' && item.merge);
  const kinds = isRelease ? (['series', 'pull', 'talk'] as const) : isMerge ? (['pull'] as const) : [];
  return kinds.length === 0 ? newCounts() : await retell(deps, signal, kinds);
}
