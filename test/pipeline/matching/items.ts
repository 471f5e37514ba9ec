import type { MessageId } from '../../../src/domain/ids.ts';
import { toMessageId } from '../../../src/domain/ids.ts';
import type { Advisory } from '../../../src/domain/item/advisory.ts';
import type { Article } from '../../../src/domain/item/article.ts';
import { articleKeys } from '../../../src/domain/item/article-keys.ts';
import type { Commit } from '../../../src/domain/item/commit.ts';
import type { Item, JudgedItem } from '../../../src/domain/item/item.ts';
import type { Release } from '../../../src/domain/item/release.ts';
import { titleKey } from '../../../src/domain/series/title.ts';
import { keyOf } from '../../../src/domain/thread.ts';

export function judged<I extends Item>(
  item: I,
  keys: readonly number[] = [],
  relevant: 'yes' | 'no' = 'yes',
): JudgedItem<I> {
  const category = relevant === 'yes' ? 'code' : 'none';
  const verdict = {
    category,
    relevant,
    confidence: 1,
    evidence: [{ rule: 'made-up', where: 'files', text: 'x.rs' }],
  } as const;
  return { item, verdict, areas: ['core'], findings: [], keys };
}

function idOf(name: string): MessageId {
  const id = toMessageId(`${name}@example.org`);
  if (id === undefined) throw new Error(name);
  return id;
}

/** A commit of mainline that was made of a mail. */
export function commitOf(
  mail: string | undefined,
  date: number,
  n: number,
  relevant: 'yes' | 'no' = 'yes',
): JudgedItem<Commit> {
  const subject = `rust: widget: turn number ${n}`;
  const links = mail === undefined ? [] : [idOf(mail)];
  const commit: Commit = {
    kind: 'commit',
    id: String(n).padStart(40, 'c'),
    subject,
    author: { name: 'Ada Maker', email: 'ada@example.org' },
    date,
    committed: date,
    body: '',
    merge: false,
    upstream: undefined,
    links,
    files: ['rust/kernel/x.rs'],
    tree: 'mainline',
    release: undefined,
  };
  return judged(commit, [titleKey(subject), ...links.map((id) => keyOf(id))], relevant);
}

export function releaseOf(id: string, date: number, relevant: 'yes' | 'no' = 'no'): JudgedItem<Release> {
  const release: Release = {
    kind: 'release',
    id,
    moniker: 'mainline',
    date,
    eol: false,
    changelog: undefined,
    url: `https://releases.example.org/${id}`,
    log: undefined,
  };
  return judged(release, [keyOf(id)], relevant);
}

export function advisoryOf(id: string, published: number | undefined): JudgedItem<Advisory> {
  const advisory: Advisory = {
    kind: 'advisory',
    id,
    state: 'published',
    title: 'rust: gizmo: levers turn twice',
    description: 'One turn too many.',
    files: ['rust/kernel/gizmo.rs'],
    fixes: [],
    introduced: [],
    score: undefined,
    published,
    updated: undefined,
    url: `https://cve.example.org/${id}`,
  };
  return judged(advisory, [keyOf(id)]);
}

export function articleOf(
  name: string,
  date: number,
  title: string,
  links: readonly string[] = [],
): JudgedItem<Article> {
  const article: Article = {
    kind: 'article',
    id: name,
    source: `${name}-daily`,
    title,
    url: `https://${name}.example.org/1`,
    discussion: undefined,
    date,
    author: undefined,
    text: `All there is to say: ${title}`,
    language: undefined,
    restricted: false,
    links,
  };
  return judged(article, articleKeys(article));
}
