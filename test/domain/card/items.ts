import type { Advisory } from '../../../src/domain/item/advisory.ts';
import type { Commit } from '../../../src/domain/item/commit.ts';
import type { Item, KnownItem } from '../../../src/domain/item/item.ts';
import type { Release } from '../../../src/domain/item/release.ts';

/** As the store has it: about the topic, seen on 5 March 2026. */
export function knownOf<I extends Item>(item: I, areas: readonly string[] = []): KnownItem<I> {
  const at = Date.UTC(2026, 2, 5);
  const evidence = [{ rule: 'affected-file', where: 'files', text: 'drivers/gizmo/lever.rs' }];
  return {
    item,
    verdict: { category: 'code', relevant: 'yes', confidence: 0.9, evidence },
    areas,
    findings: [],
    keys: [],
    firstSeen: at,
    changed: at,
    sources: ['made-up'],
  };
}

export const RELEASE: Release = {
  kind: 'release',
  id: '7.2',
  moniker: 'mainline',
  date: Date.UTC(2026, 2, 4),
  eol: false,
  changelog: undefined,
  url: 'https://www.example.org/linux-7.2',
  log: { commits: 12_345, about: ['a'.repeat(40), 'b'.repeat(40)] },
};

export const ADVISORY: Advisory = {
  kind: 'advisory',
  id: 'CVE-2031-12345',
  state: 'published',
  title: 'rust: gizmo: check the length of a lever',
  description: 'A lever may be longer than its gizmo.',
  files: ['drivers/gizmo/lever.rs'],
  fixes: ['6.12.9', '6.18.1', '6.19'].map((version, at) => ({ commit: String(at).repeat(40), version })),
  introduced: ['6.12'],
  score: { base: 7.8, severity: 'HIGH', vector: undefined },
  published: Date.UTC(2026, 2, 4),
  updated: undefined,
  url: 'https://cve.example.org/CVE-2031-12345',
};

export const COMMIT: Commit = {
  kind: 'commit',
  id: '0123456789abcdef0123456789abcdef01234567',
  subject: 'rust: gizmo: add a lever',
  author: { name: 'Ada Holm', email: 'ada@example.org' },
  date: Date.UTC(2026, 1, 20),
  committed: Date.UTC(2026, 2, 3),
  body: '',
  merge: false,
  upstream: undefined,
  links: [],
  files: ['drivers/gizmo/lever.rs'],
  tree: 'mainline',
  release: undefined,
};
