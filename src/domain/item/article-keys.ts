import { readMailReference } from '../links.ts';
import { keyOf } from '../thread.ts';
import type { Article } from './article.ts';

/** What an article tells about, by name. */
export type References = {
  /** Message-IDs of the mails that it links to. */
  readonly mails: readonly string[];
  readonly cves: readonly string[];
  /** Ids of commits as linked, 12 digits at least. */
  readonly commits: readonly string[];
  /** `7.2`, `7.2.3`, `7.3-rc1`: in the title, and in title and beginning. */
  readonly titled: readonly string[];
  readonly versions: readonly string[];
};

const MAX_EACH = 20;
const BEGINNING = 3_000;
const ARCHIVE = /^https?:\/\/(?:lore\.kernel\.org|lkml\.kernel\.org|(?:patch\.|lore\.)?msgid\.link)\//i;
const COMMIT =
  /^https?:\/\/(?:git\.kernel\.org|github\.com\/torvalds\/linux)(?=\/).{0,300}?(?:\/c\/|\/commit\/|[?&]id=)([0-9a-f]{12,40})(?![0-9a-f])/i;
const CVE = /\bCVE-\d{4}-\d{4,7}\b/g;
const VERSION =
  /\b(?:Linux|Linux[ -]Kernel|kernel|noyau)(?: |-)?(?:kernel |version |Version |内核 ?)?v?(\d{1,2}\.\d{1,3}(?:\.\d{1,3})?(?:-rc\d{1,2})?)(?![\w.]*\d)/gi;

/** What the article names and links to: at most 20 of each. */
export function referencesOf({ title, text, links }: Article): References {
  const titled = found(title, VERSION);
  return {
    mails: some(links.flatMap((link) => (ARCHIVE.test(link) ? (readMailReference(link) ?? []) : []))),
    cves: found(`${title}\n${text}`, CVE),
    commits: some(links.flatMap((link) => COMMIT.exec(link)?.[1]?.toLowerCase() ?? [])),
    titled,
    versions: some([...titled, ...found(text.slice(0, BEGINNING), VERSION)]),
  };
}

/** Keys by which mails, releases, CVEs, commits and other articles find it. A commit is found by its first 12 digits, too. */
export function articleKeys(article: Article): number[] {
  const { mails, cves, commits, versions } = referencesOf(article);
  const short = commits.flatMap((id) => (id.length > 12 ? [id, id.slice(0, 12)] : [id]));
  const url = article.url === '' ? [] : [article.url];
  return [...new Set([...url, ...mails, ...cves, ...short, ...versions].map(keyOf))];
}

function found(text: string, words: RegExp): string[] {
  const names = new Set<string>();
  for (const [whole, group] of text.matchAll(words)) {
    names.add(group ?? whole);
    if (names.size >= MAX_EACH) break;
  }
  return [...names];
}

function some(names: readonly string[]): string[] {
  return [...new Set(names)].slice(0, MAX_EACH);
}
