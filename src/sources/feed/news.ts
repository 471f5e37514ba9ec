import type { Article } from '../../domain/item/article.ts';
import type { FeedPlan } from '../../domain/source/plan.ts';
import type { Feed } from '../../parse/feed/feed.ts';
import type { FetchContext, Fetched } from '../../ports/source.ts';
import { type NewsMemory, newlyBroken, note, rememberNews, type Seen } from './memory.ts';
import { MAX_TRIES, readArticlePage } from './read-page.ts';
import { gistOf, toArticle } from './to-article.ts';

/** Whether an article may be about what is watched for, by its title and the beginning that the feed gives. */
export type Wanted = (title: string, text: string) => boolean;

/** Pages asked for in one try; the others wait for the next one. */
const MAX_PAGES = 20;
/** So many articles are stored at a time. */
const PIECE = 10;
/** A feed of fewer items may well have turned over. */
const FULL = 5;

type News = { readonly article: Article; readonly gist: string; readonly page: boolean };
/** What is told of it, and what is noted. */
type Outcome = { readonly article: Article | undefined; readonly tries: number | undefined };

/** What is new in a feed, piece by piece, and whether there may be a hole. `before`: with the validators of this answer. */
export async function* tellFeed(
  context: FetchContext,
  plan: FeedPlan,
  feed: Feed,
  before: NewsMemory,
  wanted: Wanted,
): AsyncGenerator<Fetched> {
  const all = feed.items.map((item): News => {
    const article = toArticle(item, plan.id, context.now());
    const page = plan.pages && !item.whole && !item.restricted && item.url !== '';
    return { article, gist: gistOf(article), page: page && wanted(item.title, item.text) };
  });
  const seen = withoutWaiting(before.seen, new Set(all.map(({ article }) => article.id)));
  const first = context.memory === undefined;
  const old = all.filter(({ article: { date } }) => first && date !== undefined && date < context.since);
  for (const { article, gist } of old) note(seen, article.id, { hash: gist, tries: undefined });
  const fresh = all.filter(({ article, gist }) => {
    const known = seen.get(article.id);
    return known?.hash !== gist || isWaiting(known);
  });
  const broken = newlyBroken(seen, feed.broken);
  yield { what: 'items', items: broken, memory: rememberNews({ validators: undefined, seen }) };
  yield* tellNews(context, plan, fresh, { validators: before.validators, seen });
  yield { what: 'gap', why: first ? undefined : gapIn(all, before) };
}

/** Whether the page of it is still to be read. */
export function isWaiting({ tries }: Seen): boolean {
  return tries !== undefined && tries < MAX_TRIES;
}

/** What the feed does not show any more is waited for no longer. */
function withoutWaiting(seen: ReadonlyMap<string, Seen>, shown: ReadonlySet<string>): Map<string, Seen> {
  const entries = [...seen].map(([id, one]): [string, Seen] => [
    id,
    shown.has(id) ? one : { hash: one.hash, tries: undefined },
  ]);
  return new Map(entries);
}

async function* tellNews(
  context: FetchContext,
  plan: FeedPlan,
  fresh: readonly News[],
  { validators, seen: known }: NewsMemory,
): AsyncGenerator<Fetched> {
  const seen = new Map(known);
  let told: Article[] = [];
  let pages = 0;
  const total = Math.min(MAX_PAGES, fresh.filter(({ page }) => page).length);
  for (const news of fresh) {
    if (context.signal.aborted) return;
    const reads = news.page && pages < MAX_PAGES;
    if (reads) context.onProgress({ done: pages++, total, what: `pages of ${plan.id}` });
    const { article, tries } = await tellOne(context, plan, news, reads, seen.get(news.article.id));
    if (article) told.push(article);
    note(seen, news.article.id, { hash: news.gist, tries });
    if (told.length < PIECE) continue;
    // Without validators: an end here and now must not make the rest look unchanged.
    yield { what: 'items', items: told, memory: rememberNews({ validators: undefined, seen }) };
    told = [];
  }
  yield { what: 'items', items: told, memory: rememberNews({ validators, seen }) };
}

/** Its beginning is told at once, also where its page is read later; what was told is told again only with more. */
async function tellOne(
  context: FetchContext,
  plan: FeedPlan,
  { article, gist, page }: News,
  reads: boolean,
  before: Seen | undefined,
): Promise<Outcome> {
  const again = before?.hash === gist;
  const beginning = again ? undefined : article;
  if (!page) return { article: beginning, tries: undefined };
  const tried = again ? (before.tries ?? 0) : 0;
  if (!reads) return { article: beginning, tries: tried };
  const read = await readArticlePage(context, plan, article);
  if (read.kind === 'failed') return { article: beginning, tries: tried + 1 };
  return { article: read.kind === 'read' ? read.article : beginning, tries: undefined };
}

/** A feed that holds nothing of what it held before has turned over meanwhile; more may have gone through it. */
function gapIn(all: readonly News[], before: NewsMemory): string | undefined {
  if (before.seen.size === 0 || all.length < FULL) return undefined;
  if (all.some(({ article }) => before.seen.has(article.id))) return undefined;
  return `none of the ${all.length} items of the feed was known: others may have come and gone since the last try`;
}
