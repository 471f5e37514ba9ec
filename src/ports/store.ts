import type { Period } from '../domain/compose/period.ts';
import type { RequiredTerms } from '../domain/filter/terms.ts';
import type { MessageId } from '../domain/ids.ts';
import type { ItemKind } from '../domain/item/item.ts';
import type { KeptMail, KeptRow, KeptText, MessageRow } from '../domain/kept.ts';
import type { Member, Settled } from '../domain/relevance/settle.ts';
import type { Marks } from '../domain/series/clues.ts';
import type { Said } from '../domain/series/said.ts';
import type { Category } from '../domain/verdict.ts';
import type { ArchiveRef, Cursor } from './archive.ts';
import type { ItemStore } from './item-store.ts';
import type { OutboxStore } from './outbox.ts';

/** A mail as it comes to the store: read, judged by itself, its place in the thread told by keys. */
export type JudgedMail = {
  readonly row: Omit<MessageRow, 'id' | 'thread' | 'category'>;
  /** The archive row it belongs to, where that is not the batch's. */
  readonly archive: number | undefined;
  readonly blob: string | null;
  /** The raw mail where the archive cannot give it again. */
  readonly raw: Buffer | undefined;
  /** What it says of series, where it says something. */
  readonly said: Said | undefined;
  /** Keys by which other revisions of it are found, besides its title (`clueKeys`). */
  readonly clues: readonly number[];
  /** Made only for what is kept. */
  readonly keep: () => KeptText;
};

export type BatchEntry =
  | { readonly what: 'mail'; readonly mail: JudgedMail }
  | {
      readonly what: 'removal';
      readonly messageId: MessageId;
      readonly key: number;
      readonly blob: string | null;
    }
  | { readonly what: 'unreadable'; readonly why: string; readonly place: string }
  /** A mail that could not be read was taken out. */
  | { readonly what: 'unreadable-removed'; readonly place: string };

/**
 * `news`: it became known just now, and goes into the log in the same transaction. `history`: it was there before
 * anybody looked: the first reading of a list, a thread that somebody asked for.
 */
export type KnownAs = 'news' | 'history';

/** What the thread adds to the verdicts of its mails: `settle` of the domain, with the topic given. */
export type Settle = (members: readonly Member[]) => ReadonlyMap<number, Settled>;

export type Remembered = {
  readonly added: number;
  readonly known: number;
  readonly removed: number;
  readonly unreadable: number;
};

export type ArchiveState = ArchiveRef & { readonly id: number; readonly cursor: Cursor | undefined };

/** A kept mail whose text is still to be read, because the thread told of it later. */
export type PendingText = {
  readonly id: number;
  readonly messageId: MessageId;
  readonly archive: ArchiveRef;
  readonly blob: string | null;
  readonly raw: Buffer | undefined;
};

export type StoredMail = MessageRow & {
  readonly lists: readonly string[];
  readonly said: Said;
  readonly kept: KeptMail | undefined;
  readonly archive: ArchiveRef;
  readonly blob: string | null;
};

export type SearchQuery = {
  /** What the full text must have; undefined = everything. */
  readonly match: RequiredTerms | undefined;
  /** ms; since <= date < until. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly order: 'newest';
  readonly limit: number;
  /** Goes on behind this place of an earlier answer. */
  readonly after: number | undefined;
};

export type SearchHit = { readonly row: KeptRow; readonly place: number };

/** Items of a kind: all, and those about the topic (relevant yes). */
export type ItemCounts = { readonly all: number; readonly about: number };

export type StoreStatus = {
  readonly path: string;
  readonly bytes: number;
  readonly schema: number;
  readonly messages: number;
  readonly kept: number;
  readonly byCategory: Readonly<Partial<Record<Category, number>>>;
  readonly unreadable: number;
  /** What came in beside mail; kinds of which there is none are missing. */
  readonly items: Readonly<Partial<Record<ItemKind, ItemCounts>>>;
  readonly brokenItems: number;
  readonly oldest: number | undefined;
  readonly newest: number | undefined;
  readonly archives: readonly ArchiveStatus[];
};

