import { CATEGORIES, type Verdict } from '../verdict.ts';
import type { Advisory } from './advisory.ts';
import type { Article } from './article.ts';
import type { Commit } from './commit.ts';
import type { Item, JudgedItem } from './item.ts';
import { canonicalJson } from './json.ts';
import type { Release, ReleaseCode } from './release.ts';

/**
 * What is known of an item after it was told once more; both are of one kind and id. What the new telling does
 * not know is not lost, and telling the same once more changes nothing.
 */
export function mergeItems(known: Item, told: Item): Item {
  if (known.kind === 'commit' && told.kind === 'commit') return mergeCommits(known, told);
  if (known.kind === 'release' && told.kind === 'release') return mergeReleases(known, told);
  if (known.kind === 'advisory' && told.kind === 'advisory') return mergeAdvisories(known, told);
  if (known.kind === 'article' && told.kind === 'article') return mergeArticles(known, told);
  throw new Error(`a ${known.kind} cannot be told as a ${told.kind}`);
}

/**
 * The same with what is made of it. A verdict holds until a better one is given, or one on an item that says
 * something else now and was told whole: a poorer telling (a commit without its files) is judged by less.
 */
export function mergeJudged(known: JudgedItem, told: JudgedItem): JudgedItem {
  const item = mergeItems(known.item, told.item);
  const now = canonicalJson(item);
  const isWhole = now === canonicalJson(told.item);
  const hasChanged = now !== canonicalJson(known.item);
  const gain = rank(known.verdict) - rank(told.verdict);
  const right = gain > 0 || (isWhole && (gain === 0 || hasChanged)) ? told : known;
  const { verdict, areas } = right;
  // What its tree shows of a commit is not lost when a changelog or a feed tells it as well.
  const findings =
    item.kind === 'commit' && verdict.relevant === 'yes'
      ? fuller(known.findings, told.findings)
      : right.findings;
  return { item, verdict, areas, findings, keys: union(known.keys, told.keys) };
}

function rank({ category }: Verdict): number {
  return CATEGORIES.indexOf(category);
}

/** A commit never changes, so of two tellings the fuller one is right, field by field. */
function mergeCommits(known: Commit, told: Commit): Commit {
  return {
    ...known,
    subject: fuller(known.subject, told.subject),
    author: known.author.email === '' ? told.author : known.author,
    date: known.date ?? told.date,
    committed: known.committed ?? told.committed,
    body: fuller(known.body, told.body),
    merge: known.merge || told.merge,
    upstream: known.upstream ?? told.upstream,
    links: union(known.links, told.links),
    files: known.files && told.files ? fuller(known.files, told.files) : (known.files ?? told.files),
    ...((known.added ?? told.added) && { added: known.added ?? told.added }),
    ...((known.firsts ?? told.firsts) && { firsts: known.firsts ?? told.firsts }),
    tree: told.tree === 'mainline' ? told.tree : known.tree,
    release: known.release ?? told.release,
  };
}

/** A clone counts what is in a release. All else it only guesses from the tag: it adds that where nothing is known. */
function mergeReleases(known: Release, told: Release): Release {
  const code = mergeCode(known.code, told.code);
  if (told.code) return { ...known, date: known.date ?? told.date, ...(code && { code }) };
  return {
    ...told,
    date: isOnlyCounted(known) ? (told.date ?? known.date) : earliest(known.date, told.date),
    changelog: told.changelog ?? known.changelog,
    url: told.url ?? known.url,
    log: told.log ?? known.log,
    ...(code && { code }),
  };
}

function isOnlyCounted({ code, changelog, url, log }: Release): boolean {
  return code !== undefined && changelog === undefined && url === undefined && log === undefined;
}

/** What is in a release never changes; its lines may not have been had at first. */
function mergeCode(known: ReleaseCode | undefined, told: ReleaseCode | undefined): ReleaseCode | undefined {
  return known && told ? { files: told.files, lines: told.lines ?? known.lines } : (known ?? told);
}

function mergeAdvisories(known: Advisory, told: Advisory): Advisory {
  const [newer, older] = isNewer(told, known) ? [told, known] : [known, told];
  return {
    ...newer,
    title: newer.title || older.title,
    description: newer.description || older.description,
    files: newer.files.length > 0 ? newer.files : older.files,
    fixes: newer.fixes.length > 0 ? newer.fixes : older.fixes,
    introduced: newer.introduced.length > 0 ? newer.introduced : older.introduced,
    score: newer.score ?? older.score,
    published: newer.published ?? older.published,
    updated: newer.updated ?? older.updated,
  };
}

/**
 * By their dates. What has none at all is a record of vulns.git, as new as it was read; what has only the date
 * of its publication is the announcement, the first that was said of it.
 */
function isNewer(told: Advisory, known: Advisory): boolean {
  if (told.updated !== undefined) return known.updated === undefined || told.updated >= known.updated;
  return told.published === undefined;
}

/** The newest text is right, but the beginning that non-subscribers see does not take the place of the whole. */
function mergeArticles(known: Article, told: Article): Article {
  const isTeaser = told.restricted && !known.restricted;
  const [text, links] = told.text === '' || isTeaser ? [known.text, known.links] : [told.text, told.links];
  return {
    ...told,
    source: known.source,
    title: told.title || known.title,
    url: told.url || known.url,
    discussion: told.discussion ?? known.discussion,
    date: known.date ?? told.date,
    author: told.author ?? known.author,
    text,
    language: told.language ?? known.language,
    restricted: known.restricted && told.restricted,
    links,
  };
}

function fuller<T extends { readonly length: number }>(known: T, told: T): T {
  return told.length > known.length ? told : known;
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function union<T>(known: readonly T[], told: readonly T[]): readonly T[] {
  return [...new Set([...known, ...told])];
}
