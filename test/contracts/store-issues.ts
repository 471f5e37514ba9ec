import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { DAY, NOON } from './item-world.ts';
import { createClocked, DIGEST } from './outbox-world.ts';

const WEEK = { filter: '', since: NOON - 7 * DAY, until: NOON, digest: DIGEST };

/** What a store has to do with digests that were made. */
export function describeIssues(name: string, openAt: (clock: () => number) => Store): void {
  describe(`${name}: digests that were made`, () => {
    it('are given back as they were made, the first of the same id', () => {
      const { store, at } = createClocked(openAt);
      const made = store.saveIssue({ id: 'a', ...WEEK });
      expect(made).toEqual({ id: 'a', ...WEEK, created: NOON });
      at(NOON + 1);
      expect(store.saveIssue({ id: 'a', ...WEEK, digest: { ...DIGEST, mailsRead: 8 } })).toEqual(made);
      expect(store.issue('a')).toEqual(made);
      expect(store.issue('b')).toBeUndefined();
    });

    it('are listed newest first, all or those of a filter', () => {
      const { store, at } = createClocked(openAt);
      for (const [n, id] of ['x', 'a', 'c', 'b'].entries()) {
        at(NOON + Math.min(n, 2));
        store.saveIssue({ ...WEEK, id, filter: n % 2 === 0 ? '' : 'area:core', until: NOON + n });
      }
      const ids = (query: Parameters<Store['issues']>[0]): string[] =>
        store.issues(query).map(({ id }) => id);
      expect(ids({ limit: 9 })).toEqual(['b', 'c', 'a', 'x']);
      expect(ids({ limit: 2 })).toEqual(['b', 'c']);
      expect(ids({ filter: '', limit: 9 })).toEqual(['c', 'x']);
      expect(ids({ filter: 'area:core', limit: 1 })).toEqual(['b']);
      expect(ids({ filter: 'area:none', limit: 9 })).toEqual([]);
    });
  });

  describe(`${name}: several steps at once`, () => {
    const open = (): Store => openAt(() => NOON);

    it('are all taken, and give what they come to', () => {
      const store = open();
      expect(store.atomically(() => store.saveIssue({ id: 'a', ...WEEK }).id)).toBe('a');
      expect(store.issue('a')).toBeDefined();
    });

    it('leave nothing where one of them throws, whatever was in it', () => {
      const store = open();
      const act = (): never => {
        store.saveIssue({ id: 'a', ...WEEK });
        store.setBrake({ since: NOON, reason: 'no more' });
        store.secret();
        store.atomically(() => store.saveIssue({ id: 'b', ...WEEK }));
        throw new RangeError('no');
      };
      expect(() => store.atomically(act)).toThrow(new RangeError('no'));
      expect(store.issues({ limit: 9 })).toEqual([]);
      expect(store.brake()).toBeUndefined();
      expect(store.saveIssue({ id: 'b', ...WEEK }).id).toBe('b');
    });
  });

  describe(`${name}: the secret`, () => {
    it('is made once, of 32 random bytes, and never the same in another store', () => {
      const [one, other] = [openAt(() => NOON), openAt(() => NOON)];
      expect(one.secret()).toMatch(/^[0-9a-f]{64}$/);
      expect(one.secret()).toBe(one.secret());
      expect(one.secret()).not.toBe(other.secret());
    });
  });
}
