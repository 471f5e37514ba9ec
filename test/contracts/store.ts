import { describe, expect, it } from 'vitest';
import type { KeptText } from '../../src/domain/kept.ts';
import type { Store } from '../../src/ports/store.ts';
import { makeMail, makeMails, START } from '../sources/mails.ts';
import { describeQuestions } from './store-questions.ts';
import { describeThreads } from './store-threads.ts';
import {
  blobOf,
  cursorAt,
  find,
  listRef,
  mailEntry,
  QUERY,
  remember,
  removalEntry,
  rustPatch,
  settleRust,
} from './store-world.ts';

const replyTo = (id: string, n: number): Buffer =>
  makeMail({
    id: `reply-${n}@x`,
    subject: 'Re: it',
    inReplyTo: id,
    references: [id],
    date: START + n * 60,
    body: 'I agree.\n',
  });

/** What every store has to do; `open` gives an empty one. */
export function describeStore(name: string, open: () => Store): void {
  const opened = (): { store: Store; archive: number } => {
    const store = open();
    return { store, archive: store.openArchive(listRef('gizmo')).id };
  };
  const none = { added: 0, known: 0, removed: 0, unreadable: 0 };

  describe(`${name}: remembering`, () => {
    it('adds a mail once, and again changes nothing', () => {
      const { store, archive } = opened();
      const entries = [rustPatch(1), ...makeMails(3)].map(mailEntry);
      expect(remember(store, archive, entries, cursorAt('c1'))).toEqual({ ...none, added: 4 });
      const before = store.status();
      expect(remember(store, archive, entries, cursorAt('c1'))).toEqual({ ...none, known: 4 });
      expect(store.status()).toEqual(before);
      expect(before).toMatchObject({ messages: 4, kept: 1, byCategory: { code: 1, none: 3 } });
      expect(store.openArchive(listRef('gizmo')).cursor).toEqual(cursorAt('c1'));
    });

    it('keeps one mail with many lists, each named once', () => {
      const { store, archive } = opened();
      const mail = rustPatch(1);
      const other = store.openArchive(listRef('gadget')).id;
      const again = store.openArchive({
        ...listRef('gizmo'),
        locator: '/elsewhere/gizmo/git/0.git',
        epoch: 5,
      }).id;
      for (const place of [archive, other, again, archive]) remember(store, place, [mailEntry(mail)]);
      remember(store, other, [mailEntry(Buffer.concat([mail, Buffer.from('-- \nfooter\n')]))]);
      expect(store.status().messages).toBe(1);
      expect(find(store, 'rust-1@x')?.lists).toEqual(['gadget', 'gizmo']);
    });

    it('tells what a kept mail was kept for', () => {
      const { store, archive } = opened();
      remember(store, archive, [mailEntry(rustPatch(1))]);
      const [row] = store.keptBetween({ since: 0, until: Number.MAX_SAFE_INTEGER });
      expect(row).toMatchObject({
        messageId: 'rust-1@x',
        author: { name: 'Jane Doe', email: 'jane@example.org' },
        date: (START + 60) * 1000,
        kind: 'patch',
        lists: ['gizmo'],
        files: [{ path: 'rust/kernel/gizmo.rs', added: 1, removed: 1 }],
        trailers: [{ name: 'Signed-off-by', value: 'Jane Doe <jane@example.org>' }],
        verdict: { category: 'code', relevant: 'yes' },
      });
      expect(row?.verdict.evidence.length).toBeGreaterThan(0);
    });

    it('counts what could not be read, once, until it is taken out', () => {
      const { store, archive } = opened();
      const entry = { what: 'unreadable', why: 'no header', place: 'f00' } as const;
      expect(remember(store, archive, [entry, entry])).toEqual({ ...none, unreadable: 1 });
      expect(store.archives()).toMatchObject([{ list: 'gizmo', unreadable: 1 }]);
      expect(remember(store, archive, [{ what: 'unreadable-removed', place: 'f00' }])).toEqual({
        ...none,
        removed: 1,
      });
      expect(store.status().unreadable).toBe(0);
    });

    it('does all of a batch or nothing', () => {
      const { store, archive } = opened();
      const fails = (): never => {
        throw new Error('in the middle');
      };
      const first = makeMail({ id: 'first@x', from: 'A <a@x>' });
      const rust = mailEntry(rustPatch(1));
      expect(() => store.remember(archive, [mailEntry(first), rust], () => cursorAt('c1'), fails)).toThrow(
        'in the middle',
      );
      expect(store.status()).toMatchObject({ messages: 0, kept: 0 });
      expect(store.openArchive(listRef('gizmo')).cursor).toBeUndefined();
      remember(store, archive, [
        mailEntry(makeMail({ id: 'second@x', from: 'B <b@x>' })),
        mailEntry(first),
        rust,
      ]);
      expect(find(store, 'first@x')?.author.email).toBe('a@x');
      expect(find(store, 'second@x')?.author.email).toBe('b@x');
    });
  });

  describe(`${name}: taking out`, () => {
    it('takes the mail with its last copy', () => {
      const { store, archive } = opened();
      const other = store.openArchive(listRef('gadget')).id;
      const mail = rustPatch(1);
      for (const place of [archive, other]) remember(store, place, [mailEntry(mail)]);
      expect(remember(store, archive, [removalEntry(mail)]).removed).toBe(1);
      expect(find(store, 'rust-1@x')).toMatchObject({ lists: ['gadget'], archive: { list: 'gadget' } });
      expect(store.pendingTexts(10, 0)).toMatchObject([
        { messageId: 'rust-1@x', archive: { list: 'gadget' } },
      ]);
      expect(remember(store, other, [removalEntry(mail)]).removed).toBe(1);
      expect(find(store, 'rust-1@x')).toBeUndefined();
      expect(store.search({ ...QUERY, match: { kind: 'word', word: 'gizmo' } })).toEqual([]);
      expect(remember(store, other, [removalEntry(mail)]).removed).toBe(0);
      expect(store.status()).toMatchObject({ messages: 0, kept: 0 });
    });

    it('finds the mail in an older epoch of the list, and by its id where the bytes differ', () => {
      const { store, archive } = opened();
      const newer = store.openArchive(listRef('gizmo', 1)).id;
      const [one, two] = [rustPatch(1), rustPatch(2)];
      remember(store, archive, [mailEntry(one), mailEntry(two)]);
      expect(remember(store, newer, [removalEntry(one)]).removed).toBe(1);
      const changed = Buffer.concat([two, Buffer.from('\n')]);
      expect(remember(store, newer, [removalEntry(changed)]).removed).toBe(1);
      expect(store.status().messages).toBe(0);
    });

    it('takes the one meant of two with the same id', () => {
      const { store, archive } = opened();
      const [one, two] = [rustPatch(1, 'first words'), rustPatch(1, 'second words')];
      remember(store, archive, [one, two].map(mailEntry));
      remember(store, archive, [removalEntry(one)]);
      expect(find(store, 'rust-1@x')?.blob).toBe(blobOf(two));
      const neither = removalEntry(rustPatch(1, 'third words'));
      remember(store, archive, [mailEntry(one), neither]);
      remember(store, archive, [removalEntry(one)]);
      expect(find(store, 'rust-1@x')?.blob).toBe(blobOf(two));
    });

    it('takes back what a thread gave', () => {
      const { store, archive } = opened();
      const patch = rustPatch(1);
      remember(store, archive, [mailEntry(patch), mailEntry(replyTo('rust-1@x', 2))]);
      expect(find(store, 'reply-2@x')?.category).toBe('discussion');
      remember(store, archive, [removalEntry(patch)]);
      expect(find(store, 'reply-2@x')).toMatchObject({ category: 'none', kept: undefined });
      remember(store, archive, [mailEntry(patch)]);
      expect(find(store, 'reply-2@x')?.category).toBe('discussion');
    });

    it('forgets what an archive no longer holds', () => {
      const { store, archive } = opened();
      const other = store.openArchive(listRef('gadget')).id;
      const [one, two, three] = [rustPatch(1), rustPatch(2), rustPatch(3)];
      remember(store, archive, [one, two, three].map(mailEntry));
      remember(store, archive, [{ what: 'unreadable', why: 'x', place: blobOf(Buffer.from('x')) }]);
      remember(store, other, [mailEntry(two)]);
      expect(store.knownBlobs(archive).size).toBe(4);
      expect(store.forgetMissing(archive, new Set([blobOf(three)]), settleRust)).toBe(3);
      expect([...store.knownBlobs(archive)]).toEqual([blobOf(three)]);
      expect(store.status()).toMatchObject({ messages: 2, unreadable: 0 });
      expect(find(store, 'rust-2@x')?.lists).toEqual(['gadget']);
    });

    it('keeps an archive that another took the place of', () => {
      const { store, archive } = opened();
      remember(store, archive, [mailEntry(rustPatch(1))], cursorAt('c1'));
      const fresh = store.replaceArchive(archive);
      expect(fresh).toMatchObject({ ...listRef('gizmo'), cursor: undefined });
      expect(store.openArchive(listRef('gizmo')).id).toBe(fresh.id);
      expect(store.knownBlobs(fresh.id).size).toBe(0);
      expect(find(store, 'rust-1@x')?.lists).toEqual(['gizmo']);
    });
  });

  describe(`${name}: texts that come later`, () => {
    const words = (text: string): KeptText => {
      const entry = mailEntry(rustPatch(9, text));
      if (entry.what !== 'mail') throw new Error('no mail');
      return entry.mail.keep();
    };

    it('are waited for, and found when they came', () => {
      const { store, archive } = opened();
      remember(store, archive, [mailEntry(replyTo('rust-1@x', 2))]);
      remember(store, archive, [mailEntry(replyTo('reply-2@x', 3))]);
      expect(store.pendingTexts(10, 0)).toEqual([]);
      remember(store, archive, [mailEntry(rustPatch(1))]);
      const pending = store.pendingTexts(10, 0);
      expect(pending.map(({ messageId }) => messageId)).toEqual(['reply-2@x', 'reply-3@x']);
      expect(store.pendingTexts(1, pending[0]?.id ?? 0)).toHaveLength(1);
      const [first, second] = pending.map(({ id }) => id);
      store.keepTexts(
        new Map([
          [first ?? 0, words('walrus')],
          [second ?? 0, undefined],
        ]),
        settleRust,
      );
      expect(store.pendingTexts(10, 0)).toEqual([]);
      expect(
        store.search({ ...QUERY, match: { kind: 'word', word: 'walrus' } }).map(({ row }) => row.messageId),
      ).toEqual(['reply-2@x']);
      remember(store, archive, [mailEntry(replyTo('rust-1@x', 4))]);
      expect(store.pendingTexts(10, 0)).toEqual([]);
    });
  });

  describeQuestions(name, opened);
  describeThreads(name, open);
}
