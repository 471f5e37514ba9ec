import { Feed } from 'feed';
import type { Context, Hono } from 'hono';
import type { Issue } from '../ports/issues.ts';
import { cleanLine } from '../render/clean.ts';
import { DIGEST_FORMATS } from '../render/formats.ts';
import type { WebDeps } from './deps.ts';

const MOST = 20;
/** Days, 1970-01-01 being a Thursday: a public issue is a week from Monday to Monday, UTC. */
const DAY = 86_400_000;
const WEEK = 7 * DAY;
const FIRST_MONDAY = 4 * DAY;

/** The weeks of the topic, for feed readers: `/feed.atom`, `/feed.json`. What subscriptions filter stays out of it. */
export function addFeeds(app: Hono, deps: WebDeps): void {
  app.get('/feed.atom', (context) =>
    answer(context, deps, 'application/atom+xml; charset=utf-8', (feed) => feed.atom1()),
  );
  app.get('/feed.json', (context) =>
    answer(context, deps, 'application/feed+json; charset=utf-8', (feed) => feed.json1()),
  );
}

function answer(context: Context, deps: WebDeps, type: string, render: (feed: Feed) => string): Response {
  const base = deps.url ?? new URL(context.req.url).origin;
  const body = render(makeFeed(deps, base));
  return context.body(body, 200, { 'content-type': type, 'cache-control': 'public, max-age=900' });
}

/** The digests of whole weeks that are made for everybody, newest first. */
export function publicWeeks(store: WebDeps['store']): readonly Issue[] {
  return store
    .issues({ filter: '', limit: 10 * MOST })
    .filter(isWeek)
    .slice(0, MOST);
}

function makeFeed({ store, title, url }: WebDeps, base: string): Feed {
  const issues = publicWeeks(store);
  const feed = new Feed({
    // Stable where the program is reached by several names.
    id: `${url ?? base}/feed.atom`,
    title: `${title}, week by week`,
    link: base,
    description: `What happened: ${title}`,
    generator: 'lorewatch',
    updated: new Date(issues[0]?.until ?? 0),
    feedLinks: { atom: `${base}/feed.atom`, json: `${base}/feed.json` },
    copyright: '',
  });
  for (const issue of issues) feed.addItem(toItem(issue, base));
  return feed;
}

function toItem({ id, digest, until }: Issue, base: string): Parameters<Feed['addItem']>[0] {
  const [headline = '', ...rest] = digest.headline.map(cleanLine);
  const link = `${base}/digests/${id}`;
  return {
    id: `urn:lorewatch:digest:${id}`,
    title: `${headline} (${digest.periodName})`,
    link,
    date: new Date(until),
    published: new Date(until),
    description: rest.join(' '),
    content: DIGEST_FORMATS.html.render(digest),
  };
}

function isWeek({ since, until }: Issue): boolean {
  return until - since === WEEK && (since - FIRST_MONDAY) % WEEK === 0;
}
