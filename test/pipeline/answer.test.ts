import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { Filter } from '../../src/domain/filter/ast.ts';
import { parseFilter } from '../../src/domain/filter/parse.ts';
import type { MessageId } from '../../src/domain/ids.ts';
import type { KeptRow } from '../../src/domain/kept.ts';
import { findMail, search } from '../../src/pipeline/answer.ts';
import { filterRows } from '../../src/pipeline/filtering.ts';
import { explainMail } from '../../src/pipeline/rejudge.ts';
import { fetchBlobs } from '../../src/sources/archive/bodies.ts';
import { type DemoStore, makeDemoStore } from './demo-store.ts';

let demo: DemoStore;
let all: readonly KeptRow[];
beforeAll(async () => {
  demo = await makeDemoStore();
  all = demo.store.keptBetween({ since: 0, until: demo.world.end });
});
afterAll(() => demo.remove());

function filterOf(text: string): Filter {
  const parsed = parseFilter(text, { area: RUST.areas.map(({ area }) => area) });
  if (!parsed.ok) throw new Error(text);
  return parsed.filter;
}

function newest(text: string, limit = 10_000): string[] {
  return search(demo.store, filterOf(text), { limit, order: 'newest' }).map(({ messageId }) => messageId);
}

describe('a search', () => {
  it('for everything gives every kept mail, newest first', () => {
    const hits = search(demo.store, { kind: 'all' }, { limit: 10_000, order: 'newest' });
    expect(hits).toHaveLength(all.length);
    expect(hits.map(({ date }) => date)).toEqual(all.map(({ date }) => date).toReversed());
    expect(newest('', 7)).toEqual(newest('').slice(0, 7));
  });

  it.each([
    'gpio',
    'kind:patch gpio',
    'kind:patch -gpio',
    'author:mireille',
    '"gpio" OR spi',
    '-kind:reply',
    'category:docs',
    'is:applied',
    'since:2026-03-01 until:2026-03-10 rust',
    'nosuchwordanywhere',
  ])('for %s gives what the filter holds for, past all pages', (text) => {
    const wanted = filterRows(demo.store, filterOf(text), all).map(({ messageId }) => messageId);
    expect(newest(text).toSorted()).toEqual(wanted.toSorted());
  });

  it('starts and stops at the days it names, both of them inside', () => {
    const hits = search(demo.store, filterOf('since:2026-03-24 until:2026-03-24'), {
      limit: 10_000,
      order: 'newest',
    });
    expect(hits.length).toBeGreaterThan(5);
    expect(new Set(hits.map(({ date }) => new Date(date).toISOString().slice(0, 10)))).toEqual(
      new Set(['2026-03-24']),
    );
    const before = search(
      demo.store,
      { kind: 'all' },
      { limit: 3, order: 'newest', until: Date.UTC(2026, 2, 1) },
    );
    expect(before.every(({ date }) => date < Date.UTC(2026, 2, 1))).toBe(true);
  });

  it('by relevance puts postings before the talk about them', () => {
    const kinds = search(demo.store, filterOf('gpio'), { limit: 60, order: 'relevance' }).map(
      ({ kind }) => kind,
    );
    expect(kinds[0]).toBe('cover');
    expect(kinds.indexOf('reply')).toBeGreaterThan(kinds.lastIndexOf('cover'));
  });

  it.each([
    'path:rust/kernel/**',
    'path:rust/kernel/*.rs kind:patch',
    'path:Kconfig',
    'path:/rust/helpers/',
    'path:drivers/gpu/h*/*.rs',
    'path:**/*.rst',
    '-path:rust/**',
    'path:rust/**,drivers/**',
  ])('loses nothing by looking paths up as words: %s', (text) => {
    const filter = filterOf(text);
    const all = demo.store.keptBetween({ since: 0, until: Date.UTC(2030, 0) });
    const expected = filterRows(demo.store, filter, all).map(({ messageId }) => messageId);
    const found = search(demo.store, filter, { limit: 5000, order: 'newest' });
    expect(expected.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ messageId }) => messageId))).toEqual(new Set(expected));
  });

  it('asks the store for no more than a page or two where the first ones do', () => {
    let rows = 0;
    const counting = {
      ...demo.store,
      search: (query: Parameters<typeof demo.store.search>[0]) => {
        rows += query.limit;
        return demo.store.search(query);
      },
    };
    search(counting, { kind: 'all' }, { limit: 5, order: 'newest' });
    expect(rows).toBeLessThanOrEqual(20);
  });
});

describe('the explanation of a mail', () => {
  const idOf = (wanted: (mail: DemoStore['world']['expected'][number]) => boolean): MessageId => {
    const mail = demo.world.expected.find(wanted);
    return (mail?.messageId ?? '') as MessageId;
  };
  const explain = (id: MessageId): ReturnType<typeof explainMail> =>
    explainMail(demo.store, fetchBlobs, id, RUST);

  it('of a kept one is its evidence', async () => {
    const id = idOf(({ category, kind }) => category === 'code' && kind === 'patch');
    const told = await explain(id);
    expect(told?.verdict).toMatchObject({ category: 'code', relevant: 'yes' });
    expect(told?.verdict.evidence.length).toBeGreaterThan(0);
  });

  it('of one that is about nothing names the words that only look like it', async () => {
    const told = await explain(
      idOf(({ messageId }) => findMail(demo.store, messageId as MessageId)?.category === 'none'),
    );
    expect(told?.verdict).toMatchObject({ category: 'none', relevant: 'no' });
    expect(told?.note).toBeNull();
  });

  it('says so where the text is gone', async () => {
    const id = idOf(({ messageId }) => findMail(demo.store, messageId as MessageId)?.category === 'none');
    const told = await explainMail(demo.store, async () => Promise.reject(new Error('gone')), id, RUST);
    expect(told?.note).toMatch(/cannot be had any more/);
  });

  it('of an unknown one is none', async () => {
    expect(await explain('no@such' as MessageId)).toBeUndefined();
  });
});
