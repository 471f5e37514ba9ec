import { describe, expect, it } from 'vitest';
import { ON_DEMAND } from '../../src/ports/archive.ts';
import type { BatchEntry, Store } from '../../src/ports/store.ts';
import { makeMail } from '../sources/mails.ts';
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
import { idOf, learn, logged, patches } from './news-world.ts';
import { createClocked } from './outbox-world.ts';
import { cursorAt, find, listRef, mailEntry, removalEntry, rustPatch, settleRust } from './store-world.ts';

/** What a store has to do with the log of what became known. */
export function describeNews(name: string, openAt: (clock: () => number) => Store): void {
  const open = (): Store => openAt(() => NOON);

  describe(`${name}: news of mails`, () => {
    it('has those that are kept, in the order in which they came, as the store gives them, with their words', () => {
      const { store, at } = createClocked(openAt);
      learn(store, [...patches(2), mailEntry(makeMail({ id: 'talk@x' }))]);
      at(NOON + 5);
      learn(store, patches(1));
      const [first, second] = store.newsAfter(0, 100);
      expect(logged(store)).toEqual(['rust-2@x', 'rust-1@x']);
      expect([first?.at, second?.at]).toEqual([NOON, NOON + 5]);
      expect(first).toMatchObject({ what: 'mail', words: expect.stringContaining('lever2') });
      const kept = store.keptBetween({ since: 0, until: Number.MAX_SAFE_INTEGER });
      const rows = store.newsAfter(0, 100).map((one) => (one.what === 'mail' ? one.row : undefined));
      expect(rows.toReversed()).toEqual(kept);
      expect(store.keptLearned({ after: 0, upTo: store.lastNews() })).toEqual(rows);
    });

    it('has nothing of history, and nothing twice', () => {
      const store = open();
      learn(store, patches(1), 'history');
      expect(store.lastNews()).toBe(0);
      learn(store, patches(1, 2));
      learn(store, patches(1, 2));
      expect(logged(store)).toEqual(['rust-2@x']);
    });

    it('comes with the mail or not at all', () => {
      const store = open();
      const { id } = store.openArchive(listRef('gizmo'));
      const fail = (): never => {
        throw new RangeError('the cursor is gone');
      };
      expect(() => store.remember(id, patches(1), fail, settleRust)).toThrow(RangeError);
      expect(find(store, 'rust-1@x')).toBeUndefined();
      expect(store.lastNews()).toBe(0);
      learn(store, patches(1));
      expect(logged(store)).toEqual(['rust-1@x']);
    });

    it('has what its thread made of it only later, once its text was read', () => {
      const store = open();
      const { answer, cover } = talk();
      learn(store, [mailEntry(answer)]);
      expect(logged(store)).toEqual([]);
      learn(store, [mailEntry(cover)]);
      const [pending] = store.pendingTexts(10, 0);
      expect(pending?.messageId).toBe('answer@x');
      expect(logged(store)).toEqual(['cover@x']);
      const entry = mailEntry(answer);
      const text = entry.what === 'mail' ? entry.mail.keep() : undefined;
      store.keepTexts(new Map([[pending?.id ?? 0, text]]), settleRust, 'history');
      expect(logged(store)).toEqual(['cover@x']);
      // As if it came anew.
      store.keepTexts(new Map([[pending?.id ?? 0, text]]), settleRust);
      expect(logged(store)).toEqual(['cover@x']);
    });

    it('has texts that were waited for, where they are news', () => {
      const store = open();
      const { answer, cover } = talk();
      learn(store, [mailEntry(answer)]);
      learn(store, [mailEntry(cover)]);
      const entry = mailEntry(answer);
      const text = entry.what === 'mail' ? entry.mail.keep() : undefined;
      store.keepTexts(new Map([[idOf(store, 'answer@x'), text]]), settleRust);
      expect(logged(store)).toEqual(['cover@x', 'answer@x']);
    });

    it('lets go of what is not kept any more before anybody was told, and knows it again after', () => {
      const store = open();
      const { answer, cover } = talk();
      learn(store, [mailEntry(cover), mailEntry(answer)]);
      expect(logged(store)).toEqual(['cover@x', 'answer@x']);
      learn(store, [removalEntry(cover)]);
      expect(find(store, 'answer@x')?.kept).toBeUndefined();
      expect(logged(store)).toEqual([]);
      expect(store.lastNews()).toBe(0);
      learn(store, [mailEntry(cover)]);
      const entry = mailEntry(answer);
      const text = entry.what === 'mail' ? entry.mail.keep() : undefined;
      store.keepTexts(new Map([[idOf(store, 'answer@x'), text]]), settleRust);
      expect(logged(store)).toEqual(['cover@x', 'answer@x']);
    });

    it('tells nothing again that was matched, whether it is kept or not', () => {
      const store = open();
      const { answer, cover } = talk();
      learn(store, [mailEntry(cover), mailEntry(answer)]);
      store.moveMatched(0, store.lastNews());
      learn(store, [removalEntry(cover)]);
      learn(store, [mailEntry(cover)]);
      const entry = mailEntry(answer);
      const text = entry.what === 'mail' ? entry.mail.keep() : undefined;
      store.keepTexts(new Map([[idOf(store, 'answer@x'), text]]), settleRust);
      expect(logged(store, store.matchedUpTo())).toEqual(['cover@x']);
    });

    it('has a mail that somebody looked at before, when its list brings it', () => {
      const store = open();
      const locator = 'https://lore.example.org/all/';
      const threads = { kind: 'mbox', list: 'all', locator, epoch: null } as const;
      const [all, filed] = [threads, { ...threads, list: 'gizmo' }].map((ref) => store.openArchive(ref).id);
      const look = (n: number): BatchEntry[] => patches(n).map((entry) => onDemand(entry, filed));
      store.remember(
        all ?? 0,
        [...look(1), ...look(2), ...look(3)],
        () => cursorAt(ON_DEMAND),
        settleRust,
        'history',
      );
      learn(store, patches(1), 'history');
      learn(store, patches(1, 2));
      learn(store, patches(1, 2));
      expect(logged(store)).toEqual(['rust-2@x']);
      expect(store.newsAfter(0, 9)).toMatchObject([{ words: expect.stringContaining('lever2') }]);
      // Another list, which brings what the first one had long ago.
      const other = store.openArchive(listRef('gadget')).id;
      store.remember(other, patches(1, 2), () => undefined, settleRust);
      expect(logged(store)).toEqual(['rust-2@x']);
    });

    it('goes with a mail that is taken out', () => {
      const store = open();
      learn(store, patches(1, 2, 3));
      learn(store, [removalEntry(rustPatch(2, 'It has lever2.'))]);
      expect(logged(store)).toEqual(['rust-1@x', 'rust-3@x']);
      expect(store.keptLearned({ after: 0, upTo: 3 }).map(({ messageId }) => messageId)).toEqual([
        'rust-1@x',
        'rust-3@x',
      ]);
    });
  });

  describe(`${name}: news of items`, () => {
    const about = judged(makeArticle());
    const other = judged(makeArticle({ id: 'https://press.example.org/other', title: 'Other' }), 'none');
    const release = judged(makeRelease(), 'none');
    const commit = judged(makeCommit(), 'incidental');

    it('has what is about the topic, and all releases and commits; once where it is told twice', () => {
      const store = open();
      store.rememberItems(batch([about, other, release, commit, about]));
      expect(logged(store)).toEqual([about.item.id, release.item.id, commit.item.id]);
      store.rememberItems(batch([about, other, release, commit], { source: 'wire' }));
      expect(store.lastNews()).toBe(3);
      const [first] = store.newsAfter(0, 1);
      expect(first).toEqual({ id: 1, at: NOON, what: 'item', known: store.item('article', about.item.id) });
    });

    it('has what says something else than before, or turns out to be about the topic', () => {
      const { store, at } = createClocked(openAt);
      const advisory = makeAdvisory();
      store.rememberItems(batch([about, other, judged(advisory, 'none')], { as: 'history' }));
      expect(store.lastNews()).toBe(0);
      at(NOON + DAY);
      store.rememberItems(batch([judged(makeArticle({ title: 'The gizmo, again' })), judged(advisory)]));
      expect(logged(store)).toEqual([about.item.id, advisory.id]);
      at(NOON + 2 * DAY);
      store.rememberItems(batch([judged(makeArticle({ title: 'The gizmo, once more' }))]));
      expect(logged(store)).toEqual([about.item.id, advisory.id, about.item.id]);
      const span = { after: 0, upTo: store.lastNews() };
      expect(store.itemsLearned(span).map(({ item }) => item.id)).toEqual([about.item.id, advisory.id]);
      expect(store.itemsLearned({ after: 2, upTo: 3 }).map(({ item }) => item.id)).toEqual([about.item.id]);
      expect(store.learnedItems('article', [about.item.id, 'nothing'])).toEqual(
        new Map([[about.item.id, { id: 1, at: NOON + DAY }]]),
      );
      expect(store.learnedItems('release', [about.item.id])).toEqual(new Map());
    });
  });
}

/** As it comes from a server that was asked for its thread: filed under its list, without a blob. */
function onDemand(entry: BatchEntry, archive: number | undefined): BatchEntry {
  return entry.what === 'mail' ? { what: 'mail', mail: { ...entry.mail, archive, blob: null } } : entry;
}

/** A posting, and an answer to it that is about the topic because of it alone. */
function talk(): { readonly cover: Buffer; readonly answer: Buffer } {
  const cover = rustPatch(0, 'It has a lever.', { id: 'cover@x' });
  const answer = makeMail({
    id: 'answer@x',
    subject: 'Re: gizmo',
    inReplyTo: 'cover@x',
    body: 'Looks good.\n',
  });
  return { cover, answer };
}
