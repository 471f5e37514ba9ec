import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { enqueue } from './delivery-world.ts';
import { NOON } from './item-world.ts';
import { createClocked, HOOK, JANE, makeCard, makeSubscription } from './outbox-world.ts';

/** What a store has to do with what cards are about, and where they stand. */
export function describeCards(name: string, openAt: (clock: () => number) => Store): void {
  const open = (): Store => openAt(() => NOON);

  describe(`${name}: what cards are about`, () => {
    it('is found by any of its keys, and changes with its card alone', () => {
      const { store, at } = createClocked(openAt);
      const first = store.follow(makeCard(), [1, 2]);
      expect(first).toEqual({ id: first.id, card: makeCard(), version: 1, updated: NOON, changed: true });
      at(NOON + 1);
      const { changed, ...same } = store.follow(makeCard(), [2, 3]);
      expect(changed).toBe(false);
      expect(same).toEqual({ id: first.id, card: makeCard(), version: 1, updated: NOON });
      const v2 = makeCard({ revision: 'v2', state: 'revised' });
      expect(store.follow(v2, [3])).toEqual({
        id: first.id,
        card: v2,
        version: 2,
        updated: NOON + 1,
        changed: true,
      });
      for (const key of [1, 2, 3]) expect(store.subjectOf([key, 99])?.card).toEqual(v2);
      expect(store.subject(first.id)?.version).toBe(2);
      expect(store.subjectOf([99])).toBeUndefined();
      expect(store.subject(99)).toBeUndefined();
    });

    it('is the same whatever the order in which a card tells it', () => {
      const store = open();
      store.follow(makeCard(), [1]);
      const turned = Object.fromEntries(Object.entries(makeCard()).reverse());
      expect(store.follow({ ...makeCard(), ...turned }, [1]).changed).toBe(false);
    });

    it('has large keys and negative ones, and many', () => {
      const store = open();
      const keys = [
        Number.MAX_SAFE_INTEGER,
        -(2 ** 52),
        0,
        ...Array.from({ length: 2000 }, (_, n) => n * 7919),
      ];
      const { id } = store.follow(makeCard(), keys);
      for (const key of keys.slice(0, 5)) expect(store.subjectOf([key])?.id).toBe(id);
    });

    it('is open as long as a card of it stands and nothing ended it', () => {
      const store = open();
      const cards = [
        makeCard({ id: 'a' }),
        makeCard({ id: 'b', state: 'merged' }),
        makeCard({ id: 'c', kind: 'release' }),
        makeCard({ id: 'd', state: 'applied to gizmo-next' }),
        makeCard({ id: 'e' }),
      ];
      const subjects = cards.map((card, n) => store.follow(card, [n]));
      for (const { id, card } of subjects) {
        if (card.id !== 'e') store.placeCard({ target: JANE, subject: id, subscription: 1, told: [] });
      }
      const ids = (...args: Parameters<Store['openSubjects']>): string[] =>
        store.openSubjects(...args).map(({ card }) => card.id);
      expect(ids(['series'], ['merged'])).toEqual(['a', 'd']);
      expect(ids(['series', 'release'], [])).toEqual(['a', 'b', 'c', 'd']);
      expect(ids([], [])).toEqual([]);
    });
  });

  describe(`${name}: cards`, () => {
    it('stand once in a target, told of and posted', () => {
      const store = open();
      const { subscription } = store.subscribe(makeSubscription());
      const { id: subject } = store.follow(makeCard(), [1]);
      const card = { target: JANE, subject, subscription: subscription.id, told: ['v1'] };
      expect(store.placeCard(card)).toBe(true);
      expect(store.placeCard({ ...card, subscription: 2 })).toBe(false);
      expect(store.placeCard({ ...card, target: HOOK })).toBe(true);
      store.markSteps(JANE, subject, ['v2', 'v1', 'applied']);
      store.markPosted(JANE, subject, 3, { ts: '1.2' });
      const told = ['v1', 'v2', 'applied'];
      const standing = { ...card, told, version: 3, receipt: { ts: '1.2' } };
      expect(store.cardsOf(subject)).toEqual([
        { ...card, target: HOOK, version: 0, receipt: undefined },
        standing,
      ]);
      // An edit gives no other receipt, and one that is late takes nothing back.
      store.markPosted(JANE, subject, 2, undefined);
      expect(store.cardsOf(subject)[1]).toEqual(standing);
      store.markSteps('console:', subject, ['v3']);
      store.markPosted('console:', subject, 3, undefined);
      expect(store.cardsOf(subject)).toHaveLength(2);
      expect(store.cardsOf(99)).toEqual([]);
    });

    it('that never came make room where nobody will send them; those that may have come stay', () => {
      const store = open();
      const { id: subject } = store.follow(makeCard(), [1]);
      const place = (subscription: number): boolean =>
        store.placeCard({ target: JANE, subject, subscription, told: [String(subscription)] });
      expect(place(77)).toBe(true);
      // Nobody is number 77.
      expect(place(78)).toBe(true);
      store.markPosted(JANE, subject, 1, { ts: '1' });
      expect(place(79)).toBe(false);
      expect(store.cardsOf(subject)).toMatchObject([{ subscription: 78, told: ['78'] }]);
    });
  });

  describe(`${name}: two that turn out to be one`, () => {
    it('go on as the older one, which has the cards of both', () => {
      const { store, at } = createClocked(openAt);
      const [older, younger] = [store.follow(makeCard(), [1]), store.follow(makeCard({ id: 'b' }), [2])];
      for (const revision of ['v2', 'v3', 'v4']) store.follow(makeCard({ id: 'b', revision }), [2]);
      store.placeCard({ target: HOOK, subject: older.id, subscription: 1, told: ['v1'] });
      store.placeCard({ target: HOOK, subject: younger.id, subscription: 1, told: ['v1', 'b1'] });
      store.placeCard({ target: JANE, subject: younger.id, subscription: 2, told: ['b2'] });
      store.markPosted(JANE, younger.id, 4, { ts: 'b' });
      const here = enqueue(store, { target: HOOK, lane: HOOK, subject: younger.id });
      const there = enqueue(store, { target: JANE, lane: JANE, subject: younger.id, kind: 'edit' });
      at(NOON + 9);
      const merged = store.follow(makeCard(), [1, 2, 3]);
      // Newer than all that stands anywhere, so that every card is written anew.
      expect(merged).toEqual({
        id: older.id,
        card: makeCard(),
        version: 5,
        updated: NOON + 9,
        changed: true,
      });
      expect(store.cardsOf(older.id)).toEqual([
        {
          target: HOOK,
          subject: older.id,
          subscription: 1,
          receipt: undefined,
          version: 0,
          told: ['v1', 'b1'],
        },
        { target: JANE, subject: older.id, subscription: 2, receipt: { ts: 'b' }, version: 4, told: ['b2'] },
      ]);
      expect(store.delivery(here.id)).toMatchObject({
        subject: older.id,
        state: 'suppressed',
        suppression: 'superseded',
        updated: NOON + 9,
      });
      expect(store.delivery(there.id)).toMatchObject({ subject: older.id, state: 'pending' });
      expect([1, 2, 3].map((key) => store.subjectOf([key])?.id)).toEqual([older.id, older.id, older.id]);
    });

    it('answer to either number, for those who know but the old one', () => {
      const store = open();
      const [a, b, c] = [1, 2, 3].map((key) => store.follow(makeCard({ id: `${key}` }), [key]).id);
      store.follow(makeCard(), [2, 3]);
      store.follow(makeCard(), [1, 3]);
      for (const id of [a, b, c].map(Number)) expect(store.subject(id)?.id).toBe(a);
      expect(store.placeCard({ target: JANE, subject: c ?? 0, subscription: 1, told: [] })).toBe(true);
      store.markSteps(JANE, b ?? 0, ['v2']);
      store.markPosted(JANE, c ?? 0, 2, { ts: '1' });
      expect(store.cardsOf(b ?? 0)).toEqual([
        { target: JANE, subject: a, subscription: 1, receipt: { ts: '1' }, version: 2, told: ['v2'] },
      ]);
    });

    it('are three, and go back to what they were where that fails', () => {
      const store = open();
      for (const key of [1, 2, 3]) store.follow(makeCard({ id: `${key}` }), [key]);
      const fail = (): never => {
        store.follow(makeCard(), [1, 2, 3]);
        throw new RangeError('no');
      };
      expect(() => store.atomically(fail)).toThrow(RangeError);
      expect([1, 2, 3].map((key) => store.subjectOf([key])?.card.id)).toEqual(['1', '2', '3']);
      expect(store.follow(makeCard(), [3, 2, 1])).toMatchObject({ version: 2, changed: true });
      expect(new Set([1, 2, 3].map((key) => store.subjectOf([key])?.id)).size).toBe(1);
    });
  });
}
