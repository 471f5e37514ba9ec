import type { Article } from '../../domain/item/article.ts';
import type { ArticlePage } from '../../parse/article/article.ts';
import { type FeedItem, hashOf } from '../../parse/feed/entry.ts';

const DAY = 86_400_000;

/**
 * An item as an article. An id that is no link says something within its feed alone, and is told with its source.
 * A date that is more than a day ahead of `now` (ms) is a mistake: none, so that first seen counts.
 */
export function toArticle(item: FeedItem, source: string, now: number): Article {
  const { whole: _, ...rest } = item;
  return {
    ...rest,
    kind: 'article',
    id: /^https?:/.test(item.id) ? item.id : `${source}:${item.id}`,
    source,
    date: sane(item.date, now),
  };
}

/**
 * The article with what its page says: the longer text, and what the feed did not tell. Title, link and date stay
 * as the feed has them: it is the publisher's own word.
 */
export function withPage(article: Article, page: ArticlePage, now: number): Article {
  const longer = page.text.length > article.text.length;
  return {
    ...article,
    text: longer ? page.text : article.text,
    links: [...new Set([...article.links, ...(longer ? page.links : [])])].slice(0, 200),
    date: article.date ?? sane(page.date, now),
    author: article.author ?? page.author,
    language: article.language ?? page.language,
    restricted: article.restricted || page.restricted,
  };
}

/** Changes when what the feed or page says of the item does. */
export function gistOf({ title, url, discussion, date, author, text, restricted }: Article): string {
  const words = [title, url, discussion, date, author, text, restricted];
  return hashOf(JSON.stringify(words)).slice(0, 16);
}

function sane(date: number | undefined, now: number): number | undefined {
  return date !== undefined && date > now + DAY ? undefined : date;
}
