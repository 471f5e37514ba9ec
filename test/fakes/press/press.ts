import { createHash } from 'node:crypto';
import { type FakeHost, type FakeReply, type FakeRequest, startHost } from '../host.ts';
import { type PressFormat, writeFeed } from './write-feed.ts';

export type PressArticle = {
  /** Its path: `/news/SLUG`. */
  readonly slug: string;
  readonly title: string;
  /** Paragraphs, plain text. */
  readonly paragraphs: readonly string[];
  /** ms; undefined: the feed tells none. */
  readonly date: number | undefined;
  readonly author: string;
  /** Only subscribers can read it: the title has LWN's mark. */
  readonly restricted: boolean;
};

export type FakePress = {
  readonly host: FakeHost;
  readonly url: string;
  /** Puts it on top of the feeds, or changes what has its slug. Returns the address of its page. */
  readonly publish: (article: Partial<PressArticle> & { readonly slug: string }) => string;
  readonly feedUrl: (format: PressFormat) => string;
  readonly pageUrl: (slug: string) => string;
  /** How many articles a feed shows, the newest first; 15. */
  readonly show: (count: number) => void;
  /** What the feeds answer instead, until it is undefined. */
  readonly instead: (reply: FakeReply | undefined) => void;
  /** For the books: all that was ever published, in that order. */
  readonly published: () => readonly PressArticle[];
  readonly close: () => Promise<void>;
};

const FEED = /^\/feed\.(rss|rdf|atom|json|latin1)$/;

/**
 * A site of the press on loopback: `/feed.rss`, `.rdf`, `.atom`, `.json`, `.latin1` (RSS in ISO-8859-1), with
 * validators; `/news/SLUG`, a page with navigation and comments; `/`, a page that lists them.
 */
export async function startPress(): Promise<FakePress> {
  const articles = new Map<string, PressArticle>();
  let shown = 15;
  let instead: FakeReply | undefined;
  const newest = (): PressArticle[] => [...articles.values()].reverse().slice(0, shown);
  const answer = (request: FakeRequest): FakeReply => {
    const format = FEED.exec(request.path)?.[1];
    if (format !== undefined)
      return instead ?? conditional(request, writeFeed(format as PressFormat, newest(), host.url));
    if (request.path === '/')
      return conditional(request, { type: 'text/html', body: Buffer.from(listing(newest())) });
    const article = articles.get(/^\/news\/([\w-]+)$/.exec(request.path)?.[1] ?? '');
    return article
      ? { headers: { 'content-type': 'text/html; charset=utf-8' }, body: pageOf(article) }
      : { status: 404, body: 'not here' };
  };
  const host = await startHost(answer);
  return {
    host,
    url: host.url,
    publish: (article) => {
      articles.set(article.slug, { ...DEFAULTS, ...articles.get(article.slug), ...article });
      return `${host.url}/news/${article.slug}`;
    },
    feedUrl: (format) => `${host.url}/feed.${format}`,
    pageUrl: (slug) => `${host.url}/news/${slug}`,
    show: (count) => {
      shown = count;
    },
    instead: (reply) => {
      instead = reply;
    },
    published: () => [...articles.values()],
    close: host.close,
  };
}

const DEFAULTS: Omit<PressArticle, 'slug'> = {
  title: 'An example',
  paragraphs: ['An example of an article, long enough to be taken for a paragraph of one.'],
  date: Date.UTC(2031, 2, 4, 12),
  author: 'Jane Doe',
  restricted: false,
};

function conditional(request: FakeRequest, { type, body }: { type: string; body: Buffer }): FakeReply {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  return request.headers['if-none-match'] === etag
    ? { status: 304, headers: { etag } }
    : { headers: { etag, 'content-type': type }, body };
}

function pageOf({ title, paragraphs, author, date }: PressArticle): string {
  const text = paragraphs.map((one) => `<p>${one}</p>`).join('\n');
  const day = date === undefined ? '' : `<time datetime="${new Date(date).toISOString()}">then</time>`;
  return `<!doctype html><html lang="en"><head><title>${title} | Example Press</title></head><body>
<nav><a href="/">Home</a></nav><main><h1>${title}</h1><div class="byline">By ${author} ${day}</div>${text}</main>
<div id="comments"><p>A reader says that Rust in the Linux kernel is what this should have been about, and goes on.</p></div>
</body></html>`;
}

function listing(articles: readonly PressArticle[]): string {
  const items = articles.map(
    ({ slug, title, date }) =>
      `<li class="story"><a href="/news/${slug}">${title}</a> <span class="when">${date === undefined ? '' : new Date(date).toISOString()}</span></li>`,
  );
  return `<!doctype html><html><head><title>Example Press</title></head><body><ul>${items.join('')}</ul></body></html>`;
}
