import type { LoreEntry } from '../../parse/lore/atom.ts';
import { parseLoreAtom } from '../../parse/lore/atom.ts';
import { askInTurn, FAILED, type Failed, readFailure, type Try } from './try.ts';

/** What a fallback found out: mails, in no order, and what it may have missed. */
export type Listing = {
  readonly kind: 'listing';
  readonly entries: readonly LoreEntry[];
  /** A sentence where not all could be listed. */
  readonly gap: string | undefined;
};

const MAX_FEED = 32 << 20;
const HOUR = 3_600_000;
/** Mails come into the index of a server some time after they came to it. */
export const OVERLAP = HOUR;
/** As many as the server gives at a time: SearchView.pm, Feed.pm. */
const HITS = 200;
const MAX_HIT_PAGES = 25;
const MAX_NEW_PAGES = 40;
/** Times of some mails are out of order; one that is far off must not lead the way. */
const EDGE = 5;

/** A number of less than five digits is no time for `rt:` (Search.pm). */
const EARLIEST = 100_000_000;

/** From when on a fallback has to look, ms. */
export function startOf({ memory, context }: Try): number {
  return Math.max(EARLIEST, (memory.until ?? context.since) - OVERLAP);
}

/** What the server's search finds, by the time at which it got the mails (`rt:`, seconds). */
export async function listBySearch(current: Try): Promise<Listing | Failed> {
  const { plan } = current;
  const range = `rt:${Math.floor(startOf(current) / 1000)}..`;
  const query = plan.search === undefined ? range : `(${plan.search}) AND ${range}`;
  const entries: LoreEntry[] = [];
  for (let page = 0; page < MAX_HIT_PAGES; page++) {
    const offset = page === 0 ? '' : `&o=${page * HITS}`;
    const answer = await askFeed(current, `?q=${encodeURIComponent(query)}${offset}&x=A`, 'nothing found');
    if ('kind' in answer) return answer;
    entries.push(...answer);
    if (answer.length < HITS) return { kind: 'listing', entries, gap: undefined };
  }
  const gap = `${plan.list}: the search has more than ${HITS * MAX_HIT_PAGES} hits, older ones were not read`;
  return { kind: 'listing', entries, gap };
}

/** The newest mails, page by page (`t=`) back to what is known. */
export async function listNewest(current: Try): Promise<Listing | Failed> {
  const start = startOf(current);
  const found = new Map<string, LoreEntry>();
  let before: number | undefined;
  for (let page = 0; page < MAX_NEW_PAGES; page++) {
    const query = before === undefined ? '' : `?t=${stamp(before)}`;
    const answer = await askFeed(current, `new.atom${query}`, page === 0 ? 'no such list' : 'nothing found');
    if ('kind' in answer) return answer;
    const fresh = answer.filter(({ messageId }) => !found.has(messageId));
    for (const entry of fresh) found.set(entry.messageId, entry);
    const edge = edgeOf(answer);
    if (fresh.length === 0 || edge === undefined || edge < start) {
      return { kind: 'listing', entries: [...found.values()], gap: undefined };
    }
    // A second is shared by several mails; the page of a server without progress is asked from before it.
    before = before === undefined || edge + 1000 < before ? edge + 1000 : before - 1000;
  }
  const gap = `${current.plan.list}: ${found.size} mails came since the last try, those before them were not read`;
  return { kind: 'listing', entries: [...found.values()], gap };
}

/** The time at the end of a page, by those mails there that came last. */
function edgeOf(entries: readonly LoreEntry[]): number | undefined {
  const times = entries.slice(-EDGE).flatMap(({ updated }) => updated ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** `YYYYMMDDhhmmss`, UTC */
function stamp(time: number): string {
  return new Date(Math.max(0, time)).toISOString().replace(/\D/g, '').slice(0, 14);
}

async function askFeed(
  current: Try,
  path: string,
  on404: 'nothing found' | 'no such list',
): Promise<readonly LoreEntry[] | Failed> {
  const { context, plan } = current;
  return askInTurn(current, async (base) => {
    const url = `${base}/${encodeURIComponent(plan.list)}/${path}`;
    const request = { url, trust: 'operator', maxBytes: MAX_FEED, accept: 'application/atom+xml' } as const;
    const answer = await context.http.get({ ...request, signal: context.signal });
    if (answer.kind === 'missing' && on404 === 'nothing found') return [];
    // 400: the query is not understood, and no mirror will.
    if (answer.kind === 'refused' && answer.status === 400) return { ...readFailure(answer), next: 'way' };
    if (answer.kind === 'unchanged') return { ...FAILED, why: `${url} answered 304 to a plain question` };
    if (answer.kind !== 'ok') return readFailure(answer);
    const feed = parseLoreAtom(answer.body.toString());
    return feed.kind === 'feed' ? feed.entries : { ...FAILED, why: `${url} is no feed: ${feed.why}` };
  });
}
