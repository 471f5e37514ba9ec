import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { makeMails, START } from '../sources/mails.ts';
import { listRef, mailEntry, QUERY, remember, rustPatch } from './store-world.ts';

export type Opened = { readonly store: Store; readonly archive: number };

/** What is asked of a store. */
export function describeQuestions(name: string, opened: () => Opened): void {
  describe(`${name}: questions`, () => {
    function filled(): Store {
      const { store, archive } = opened();
      const mails = Array.from({ length: 30 }, (_, n) =>
        rustPatch(n, n % 3 ? 'walrus' : 'walrus and octopus'),
      );
      remember(store, archive, [...mails.reverse(), ...makeMails(5)].map(mailEntry));
      return store;
    }
    const idsOf = (hits: ReturnType<Store['search']>): string[] => hits.map(({ row }) => row.messageId);
    const walrus = { kind: 'word', word: 'walrus' } as const;
    const octopus = { kind: 'word', word: 'octopus' } as const;

    it('search: newest first, page by page', () => {
      const store = filled();
      const want = Array.from({ length: 30 }, (_, n) => `rust-${29 - n}@x`);
      for (const match of [undefined, walrus]) {
        const got: string[] = [];
        for (let after: number | undefined; ; ) {
          const page = store.search({ ...QUERY, match, limit: 7, after });
          got.push(...idsOf(page));
          after = page.at(-1)?.place;
          if (page.length < 7) break;
        }
        expect(got).toEqual(want);
      }
    });

    it('search: by words, phrases, beginnings and dates', () => {
      const store = filled();
      expect(store.search({ ...QUERY, match: octopus })).toHaveLength(10);
      expect(store.search({ ...QUERY, match: { kind: 'phrase', words: ['and', 'octopus'] } })).toHaveLength(
        10,
      );
      expect(store.search({ ...QUERY, match: { kind: 'prefix', words: ['octo'] } })).toHaveLength(10);
      expect(store.search({ ...QUERY, match: { kind: 'and', of: [walrus, octopus] } })).toHaveLength(10);
      expect(store.search({ ...QUERY, match: { kind: 'or', of: [walrus, octopus] } })).toHaveLength(30);
      expect(store.search({ ...QUERY, match: { kind: 'word', word: 'OR "' } })).toEqual([]);
      const period = { since: (START + 60) * 1000, until: (START + 180) * 1000 };
      for (const match of [undefined, walrus]) {
        expect(idsOf(store.search({ ...QUERY, match, ...period }))).toEqual(['rust-2@x', 'rust-1@x']);
      }
    });

    it('hear: which of these have the words', () => {
      const store = filled();
      const rows = store.keptBetween({ since: 0, until: Number.MAX_SAFE_INTEGER }).slice(0, 9);
      const heard = store.hear(
        octopus,
        rows.map(({ id }) => id),
      );
      expect(rows.filter(({ id }) => heard.has(id)).map(({ messageId }) => messageId)).toEqual([
        'rust-0@x',
        'rust-3@x',
        'rust-6@x',
      ]);
      expect(store.hear(octopus, []).size).toBe(0);
    });

    it('periods and threads: oldest first', () => {
      const store = filled();
      const period = { since: START * 1000, until: (START + 120) * 1000 };
      const kept = store.keptBetween(period);
      expect(kept.map(({ messageId }) => messageId)).toEqual(['rust-0@x', 'rust-1@x']);
      expect(
        store.mailsInThreads(kept.map(({ thread }) => thread)).map(({ messageId }) => messageId),
      ).toEqual(['rust-0@x', 'rust-1@x']);
      expect(store.countMails(period)).toBe(7);
      expect(store.countPatches(period)).toBe(2);
      expect(store.span()).toEqual({ since: START * 1000, until: (START + 29 * 60) * 1000 });
      expect(opened().store.span()).toBeUndefined();
    });

    it('authors: who sent a patch about the topic before', () => {
      const store = filled();
      const emails = ['jane@example.org', 'john@example.org'];
      expect([...store.knownAuthors(emails, (START + 60) * 1000)]).toEqual(['jane@example.org']);
      expect(store.knownAuthors(emails, START * 1000).size).toBe(0);
    });

    it('status: what there is', () => {
      const status = filled().status();
      expect(status).toMatchObject({
        messages: 35,
        kept: 30,
        byCategory: { code: 30, none: 5 },
        unreadable: 0,
      });
      expect(status).toMatchObject({ oldest: START * 1000, newest: (START + 29 * 60) * 1000 });
      expect(status.archives).toMatchObject([{ ...listRef('gizmo'), messages: 35, unreadable: 0 }]);
      expect(status.bytes).toBeGreaterThan(0);
    });
  });
}
