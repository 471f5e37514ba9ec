import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { batch, DAY, judged, makeRelease, NOON } from './item-world.ts';
import { idOf, learn, logged, patches } from './news-world.ts';
import { createClocked, makeSubscription, NINE } from './outbox-world.ts';
import { cursorAt, listRef, settleRust } from './store-world.ts';

/** What a store has to answer of the log of what became known, and when it lets go of it. */
export function describeNewsAsked(name: string, openAt: (clock: () => number) => Store): void {
  const open = (): Store => openAt(() => NOON);

  describe(`${name}: asking the news`, () => {
    it('gives a slice of it, mails and items as they came', () => {
      const store = open();
      learn(store, patches(1));
      store.rememberItems(batch([judged(makeRelease())]));
      learn(store, patches(2, 3));
      expect(logged(store)).toEqual(['rust-1@x', '9.1.3', 'rust-2@x', 'rust-3@x']);
      expect(logged(store, 1, 2)).toEqual(['9.1.3', 'rust-2@x']);
      expect(logged(store, 4)).toEqual([]);
      expect(store.keptLearned({ after: 1, upTo: 3 }).map(({ messageId }) => messageId)).toEqual([
        'rust-2@x',
      ]);
      expect(store.itemsLearned({ after: 1, upTo: 2 })).toHaveLength(1);
      expect(store.itemsLearned({ after: 2, upTo: 4 })).toEqual([]);
    });

    it('knows when a mail became known, and what was known at a time, though the clock goes wrong', () => {
      const { store, at } = createClocked(openAt);
      learn(store, patches(9), 'history');
      for (const [n, time] of [NOON, NOON + DAY, NOON + 2].entries()) {
        at(time);
        learn(store, patches(n));
      }
      const [old, first, second] = [9, 0, 1].map((n) => idOf(store, `rust-${n}@x`));
      expect(store.learnedMails([old, first, second].map(Number))).toEqual(
        new Map([
          [first, { id: 1, at: NOON }],
          [second, { id: 2, at: NOON + DAY }],
        ]),
      );
      expect([NOON - 1, NOON, NOON + 1, NOON + 2, NOON + DAY].map(store.newsAt)).toEqual([0, 1, 1, 3, 3]);
    });

    it('is matched by one who is there first; its words go with that', () => {
      const store = open();
      learn(store, patches(1, 2, 3));
      expect(store.matchedUpTo()).toBe(0);
      expect(store.moveMatched(0, 2)).toBe(true);
      expect(store.moveMatched(0, 3)).toBe(false);
      expect(store.matchedUpTo()).toBe(2);
      const words = store.newsAfter(0, 9).map((one) => (one.what === 'mail' ? one.words : '?'));
      expect(words).toEqual(['', '', expect.stringContaining('lever3')]);
    });

    it('is forgotten once it is old, matched, and told by every digest', () => {
      const { store, at } = createClocked(openAt);
      learn(store, patches(1, 2, 3, 4));
      at(NOON + DAY);
      learn(store, patches(5));
      expect(store.forgetNews(NOON + 1)).toBe(0);
      store.moveMatched(0, 3);
      const { subscription } = store.subscribe(makeSubscription({ cadence: NINE, digestNews: 1 }));
      store.subscribe(makeSubscription());
      expect(store.forgetNews(NOON)).toBe(0);
      expect(store.forgetNews(NOON + 1)).toBe(1);
      store.changeSubscription(subscription.id, { digestNews: 5 });
      expect(store.forgetNews(NOON + 2 * DAY)).toBe(2);
      expect(logged(store)).toEqual(['rust-4@x', 'rust-5@x']);
      store.moveMatched(3, 5);
      expect(store.forgetNews(NOON + 2 * DAY)).toBe(2);
      expect(store.lastNews()).toBe(0);
      learn(store, patches(6));
      expect(store.newsAfter(store.matchedUpTo(), 9).map(({ id }) => id)).toEqual([6]);
    });

    it('tells which archives are read for the first time as yet', () => {
      const store = open();
      const { id } = store.openArchive(listRef('gizmo'));
      const first = (): (boolean | undefined)[] => store.archives().map((one) => one.isFirstReading);
      expect(first()).toEqual([false]);
      store.remember(id, patches(1), () => cursorAt('c1'), settleRust, 'history');
      expect(first()).toEqual([true]);
      store.remember(id, patches(2), () => cursorAt('c2'), settleRust, 'history');
      expect(first()).toEqual([true]);
      store.endFirstReading(id);
      store.remember(id, patches(3), () => cursorAt('c3'), settleRust, 'history');
      store.remember(id, patches(4), () => cursorAt('c4'), settleRust);
      expect(first()).toEqual([false]);
    });
  });
}
