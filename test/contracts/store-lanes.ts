import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS, type NewSubscription } from '../../src/domain/subscription/subscription.ts';
import type { Store } from '../../src/ports/store.ts';
import { A, alive, B, dead, drain, enqueue, failed, HOUR, ids, lease, SENT } from './delivery-world.ts';
import { NOON } from './item-world.ts';

/** What every store has to do with lanes, their holders, and who wants nothing any more; `openAt` gives an empty one. */
export function describeLanes(name: string, openAt: (clock: () => number) => Store): void {
  const open = (): Store => openAt(() => NOON);

  describe(`${name}: what the dead left behind`, () => {
    it('is found where the holder is dead or the lease ended, and stays as it is', () => {
      const store = open();
      const [one, two, three] = [A, B, 'file:/c'].map((lane) => enqueue(store, { lane }));
      store.claim(A, lease('dead'), NOON);
      store.claim(B, lease('slow', NOON + 1), NOON);
      store.claim('file:/c', lease('me'), NOON);
      const isAlive = (owner: string): boolean => owner !== 'dead';
      expect(ids(store.orphans(NOON, isAlive, 9))).toEqual([one?.id]);
      expect(ids(store.orphans(NOON + 1, isAlive, 9)).sort()).toEqual([one?.id, two?.id]);
      expect(ids(store.orphans(NOON + HOUR, isAlive, 9)).sort()).toEqual([one?.id, two?.id, three?.id]);
      expect(store.orphans(NOON + HOUR, isAlive, 2)).toHaveLength(2);
      expect(store.orphans(NOON, alive, 9)).toEqual([]);
      expect(store.orphans(NOON, dead, 9)[0]).toMatchObject({ state: 'sending', attempts: 1, sentAt: NOON });
    });

    it('is adopted by the first who wants it', () => {
      const store = open();
      const { id } = enqueue(store, { lane: A });
      expect(store.adopt(id, lease('me'), NOON, dead)).toBe(false);
      store.claim(A, lease('dead'), NOON);
      const isAlive = (owner: string): boolean => owner !== 'dead';
      expect(store.adopt(id, lease('you'), NOON, alive)).toBe(false);
      expect(store.adopt(id, lease('me'), NOON, isAlive)).toBe(true);
      expect(store.adopt(id, lease('you'), NOON, isAlive)).toBe(false);
      expect(store.orphans(NOON, isAlive, 9)).toEqual([]);
      expect(store.settle(id, 'dead', SENT, NOON)).toBeUndefined();
      expect(store.settle(id, 'me', SENT, NOON)).toMatchObject({ state: 'sent', sentAt: NOON, attempts: 1 });
      expect(store.adopt(id, lease('you'), NOON + HOUR, dead)).toBe(false);
      expect(store.adopt(99, lease('you'), NOON + HOUR, dead)).toBe(false);
    });
  });

  describe(`${name}: lanes`, () => {
    it('come with the one that waited longest first', () => {
      const store = open();
      for (const [lane, due] of [
        ['a', 30],
        ['b', 10],
        ['c', 20],
        ['d', 99],
      ] as const) {
        enqueue(store, { lane, due: NOON + due });
      }
      expect(store.dueLanes(NOON + 30, 9)).toEqual(['b', 'c', 'a']);
      expect(store.dueLanes(NOON + 30, 2)).toEqual(['b', 'c']);
      expect(store.dueLanes(NOON + 9, 9)).toEqual([]);
      expect(store.nextDue()).toBe(NOON + 10);
      store.claim('b', lease('me'), NOON + 10);
      expect(store.nextDue()).toBe(NOON + 20);
      expect(store.dueLanes(NOON + 30, 9)).toEqual(['c', 'a']);
    });

    it('take turns where all fell due at once', () => {
      const store = open();
      for (const lane of ['a', 'b', 'c', 'a', 'b', 'c']) enqueue(store, { lane });
      const served = [1, 2, 3, 4, 5, 6].map((later) => {
        const lane = store.dueLanes(NOON, 1)[0] ?? '';
        const id = store.claim(lane, lease('me'), NOON)?.id ?? 0;
        store.settle(id, 'me', SENT, NOON + later);
        return lane;
      });
      expect(served).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
    });

    it('are stopped by what their names begin with, to the letter', () => {
      const store = open();
      const names = [
        'slack:T1/C1',
        'slack:T1/C2',
        'slack:T11/C1',
        'slack:T_/C1',
        'slack:T%/C1',
        'Slack:T1/C1',
        'smtp:',
      ];
      for (const lane of names) enqueue(store, { lane });
      const held = (prefix: string): string[] => {
        store.holdLanes(prefix, NOON + HOUR);
        const told = store.lanes().filter(({ until }) => until > 0);
        return told.map(({ lane }) => lane);
      };
      expect(held('slack:T_/')).toEqual(['slack:T_/C1']);
      expect(held('slack:T%/')).toEqual(['slack:T%/C1', 'slack:T_/C1']);
      expect(held('slack:T1/')).toEqual(['slack:T%/C1', 'slack:T1/C1', 'slack:T1/C2', 'slack:T_/C1']);
      expect(held('slack:')).not.toContain('Slack:T1/C1');
      expect(held('')).toHaveLength(names.length);
      store.holdLanes('', NOON);
      expect(store.lanes().map(({ until }) => until)).toEqual(names.map(() => NOON + HOUR));
    });
  });

  describe(`${name}: a subscription that is stopped`, () => {
    const wanted: NewSubscription = {
      target: { platform: 'mailto', text: A },
      filter: '',
      cadence: { kind: 'now' },
      options: DEFAULT_OPTIONS,
      created: NOON,
      digestUntil: NOON,
      digestNews: 0,
    };

    it('takes what waits with it, and the lane knows', () => {
      const store = open();
      const { id: subscription } = store.subscribe(wanted).subscription;
      const mine = [0, HOUR].map((more) => enqueue(store, { subscription, lane: A, due: NOON + more }));
      const other = enqueue(store, { subscription: 0, lane: A, due: NOON + 7 });
      expect(store.lanes()).toMatchObject([{ waiting: 3 }]);
      store.stopSubscription(subscription, 'paused', 'holidays');
      expect(store.lanes()).toMatchObject([{ waiting: 1 }]);
      expect(store.nextDue()).toBe(NOON + 7);
      expect(store.delivery(mine[0]?.id ?? 0)).toMatchObject({ state: 'suppressed', suppression: 'paused' });
      expect(store.resumeSubscription(subscription, true)).toBe(2);
      expect(store.lanes()).toMatchObject([{ waiting: 3 }]);
      expect(drain(store, A, NOON + 7)).toEqual([mine[0]?.id, other.id]);
      expect(drain(store, A, NOON + HOUR)).toEqual([mine[1]?.id]);
    });

    it('gets nothing of what comes or comes back after that', () => {
      const store = open();
      const { id: subscription } = store.subscribe(wanted).subscription;
      const flying = enqueue(store, { subscription, lane: A });
      store.claim(A, lease('me'), NOON);
      store.stopSubscription(subscription, 'suspended', 'gone');
      const late = enqueue(store, { subscription, lane: A });
      const notice = enqueue(store, { subscription, lane: A, kind: 'notice' });
      const back = store.settle(flying.id, 'me', failed(NOON + 1), NOON);
      for (const held of [late, back]) {
        expect(held).toMatchObject({ state: 'suppressed', suppression: 'suspended' });
      }
      expect(drain(store, A, NOON + 1)).toEqual([notice.id]);
      expect(store.resumeSubscription(subscription, true)).toBe(2);
      expect(drain(store, A, NOON + 1)).toEqual([flying.id, late.id]);
      store.removeSubscription(subscription);
      expect(enqueue(store, { subscription, lane: A })).toMatchObject({ suppression: 'removed' });
      expect(enqueue(store, { subscription: 0, lane: A })).toMatchObject({ state: 'pending' });
    });
  });
}
