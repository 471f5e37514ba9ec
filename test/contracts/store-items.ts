import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/domain/item/item.ts';
import { keyOf } from '../../src/domain/thread.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  batch,
  DAY,
  judged,
  makeAdvisory,
  makeArticle,
  makeCommit,
  makeRelease,
  NOON,
} from './item-world.ts';

/** `open` gives an empty store that takes the time from the clock. */
export type OpenAt = (clock: () => number) => Store;

const ids = (items: readonly { readonly item: Item }[]): string[] => items.map(({ item }) => item.id);

/** What a store has to do with what comes in beside mail. */
export function describeItems(name: string, openAt: OpenAt): void {
  const clocked = (): { store: Store; at: (time: number) => void } => {
    let now = NOON;
    return {
      store: openAt(() => now),
      at: (time) => {
        now = time;
      },
    };
  };
  const open = (): Store => clocked().store;

  describe(`${name}: remembering items`, () => {
    const all = [
      judged(makeCommit({ files: ['rust/kernel/gizmo.rs'], committed: NOON + 1, upstream: 'c'.repeat(40) })),
      judged(makeRelease({ log: { commits: 7, about: ['a'.repeat(40)] } }), 'incidental'),
      judged(
        makeAdvisory({ score: { base: 7.8, severity: 'high', vector: undefined }, published: NOON }),
        'discussion',
      ),
      judged(makeArticle({ title: 'a\0b \ud800 "\u2028' })),
    ];

    it('gives each back as it was told', () => {
      const store = open();
      expect(store.rememberItems(batch(all))).toEqual({ added: all, changed: [], known: 0, unreadable: 0 });
      for (const one of all) {
        const known = { ...one, firstSeen: NOON, changed: NOON, sources: ['press'] };
        expect(store.item(one.item.kind, one.item.id)).toEqual(known);
        expect(store.items({ kinds: [one.item.kind] })).toEqual([known]);
      }
      expect(store.item('commit', makeRelease().id)).toBeUndefined();
      expect(store.status().items).toEqual({
        release: { all: 1, about: 0 },
        commit: { all: 1, about: 1 },
        advisory: { all: 1, about: 1 },
        article: { all: 1, about: 1 },
      });
    });

    it('told once more adds the source and nothing else', () => {
      const { store, at } = clocked();
      store.rememberItems(batch(all));
      at(NOON + DAY);
      for (const source of ['wire', 'press', 'wire']) {
        const told = store.rememberItems(batch(all, { source }));
        expect(told).toEqual({ added: [], changed: [], known: 4, unreadable: 0 });
      }
      const [, release] = all;
      expect(store.item('release', '9.1.3')).toEqual({
        ...release,
        firstSeen: NOON,
        changed: NOON,
        sources: ['press', 'wire'],
      });
    });

    it('tells what says something else, and when that was', () => {
      const { store, at } = clocked();
      store.rememberItems(batch([judged(makeCommit())]));
      at(NOON + DAY);
      const fuller = judged(makeCommit({ files: ['rust/gizmo.rs'], body: '' }), 'none', ['more']);
      const { changed, ...rest } = store.rememberItems(batch([fuller], { source: 'clone' }));
      expect(rest).toEqual({ added: [], known: 0, unreadable: 0 });
      const merged = { ...makeCommit(), files: ['rust/gizmo.rs'] };
      expect(changed).toMatchObject([{ item: merged, verdict: { category: 'code' } }]);
      expect(store.item('commit', merged.id)).toEqual({
        ...changed[0],
        firstSeen: NOON,
        changed: NOON + DAY,
        sources: ['clone', 'press'],
      });
      for (const key of [merged.id, 'more']) expect(store.items({ keys: [keyOf(key)] })).toHaveLength(1);
    });

    it('counts a verdict that turns to the topic as a change, and no other', () => {
      const { store, at } = clocked();
      store.rememberItems(batch([judged(makeRelease(), 'none')]));
      expect(store.items({ relevant: 'yes' })).toEqual([]);
      at(NOON + DAY);
      expect(store.rememberItems(batch([judged(makeRelease(), 'prereq')]))).toMatchObject({ known: 1 });
      const turned = store.rememberItems(batch([judged(makeRelease(), 'discussion')]));
      expect(turned).toMatchObject({ known: 0, changed: [{ verdict: { relevant: 'yes' } }] });
      expect(store.items({ relevant: 'yes' })).toMatchObject([{ changed: NOON + DAY }]);
      expect(store.rememberItems(batch([judged(makeRelease(), 'code')]))).toMatchObject({ known: 1 });
      expect(store.rememberItems(batch([judged(makeRelease(), 'none')]))).toMatchObject({ known: 1 });
      expect(store.item('release', '9.1.3')?.verdict.category).toBe('code');
    });

    it('told twice in a batch is told of once, as it is in the end', () => {
      const store = open();
      const twice = [judged(makeCommit()), judged(makeCommit({ release: '9.1.3' }))];
      const added = store.rememberItems(batch([...twice, ...twice]));
      expect(added).toMatchObject({ added: [{ item: { release: '9.1.3' } }], changed: [], known: 2 });
      expect(added.added).toHaveLength(1);
    });

    it('holds an article by its id within its source', () => {
      const store = open();
      const other = judged(makeArticle({ source: 'wire', title: 'Another', date: NOON + 1 }));
      store.rememberItems(batch([judged(makeArticle())]));
      expect(store.rememberItems(batch([other], { source: 'wire' })).added).toEqual([other]);
      expect(store.items({ kinds: ['article'] }).map(({ item }) => item.source)).toEqual(['wire', 'press']);
      expect(store.item('article', other.item.id)?.item.title).toBe('Another');
    });

    it('counts what could not be read, once a source and place', () => {
      const store = open();
      const broken = [
        { place: 'line 1', why: 'no id' },
        { place: 'line 1', why: 'no title' },
        { place: 'line 2', why: 'no id' },
      ];
      expect(store.rememberItems(batch([], { broken })).unreadable).toBe(2);
      expect(store.rememberItems(batch([], { broken })).unreadable).toBe(0);
      expect(store.rememberItems(batch([], { broken, source: 'wire' })).unreadable).toBe(2);
      expect(store.brokenItems('press', 9)).toEqual([
        { place: 'line 2', why: 'no id' },
        { place: 'line 1', why: 'no id' },
      ]);
      expect(store.brokenItems('press', 1)).toHaveLength(1);
      expect(store.brokenItems('nobody', 9)).toEqual([]);
      expect(store.status()).toMatchObject({ brokenItems: 4, unreadable: 0 });
    });

    it('remembers the memory with the items; undefined leaves it as it was', () => {
      const store = open();
      expect(store.memoryOf('press')).toBeUndefined();
      const memory = { etag: '"x"', seen: ['a', 'b'], at: { day: NOON, never: undefined } };
      store.rememberItems(batch(all, { memory }));
      store.rememberItems(batch(all));
      expect(store.memoryOf('press')).toEqual(memory);
      store.remind('press', { etag: '"y"' });
      store.remind('wire', {});
      expect([store.memoryOf('press'), store.memoryOf('wire')]).toEqual([{ etag: '"y"' }, {}]);
      expect(store.sourceStates()).toEqual([]);
    });

    it('does all of a batch or nothing', () => {
      const store = open();
      const items = function* (): Generator<(typeof all)[number]> {
        yield* all;
        throw new Error('in the middle');
      };
      const failing = { ...batch([]), broken: [{ place: 'x', why: 'y' }], memory: { etag: '"x"' } };
      const endless = Object.assign([], { [Symbol.iterator]: items });
      expect(() => store.rememberItems({ ...failing, items: endless })).toThrow('in the middle');
      expect(() => store.rememberItems({ ...failing, items: all, memory: { number: 1n } })).toThrow(
        TypeError,
      );
      expect(store.items({})).toEqual([]);
      expect(store.brokenItems('press', 9)).toEqual([]);
      expect(store.memoryOf('press')).toBeUndefined();
      expect(store.rememberItems(batch(all)).added).toHaveLength(4);
    });
  });

  describe(`${name}: questions about items`, () => {
    const commit = (n: number, fields: Parameters<typeof makeCommit>[0] = {}) =>
      makeCommit({ id: n.toString(16).padStart(40, '0'), date: NOON + n, ...fields });

    function filled(): Store {
      const { store, at } = clocked();
      const many = Array.from({ length: 40 }, (_, n) =>
        judged(commit(n), n % 4 === 0 ? 'code' : 'none', [`own ${n}`, `title ${n % 10}`]),
      );
      at(NOON + 100);
      store.rememberItems(batch(many.reverse()));
      store.rememberItems(batch([judged(makeRelease({ id: '9.2', date: NOON + 20 }))]));
      store.rememberItems(batch([judged(makeArticle({ date: undefined }))]));
      return store;
    }
    const numbers = (items: ReturnType<Store['items']>): number[] =>
      items.map(({ item }) => Number.parseInt(item.id, 16));

    it('newest first, by the date that is told, else by when it was first seen', () => {
      const store = filled();
      expect(ids(store.items({ limit: 2 }))).toEqual([makeArticle().id, commit(39).id]);
      expect(ids(store.items({ kinds: ['release', 'commit'], since: NOON + 20, until: NOON + 21 }))).toEqual([
        '9.2',
        commit(20).id,
      ]);
      expect(store.items({})).toHaveLength(42);
      expect(store.items({ kinds: [] })).toEqual([]);
      expect(store.items({ limit: 0 })).toEqual([]);
    });

    it('by period (half open), kind and relevance', () => {
      const store = filled();
      const period = { since: NOON + 4, until: NOON + 8 };
      expect(numbers(store.items({ ...period, kinds: ['commit'] }))).toEqual([7, 6, 5, 4]);
      expect(numbers(store.items({ ...period, relevant: 'yes' }))).toEqual([4]);
      expect(store.items({ since: NOON + 101 })).toEqual([]);
      expect(store.items({ since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY })).toHaveLength(
        42,
      );
      expect(numbers(store.items({ kinds: ['commit'], relevant: 'yes', limit: 3 }))).toEqual([36, 32, 28]);
    });

    it('by a commit’s coming into its tree, rather than when it was written', () => {
      const store = open();
      store.rememberItems(
        batch([
          judged(commit(1, { date: NOON - 30 * DAY, committed: NOON })),
          judged(commit(2, { date: NOON - 1 })),
        ]),
      );
      expect(numbers(store.items({}))).toEqual([1, 2]);
      store.rememberItems(batch([judged(commit(2, { committed: NOON + 5 }))]));
      expect(numbers(store.items({}))).toEqual([2, 1]);
    });

    it('by keys, any number of them, each item once', () => {
      const store = filled();
      expect(numbers(store.items({ keys: [keyOf('own 3'), keyOf('title 3')] }))).toEqual([33, 23, 13, 3]);
      const keys = Array.from({ length: 3000 }, (_, n) => keyOf(`own ${n}`));
      expect(store.items({ keys })).toHaveLength(40);
      expect(numbers(store.items({ keys, relevant: 'yes', limit: 2, until: NOON + 30 }))).toEqual([28, 24]);
      expect(store.items({ keys, kinds: ['release'] })).toEqual([]);
      expect(store.items({ keys: [] })).toEqual([]);
    });
  });
}
