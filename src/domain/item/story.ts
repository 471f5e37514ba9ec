import { keyOf } from '../thread.ts';
import type { Article } from './article.ts';
import { referencesOf } from './article-keys.ts';
import { bareAddress } from './canonical-url.ts';
import type { KnownItem } from './item.ts';
import { createTitles, type Titles } from './story-titles.ts';
import { createUnion } from './story-union.ts';

/** One happening as the press tells it. Times in ms UTC. */
export type Story = {
  /** The smallest of its articles' ids: the same however they came. */
  readonly id: string;
  /** As the earliest of its articles calls it; what an aggregator calls it only where there is nothing else. */
  readonly title: string;
  /** When it was told first. */
  readonly date: number;
  /** Newest last. */
  readonly articles: readonly KnownItem<Article>[];
  /** Keys by which the mails, the release and the CVE of the story find it, ascending. */
  readonly keys: readonly number[];
};

const DAY = 86_400_000;
/** Two that name one version in their titles, and share a rare word besides. */
const VERSION_DAYS = 7;
const TITLE_DAYS = 4;
/** Who names more mails, commits and CVEs than this tells of many things: a roundup is a story by itself. */
const ROUNDUP = 6;
/** What more articles than this have in common is no mark of one story. */
const MAX_SHARED = 50;

type Told = {
  readonly article: KnownItem<Article>;
  readonly date: number;
  /** Names of what it tells about that are no one else's: an address, a mail, a commit, a CVE. */
  readonly marks: readonly string[];
  readonly versions: readonly string[];
  /** Place in the order of dates. */
  readonly at: number;
};

/**
 * What the articles tell, one story for one happening: articles that lead to one page, link to one mail or commit,
 * name one CVE; those with much the same title within four days; those whose titles name one version and share a
 * rare word within a week. Depends on the set of articles alone. Newest story last.
 */
export function tellStories(articles: readonly KnownItem<Article>[]): Story[] {
  const told = [...new Map(articles.map((one) => [idOf(one), one])).values()]
    .map((article) => ({ article, date: article.item.date ?? article.firstSeen }))
    .sort((a, b) => a.date - b.date || compare(idOf(a.article), idOf(b.article)))
    .map(readTold);
  const union = createUnion(told.length);
  joinByMarks(told, union.join);
  joinByTitles(told, createTitles(told.map(({ article }) => article.item.title)), union.join);
  return union
    .groups()
    .map((group) => toStory(group.flatMap((at) => told[at] ?? [])))
    .sort((a, b) => a.date - b.date || compare(a.id, b.id));
}

function readTold({ article, date }: { article: KnownItem<Article>; date: number }, at: number): Told {
  const { url, discussion } = article.item;
  const { mails, commits, cves, titled } = referencesOf(article.item);
  const specific = [
    ...mails.map((id) => `mail ${id}`),
    ...commits.map((id) => `commit ${id.slice(0, 12)}`),
    ...cves.map((id) => `cve ${id}`),
  ];
  const addresses = [url, discussion ?? '']
    .filter((one) => one !== '')
    .map((one) => `at ${bareAddress(one)}`);
  const marks = specific.length > ROUNDUP ? addresses : [...addresses, ...specific];
  return { article, date, marks, versions: titled, at };
}

type Join = (one: number, other: number) => void;

function joinByMarks(told: readonly Told[], join: Join): void {
  const holders = new Map<string, number[]>();
  for (const { at, marks } of told) {
    for (const mark of new Set(marks)) {
      const known = holders.get(mark);
      if (known) known.push(at);
      else holders.set(mark, [at]);
    }
  }
  for (const [first = 0, ...others] of holders.values()) {
    if (others.length >= MAX_SHARED) continue;
    for (const other of others) join(first, other);
  }
}

function joinByTitles(told: readonly Told[], titles: Titles, join: Join): void {
  for (const [one, other] of titles.pairs()) {
    const a = told[one];
    const b = told[other];
    if (!a || !b) continue;
    const days = Math.abs(a.date - b.date) / DAY;
    const sameVersion = a.versions.some((version) => b.versions.includes(version));
    const otherVersion = !sameVersion && a.versions.length > 0 && b.versions.length > 0;
    if (otherVersion) continue;
    if (days <= TITLE_DAYS && titles.alike(one, other)) join(one, other);
    else if (days <= VERSION_DAYS && sameVersion && titles.related(one, other)) join(one, other);
  }
}

function toStory(told: readonly Told[]): Story {
  const ids = told.map(({ article }) => idOf(article)).sort(compare);
  const best = told.find(({ article }) => article.item.discussion === undefined) ?? told[0];
  return {
    id: ids[0] ?? '',
    title: best?.article.item.title ?? '',
    date: told[0]?.date ?? 0,
    articles: told.map(({ article }) => article),
    keys: [...new Set([...told.flatMap(({ article }) => article.keys), ...ids.map(keyOf)])].sort(
      (a, b) => a - b,
    ),
  };
}

function idOf({ item }: KnownItem<Article>): string {
  return item.id;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
