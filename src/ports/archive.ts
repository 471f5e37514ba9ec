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

/** The position in an archive of threads that somebody asked for: it tells nothing of how far a list was read. */
export const ON_DEMAND = 'threads on demand';

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
