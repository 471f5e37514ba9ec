import type { Article } from '../../domain/item/article.ts';
import type { FeedPlan } from '../../domain/source/plan.ts';
import { MAX_PAGE, parseArticle } from '../../parse/article/article.ts';
import type { FetchContext } from '../../ports/source.ts';
import { withPage } from './to-article.ts';

/** A page that could not be had so often is let be. */
export const MAX_TRIES = 3;
/** Slow pages must not hold up the feed. */
const TIMEOUT = 30_000;

export type PageRead = {
  /** `none`: it cannot be had, and will not be: 404, robots.txt, no article in it. */
  readonly kind: 'read' | 'none' | 'failed';
  readonly article: Article;
};

/**
 * The article with what its page says. Its link is the feed's word: it may lead anywhere but to private addresses,
 * unless it leads to the feed's own origin, which the operator named. robots.txt is asked.
 */
export async function readArticlePage(
  context: FetchContext,
  plan: FeedPlan,
  article: Article,
): Promise<PageRead> {
  const own = URL.parse(article.url)?.origin === URL.parse(plan.url)?.origin;
  const answer = await context.http.get({
    url: article.url,
    trust: own ? 'operator' : 'stranger',
    robots: true,
    accept: 'text/html, application/xhtml+xml',
    maxBytes: MAX_PAGE,
    timeout: TIMEOUT,
    signal: context.signal,
  });
  if (answer.kind === 'failed' || answer.kind === 'challenge') return { kind: 'failed', article };
  if (answer.kind === 'refused')
    return { kind: answer.status === 429 || answer.status >= 500 ? 'failed' : 'none', article };
  if (answer.kind !== 'ok' || !/html|^$/i.test(answer.contentType)) return { kind: 'none', article };
  const page = parseArticle(answer.body, answer.url, answer.contentType);
  if (page.kind === 'refused') return { kind: 'none', article };
  return { kind: 'read', article: withPage(article, page, context.now()) };
}
