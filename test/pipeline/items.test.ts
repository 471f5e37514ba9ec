import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { Advisory } from '../../src/domain/item/advisory.ts';
import type { Commit } from '../../src/domain/item/commit.ts';
import type { Item, JudgedItem } from '../../src/domain/item/item.ts';
import type { Release } from '../../src/domain/item/release.ts';
import { keyOf } from '../../src/domain/thread.ts';
import { createItemJudge, type ItemJudges, type JudgeItems } from '../../src/pipeline/items.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-items-'));
  store = openStore(folder, 'write', () => 0);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function judged<I extends Item>(item: I, about: boolean, keys: readonly number[] = []): JudgedItem<I> {
  const category = about ? ('code' as const) : ('none' as const);
  const relevant = about ? ('yes' as const) : ('no' as const);
  return {
    item,
    verdict: { category, relevant, confidence: 1, evidence: [] },
    areas: [],
    findings: [],
    keys,
  };
}

/** Commits are about the topic by their subject, the rest by the commits. */
const judges: ItemJudges = {
  commit: (commit) =>
    judged(commit, commit.subject.startsWith('rust:'), [commit.id, commit.upstream ?? ''].map(keyOf)),
  release: (release, _topic, about) => judged(release, about.length > 0),
  advisory: (advisory, _topic, isAbout) =>
    judged(
      advisory,
      advisory.fixes.some(({ commit }) => isAbout(commit)),
    ),
  article: (article) => judged(article, true),
};

const oid = (digit: string): string => digit.repeat(40);

function commit(digit: string, subject: string, fields: Partial<Commit> = {}): Commit {
  const author = { name: 'Ann', email: 'ann@example.org' };
  const none = {
    date: undefined,
    committed: undefined,
    files: undefined,
    upstream: undefined,
    release: undefined,
  };
  const rest = { author, body: '', merge: false, links: [], tree: 'linux-7.1.y' };
  return { kind: 'commit', id: oid(digit), subject, ...rest, ...none, ...fields };
}

function release(id: string, fields: Partial<Release> = {}): Release {
  const none = { date: undefined, changelog: undefined, url: undefined, log: undefined };
  return { kind: 'release', id, moniker: 'stable', eol: false, ...none, ...fields };
}

function advisory(fix: string): Advisory {
  const none = { score: undefined, published: undefined, updated: undefined };
  const fixes = [{ commit: fix, version: undefined }];
  const rest = { title: '', description: '', files: [], introduced: [], url: '', fixes };
  return { kind: 'advisory', id: 'CVE-2026-1', state: 'published', ...rest, ...none };
}

function judge(): JudgeItems {
  return createItemJudge(RUST, store, judges);
}

function ids(items: readonly JudgedItem[]): string[] {
  return items.map(({ item }) => item.id);
}

describe('createItemJudge', () => {
  it('drops commits and linux-next releases that are not about the topic, and nothing else', () => {
    const items = [
      commit('a', 'rust: pin'),
      commit('b', 'mm: fix a leak'),
      release('7.1.3'),
      release('next-20261120', { moniker: 'linux-next' }),
      advisory(oid('e')),
    ];
    expect(ids(judge()(items))).toEqual([oid('a'), '7.1.3', 'CVE-2026-1']);
  });

  it('keeps a commit in which a milestone was found', () => {
    const found = { type: 'x', title: 'x', significance: 'minor' as const, key: '', evidence: [] };
    const withFinding: ItemJudges = {
      ...judges,
      commit: (one) => ({ ...judged(one, false), findings: [found] }),
    };
    expect(createItemJudge(RUST, store, withFinding)([commit('b', 'mm: fix')])).toHaveLength(1);
  });

  it('tells a release which of its commits are about the topic, over several pieces', () => {
    const judgeItems = judge();
    judgeItems([
      commit('a', 'rust: pin', { release: '7.1.3' }),
      commit('b', 'mm: fix', { release: '7.1.3' }),
    ]);
    judgeItems([
      commit('c', 'rust: sync', { release: '7.1.3' }),
      commit('d', 'rust: x', { release: '7.2.1' }),
    ]);
    const [told] = judgeItems([release('7.1.3', { log: { commits: 0, about: [] } })]);
    expect(told?.item).toMatchObject({ log: { commits: 3, about: [oid('a'), oid('c')] } });
    expect(told?.verdict.relevant).toBe('yes');
  });

  it('leaves a release alone whose log was not read, and believes the count of one that was', () => {
    const judgeItems = judge();
    judgeItems([commit('a', 'rust: pin', { release: '7.1.3' })]);
    expect(judgeItems([release('7.1.3')])[0]?.item).toMatchObject({ log: undefined });
    const [told] = judgeItems([release('7.1.3', { log: { commits: 412, about: [] } })]);
    expect(told?.item).toMatchObject({ log: { commits: 412, about: [oid('a')] } });
  });

  it.each([
    ['its own id', oid('a')],
    ["mainline's id of a backport", oid('f')],
  ])('knows a commit by %s, from this try', (_, fix) => {
    const told = judge()([commit('a', 'rust: pin', { upstream: oid('f') }), advisory(fix)]);
    expect(told.at(-1)?.verdict.relevant).toBe('yes');
  });

  it.each([
    ['its own id', oid('a'), 'yes'],
    ["mainline's id of a backport", oid('f'), 'yes'],
    ['none', oid('9'), 'no'],
  ])('knows a commit by %s, from the store', (_, fix, relevant) => {
    const items = judge()([commit('a', 'rust: pin', { upstream: oid('f') })]);
    store.rememberItems({ source: 'releases', items, broken: [], memory: undefined });
    expect(judge()([advisory(fix)])[0]?.verdict.relevant).toBe(relevant);
  });
});
