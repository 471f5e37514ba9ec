import type { DigestEntry } from '../digest.ts';
import type { Article } from '../item/article.ts';
import type { KnownItem } from '../item/item.ts';
import type { Story } from '../item/story.ts';
import { itemDate } from '../item/subject.ts';
import type { Evidence } from '../verdict.ts';
import { datedItem } from './dated-item.ts';
import { inPeriod, type Period } from './period.ts';
import { blankEntry, iso, MAX_EVIDENCE, type Told } from './world-entries.ts';

const STEPS = 6;

/**
 * A story that links to a mail of a patch set, or names a CVE or a release, is a line of that entry: one happening is
 * one entry, whoever tells of it. Other stories are entries of their own.
 */
export function joinPress(told: readonly Told[], stories: readonly Story[], period: Period): Told[] {
  const joined = new Map(told.map((one) => [one, one.entry]));
  const own: Told[] = [];
  for (const story of stories) {
    const [only, ...others] = told.filter((one) => isAbout(story, one));
    // A roundup tells of many things: it is none of them.
    const entry = only && others.length === 0 ? joined.get(only) : undefined;
    if (only && entry) joined.set(only, withArticles(entry, story, period));
    else own.push(...tellStory(story));
  }
  return [...[...joined].map(([one, entry]) => ({ ...one, entry })), ...own];
}

function isAbout({ keys, title }: Story, { section, entry, keys: own }: Told): boolean {
  if (section === 'releases')
    return `${title} `.includes(`${entry.title} `) || `${title}.`.endsWith(`${entry.title}.`);
  const wanted = new Set(keys);
  return own.some((key) => wanted.has(key));
}

function withArticles(entry: DigestEntry, { articles }: Story, period: Period): DigestEntry {
  const news = articles.filter((known) => inPeriod(period, datedItem(known))).slice(0, STEPS);
  const press = news.map((known) => ({
    source: known.item.source,
    date: iso(itemDate(known)),
    url: addressOf(known.item),
  }));
  return { ...entry, press: [...(entry.press ?? []), ...press] };
}

/** One story is one entry, whoever wrote about it. */
function tellStory({ id, title, date, articles, keys }: Story): Told[] {
  const [first] = articles;
  if (!first) return [];
  const entry: DigestEntry = {
    ...blankEntry(first),
    id: `story:${id}`,
    title,
    url: addressOf(first.item),
    author: { name: first.item.author ?? first.item.source, email: '' },
    areas: [...new Set(articles.flatMap(({ areas }) => areas))],
    milestone: articles.flatMap(({ findings }) => findings)[0]?.type ?? null,
    state: first.item.restricted ? 'for subscribers at the moment' : null,
    steps: articles.slice(0, STEPS).map(articleStep),
    evidence: evidenceOf(articles),
  };
  return [{ section: 'press', entry, time: date, keys }];
}

function articleStep(known: KnownItem<Article>): DigestEntry['steps'][number] {
  return { what: known.item.source, date: iso(itemDate(known)), url: addressOf(known.item) };
}

/** Where there is no page of it, that of the talk about it. */
function addressOf({ url, discussion }: Article): string {
  return url || (discussion ?? '');
}

function evidenceOf(articles: readonly KnownItem<Article>[]): Evidence[] {
  return articles.flatMap(({ verdict }) => verdict.evidence).slice(0, MAX_EVIDENCE);
}
