import type { Period } from './domain/compose/period.ts';
import type { RequiredTerms } from './domain/filter/terms.ts';
import type { MessageId } from './domain/ids.ts';
import type { KeptMail, KeptRow, KeptText, MessageRow } from './domain/kept.ts';
import type { Member, Settled } from './domain/relevance/settle.ts';
import type { Marks } from './domain/series/clues.ts';
import type { Said } from './domain/series/said.ts';
import type { Category } from './domain/verdict.ts';

export type { Period } from './domain/compose/period.ts';
export type { FileStat, KeptMail, KeptRow, KeptText, MessageRow } from './domain/kept.ts';

/** What the user can mend: the message names the thing and the way out. Exit code 1. */
export class UserError extends Error {
  override name = 'UserError';
}

/** An archive cannot be read, through no fault of the mails in it. */
export class ArchiveError extends UserError {
  override name = 'ArchiveError';
}

/** The store cannot be opened or written: full disk, read-only folder, newer than the program. */
export class StoreError extends UserError {
  override name = 'StoreError';
}

/** The time now, ms UTC. */
export type Clock = () => number;

export type ArchiveKind = 'git' | 'mbox' | 'maildir' | 'eml';

/** Where mails lie. `locator` is an absolute path: of a git epoch its git directory. */
export type ArchiveRef = {
  readonly kind: ArchiveKind;
  readonly list: string;
  readonly locator: string;
  /** The N of `git/N.git`; null where there are no epochs. */
  readonly epoch: number | null;
};

/**
 * How far an archive was read. `position` is a commit id or a place in a file; the rest finds the place
 * again after a history was rewritten. `date` in ms.
 */
export type Cursor = {
  readonly position: string;
  readonly date: number;
  readonly subject: string;
  readonly messageId: string | null;
};

/** One mail as an archive holds it. */
export type RawMail = {
  /** The reader's: good until it is asked for its next batch. */
  readonly bytes: Buffer;
  /** Git's id of the bytes, 40 hex digits; null where the archive is no git repository. */
  readonly blob: string | null;
  /** When the archive got it, ms; 0 = not known. */
  readonly arrived: number;
  /** True for an entry that takes the mail out again. */
  readonly removal: boolean;
  /** True where `bytes` is only the start. */
  readonly cut: boolean;
  readonly cursor: Omit<Cursor, 'messageId'>;
  /** Where it stands in the archive, for the one who has to look: a blob id, a file, a byte. */
  readonly place: string;
};

/** What to read of an archive, told by comparing it with the cursor. */
export type ReadPlan = {
  /** Mails to come, for the progress line; undefined = not known. */
  readonly total: number | undefined;
  /** About how many they are, where that costs nothing to tell. */
  readonly roughly?: number | undefined;
  /**
   * After a rewritten history: all blobs that the archive holds now. What the store has beyond them was
   * taken out; the cursor must not move before all was read.
   */
  readonly present: ReadonlySet<string> | undefined;
  /** In archive order. Blobs that `known` names are passed over. Throws ArchiveError in the middle. */
  readonly mails: (known: ReadonlySet<string>) => AsyncIterable<readonly RawMail[]>;
  /** What is to be stored as the cursor once all was read, and not before; undefined: that of the last mail. */
  readonly end: Cursor | undefined;
};

/** Reads one archive. Adapters: git epoch, mbox, maildir, single files. */
export type ArchiveReader = {
  readonly ref: ArchiveRef;
  /** Compares the archive with the cursor; undefined where there is nothing new. Throws ArchiveError. */
  readonly plan: (
    cursor: Cursor | undefined,
    options: { readonly count: boolean },
  ) => Promise<ReadPlan | undefined>;
};

/** Gives the bytes of mails again, by blob id; what is not there any more is missing in the answer. */
export type FetchBodies = (gitDir: string, blobs: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;

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

export type StoreStatus = {
  readonly path: string;
  readonly bytes: number;
  readonly schema: number;
  readonly messages: number;
  readonly kept: number;
  readonly byCategory: Readonly<Partial<Record<Category, number>>>;
  readonly unreadable: number;
  readonly oldest: number | undefined;
  readonly newest: number | undefined;
  readonly archives: readonly ArchiveStatus[];
};

export type ArchiveHealth = ArchiveState & {
  readonly unreadable: number;
  /** When it was last read, ms. */
  readonly lastRead: number | undefined;
};

export type ArchiveStatus = ArchiveHealth & { readonly messages: number };

/** What lorewatch remembers. One adapter writes at a time; others may read meanwhile. */
export type Store = {
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
  ) => Remembered;
  /** The blobs of an archive that were read, those that are no mail too. */
  readonly knownBlobs: (archive: number) => ReadonlySet<string>;
  /** Takes out the copies of an archive that it no longer holds. Returns how many. */
  readonly forgetMissing: (archive: number, present: ReadonlySet<string>, settle: Settle) => number;
  /** Those with an id above `after`, by id. */
  readonly pendingTexts: (limit: number, after: number) => readonly PendingText[];
  /** One transaction. `undefined`: the text cannot be had any more; it is no longer waited for. */
  readonly keepTexts: (texts: ReadonlyMap<number, KeptText | undefined>, settle: Settle) => void;
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
