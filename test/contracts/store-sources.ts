import { describe, expect, it } from 'vitest';
import { type Notice, newSourceState, type SourceState } from '../../src/domain/source/state.ts';
import type { Store } from '../../src/ports/store.ts';
import { DAY, NOON } from './item-world.ts';

/** How sources are, what the admin has to know, and who may do what. */
export function describeSources(name: string, open: () => Store): void {
  const notice = (key: string, at: number): Notice => ({
    key,
    at,
    source: 'press',
    what: 'failing',
    text: `${key} of the press`,
  });

  describe(`${name}: the state of sources`, () => {
    const state: SourceState = {
      id: 'press',
      lastTry: NOON + 1,
      lastSuccess: NOON + 2,
      lastNews: NOON + 3,
      failures: 2,
      failingSince: NOON + 4,
      reason: 'press.example.org: no answer in 30 s',
      nextTry: NOON + 5,
      quiet: 6,
      items: 7,
      unreadable: 8,
      lost: 9,
      gap: 'the feed held nothing that was known',
      route: 'search',
      alerted: true,
    };

    it('is given back to the millisecond, and again after it was well', () => {
      const store = open();
      expect(store.sourceState('press')).toBeUndefined();
      store.saveSourceState(state, []);
      expect(store.sourceState('press')).toStrictEqual(state);
      store.saveSourceState(newSourceState('press'), []);
      expect(store.sourceState('press')).toStrictEqual(newSourceState('press'));
    });

    it('does not touch the memory, nor the memory it', () => {
      const store = open();
      store.remind('press', { etag: '"x"' });
      expect(store.sourceState('press')).toBeUndefined();
      store.saveSourceState(state, []);
      store.remind('press', { etag: '"y"' });
      store.saveSourceState({ ...state, id: 'wire' }, []);
      expect(store.memoryOf('press')).toEqual({ etag: '"y"' });
      expect(store.memoryOf('wire')).toBeUndefined();
      expect(store.sourceStates()).toStrictEqual([state, { ...state, id: 'wire' }]);
    });

    it('tells a notice once, the oldest first', () => {
      const store = open();
      const [one, two, three] = [notice('one', NOON + 2), notice('two', NOON + 1), notice('three', NOON + 2)];
      store.saveSourceState(state, [one, two]);
      store.saveSourceState(state, [{ ...two, text: 'told anew' }, three]);
      expect(store.untoldNotices()).toEqual([two, one, three]);
      store.markTold(['two', 'three', 'nobody']);
      store.saveSourceState(state, [two]);
      expect(store.untoldNotices()).toEqual([one]);
      store.markTold(['one']);
      expect(store.untoldNotices()).toEqual([]);
    });

    it('is saved with its notices or not at all', () => {
      const store = open();
      const bad = Object.assign(notice('bad', NOON), { number: 1n });
      expect(() => store.saveSourceState(state, [notice('good', NOON), bad])).toThrow(TypeError);
      expect(store.sourceState('press')).toBeUndefined();
      expect(store.untoldNotices()).toEqual([]);
    });
  });

  describe(`${name}: leases and jobs`, () => {
    const mine = { source: 'press', owner: 'me', until: NOON + 60_007 };
    const yours = { ...mine, owner: 'you' };
    const alive = (): boolean => true;

    it('one holds a source at a time', () => {
      const store = open();
      expect(store.lease(mine, NOON, alive)).toBeUndefined();
      expect(store.lease(yours, NOON, alive)).toEqual(mine);
      expect(store.lease({ ...yours, source: 'wire' }, NOON, alive)).toBeUndefined();
      store.release('press', 'you');
      expect(store.lease(yours, NOON, alive)).toEqual(mine);
      store.release('press', 'me');
      expect(store.lease(yours, NOON, alive)).toBeUndefined();
    });

    it('its holder may prolong it', () => {
      const store = open();
      store.lease(mine, NOON, alive);
      const longer = { ...mine, until: NOON + 120_000 };
      expect(store.lease(longer, NOON + 30_000, alive)).toBeUndefined();
      expect(store.lease(yours, mine.until, alive)).toEqual(longer);
    });

    it('ends with its time, or with its owner', () => {
      const store = open();
      store.lease(mine, NOON, alive);
      expect(store.lease(yours, mine.until - 1, alive)).toEqual(mine);
      expect(store.lease(yours, mine.until, alive)).toBeUndefined();
      const asked: string[] = [];
      const isAlive = (owner: string): boolean => {
        asked.push(owner);
        return false;
      };
      expect(store.lease({ ...mine, until: NOON + DAY }, NOON, isAlive)).toBeUndefined();
      expect(asked).toEqual(['you']);
    });

    it('a job is run by the first who claims it, and forgotten after two months', () => {
      const store = open();
      expect(store.claimJob('weekly 2026-19', NOON)).toBe(true);
      expect(store.claimJob('weekly 2026-19', NOON + DAY)).toBe(false);
      expect(store.claimJob('weekly 2026-20', NOON + 60 * DAY)).toBe(true);
      expect(store.claimJob('weekly 2026-19', NOON + 60 * DAY)).toBe(false);
      expect(store.claimJob('weekly 2026-28', NOON + 61 * DAY)).toBe(true);
      expect(store.claimJob('weekly 2026-19', NOON + 61 * DAY)).toBe(true);
    });
  });
}
