/**
 * A mail on its way to a list; times in ms. `arrived` is the committer's date, and what `rt:`, `t=` and the
 * order of results go by, where `received` (the topmost Received, for mails that come days late) is not told.
 * `updated`: what Atom shows where that is another time than the one it sorts by.
 * Beware: as on lore, `rt:` takes SECONDS SINCE 1970 (`rt:1767225600..`), or words that git understands; a number
 * of 14 digits is taken for seconds, and finds nothing. `dt:` takes YYYYMMDDhhmmss, and goes by the Date field.
 */
export type LoreMail = {
  readonly bytes: Buffer;
  readonly arrived: number;
  readonly received?: number;
  readonly updated?: number;
};

/** What tests do to the archive, and what it holds. Everything is done when the call returns. */
export type Ledger = {
  /** Appends to the newest epoch, a commit a mail. */
  readonly publish: (list: string, mails: readonly LoreMail[]) => void;
  /** A later commit with the mail as `d`; throws where the list does not hold it. `at` in ms. */
  readonly remove: (list: string, messageId: string, at?: number) => void;
  /** Rewrites history: the commit of the mail and all behind it have new ids. */
  readonly purge: (list: string, messageId: string) => void;
  /** The next mail goes to a new epoch. */
  readonly rollOver: (list: string) => void;
  /** Message-IDs that the list holds now, in the order of arrival; of all lists where none is named. */
  readonly published: (list?: string) => readonly string[];
  readonly mails: (list: string) => readonly LoreMail[];
  /** Number of the newest epoch; undefined where there is none. */
  readonly epoch: (list: string) => number | undefined;
  /** Folder of a bare epoch. */
  readonly gitDir: (list: string, epoch: number) => string;
  /** Commit id that an epoch (the newest) ends with. */
  readonly tip: (list: string, epoch?: number) => string;
};
