import type { Address } from '../../src/domain/address.ts';
import { toMessageId } from '../../src/domain/ids.ts';
import type { Advisory } from '../../src/domain/item/advisory.ts';
import type { Article } from '../../src/domain/item/article.ts';
import type { Commit } from '../../src/domain/item/commit.ts';
import type { Item, JudgedItem } from '../../src/domain/item/item.ts';
import type { Release } from '../../src/domain/item/release.ts';
import { keyOf } from '../../src/domain/thread.ts';
import { type Category, relevanceOf } from '../../src/domain/verdict.ts';
import type { ItemBatch } from '../../src/ports/item-store.ts';

export const DAY = 86_400_000;
/** With milliseconds, so that a store that forgets them is seen. */
export const NOON = Date.UTC(2026, 4, 5, 12) + 7;

const JANE: Address = { name: 'Jane Doe', email: 'jane@example.org' };

export function makeCommit(fields: Partial<Commit> = {}): Commit {
  const link = toMessageId('gizmo-1@example.org');
  return {
    kind: 'commit',
    id: 'a'.repeat(40),
    subject: 'rust: gizmo: add a lever',
    author: JANE,
    date: NOON,
    committed: undefined,
    body: 'The lever moves the gizmo.',
    merge: false,
    upstream: undefined,
    links: link ? [link] : [],
    files: undefined,
    tree: 'linux-9.1.y',
    release: undefined,
    ...fields,
  };
}

export function makeRelease(fields: Partial<Release> = {}): Release {
  return {
    kind: 'release',
    id: '9.1.3',
    moniker: 'stable',
    date: NOON,
    eol: false,
    changelog: 'https://kernel.example.org/ChangeLog-9.1.3',
    url: undefined,
    log: undefined,
    ...fields,
  };
}

export function makeAdvisory(fields: Partial<Advisory> = {}): Advisory {
  return {
    kind: 'advisory',
    id: 'CVE-2026-99001',
    state: 'published',
    title: 'rust: gizmo: fix a loose lever',
    description: 'The lever was loose.',
    files: ['rust/kernel/gizmo.rs'],
    fixes: [{ commit: 'b'.repeat(40), version: '9.1.3' }],
    introduced: ['9.0'],
    score: undefined,
    published: undefined,
    updated: undefined,
    url: 'https://cve.example.org/CVE-2026-99001',
    ...fields,
  };
}

export function makeArticle(fields: Partial<Article> = {}): Article {
  return {
    kind: 'article',
    id: 'https://press.example.org/gizmo',
    source: 'press',
    title: 'The gizmo is rewritten in Rust',
    url: 'https://press.example.org/gizmo',
    discussion: undefined,
    date: NOON,
    author: 'Jane Doe',
    text: 'The kernel gets a gizmo in Rust.',
    language: 'en',
    restricted: false,
    links: ['https://example.org/'],
    ...fields,
  };
}

export function judged<I extends Item>(
  item: I,
  category: Category = 'code',
  keys = [item.id],
): JudgedItem<I> {
  return {
    item,
    verdict: {
      category,
      relevant: relevanceOf(category),
      confidence: 0.9,
      evidence: [{ rule: 'title', where: 'title', text: 'rust: gizmo' }],
    },
    areas: category === 'none' ? [] : ['core'],
    findings: [],
    keys: keys.map(keyOf),
  };
}

export function batch(items: readonly JudgedItem[], fields: Partial<ItemBatch> = {}): ItemBatch {
  return { source: 'press', items, broken: [], memory: undefined, ...fields };
}