export type ArchiveHealth = ArchiveState & {
  /** Its first reading, as history, began and has not come to its end. */
  readonly isFirstReading: boolean;
  readonly unreadable: number;
  /** When it was last read, ms. */
  readonly lastRead: number | undefined;
};

export type ArchiveStatus = ArchiveHealth & { readonly messages: number };

/** What lorewatch remembers. One adapter writes at a time; others may read meanwhile. */
export type Store = ItemStore &
  OutboxStore & {
    /** A list's epoch that is found in another place than before, and in the old one no more, is the same archive. */
    readonly openArchive: (ref: ArchiveRef) => ArchiveState;
    /** Another archive stands in the place of this one: what is known of the old one stays, apart from it. */
    readonly replaceArchive: (archive: number) => ArchiveState;
    /**
     * One transaction: the entries, what their threads make of them, and last of all the cursor, which is
     * asked for when all entries were taken. Entries may be made while they are taken.
     */
    readonly remember: (
      archive: number,
      entries: Iterable<BatchEntry>,
      cursor: () => Cursor | undefined,
      settle: Settle,
      as?: KnownAs,
    ) => Remembered;
    /** All of an archive was read that was read as history for the first time, and so far `isFirstReading`. */
    readonly endFirstReading: (archive: number) => void;
    /** The blobs of an archive that were read, those that are no mail too. */
    readonly knownBlobs: (archive: number) => ReadonlySet<string>;
    /** Takes out the copies of an archive that it no longer holds. Returns how many. */
    readonly forgetMissing: (archive: number, present: ReadonlySet<string>, settle: Settle) => number;
    /** Those with an id above `after`, by id. */
    readonly pendingTexts: (limit: number, after: number) => readonly PendingText[];
    /** One transaction. `undefined`: the text cannot be had any more; it is no longer waited for. */
    readonly keepTexts: (
      texts: ReadonlyMap<number, KeptText | undefined>,
      settle: Settle,
      as?: KnownAs,
    ) => void;
    /** Which of these kept mails have the words: ids. */
    readonly hear: (terms: RequiredTerms, ids: readonly number[]) => ReadonlySet<number>;
    readonly message: (messageId: MessageId, key: number) => StoredMail | undefined;
    readonly rawOf: (id: number) => Buffer | undefined;
    readonly search: (query: SearchQuery) => readonly SearchHit[];
    /** Kept mails of a period, oldest first. */
    readonly keptBetween: (period: Period) => readonly KeptRow[];
    /** All mails of these threads, kept or not, oldest first. */
    readonly mailsInThreads: (threads: readonly number[]) => readonly KeptRow[];
    /** The threads that hold a mail with one of these keys, titles or clues. */
    readonly threadsWith: (marks: Marks) => readonly number[];
    /** The threads with a patch or a cover letter in them; of the topic alone (relevant yes), or all. */
    readonly patchThreads: (which: 'topic' | 'all') => readonly number[];
    /** Kept mails in which a milestone was found, oldest first. */
    readonly keptWithFindings: () => readonly KeptRow[];
    readonly countMails: (period: Period) => number;
    /** Patches that are about the topic (relevant yes). */
    readonly countPatches: (period: Period) => number;
    /** Those of these addresses that sent a patch about the topic before. */
    readonly knownAuthors: (emails: readonly string[], before: number) => ReadonlySet<string>;
    /**
     * When a kept mail first touched a file at each of these paths: below it, or it with the suffix (ms);
     * paths that no mail touched are missing.
     */
    readonly firstTouched: (paths: readonly string[], suffix: string) => ReadonlyMap<string, number>;
    /** Addresses of all who sent a pull request. */
    readonly pullSenders: () => readonly string[];
    /** From the oldest mail to the newest. */
    readonly span: () => Period | undefined;
    readonly archives: () => readonly ArchiveHealth[];
    readonly status: () => StoreStatus;
    readonly close: () => void;
  };
