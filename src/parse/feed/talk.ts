import { canonicalUrl } from '../../domain/item/canonical-url.ts';
import type { Body } from './body.ts';
import type { Entry } from './entry.ts';

/** What a line of an aggregator says of its own page; points and counts change from hour to hour. */
const CHATTER =
  /^(?:(?:Article|Comments) URL: \S{1,2000}|Points: \d{1,6}|# Comments: \d{1,6}|Comments|submitted by .{0,200}|\[link\] ?(?:\[comments\])?|\[comments\])$/gm;

export type Talk = {
  readonly url: string | undefined;
  readonly discussion: string | undefined;
  readonly text: string;
  readonly links: readonly string[];
};

/**
 * Where an item leads, and where it is talked about. Hacker News, Lobsters and Reddit list what others wrote: the
 * link is the article, the comments are a page of theirs, and their text is about that page.
 */
export function talkedAbout(entry: Entry, body: Body): Talk {
  const given = resolve(entry.link, entry.base) ?? permalink(entry);
  const shared = body.named.link;
  const comments = resolve(entry.comments, entry.base) ?? body.named.comments;
  const url = shared ?? given;
  const discussion = comments === undefined || comments === url ? undefined : bare(comments, url);
  const own = new Set([url, discussion, comments]);
  const text =
    comments !== undefined
      ? body.text
          .replace(CHATTER, '')
          .replace(/\n{2,}/g, '\n')
          .trim()
      : body.text;
  return { url, discussion, text, links: body.links.filter((link) => !own.has(link)) };
}

/** A blog's comments stand on the article's own page, or on one made for its feed: no discussion of its own. */
function bare(comments: string, url: string | undefined): string | undefined {
  return url !== undefined && sameHost(comments, url) && comments.startsWith(url) ? undefined : comments;
}

function sameHost(one: string, other: string | undefined): boolean {
  return other !== undefined && URL.parse(one)?.host === URL.parse(other)?.host;
}

function resolve(link: string | undefined, base: string): string | undefined {
  return link === undefined ? undefined : canonicalUrl(link, base);
}

/** An id that is a link leads to the article where nothing else does. */
function permalink({ id }: Entry): string | undefined {
  return id !== undefined && /^https?:\/\//i.test(id.trim()) ? canonicalUrl(id) : undefined;
}
