import type { MailKind } from '../domain/message.ts';
import type { Category } from '../domain/verdict.ts';

export type ListName = 'rust-for-linux' | 'linux-kbuild';

export type Person = { name: string; email: string; zone: number };

/** Where a mail stands in a patch set. `part` 0 is the cover letter; a reply has the part that it answers. */
export type SeriesPlace = {
  /** The key of the series: the same for all of its revisions. */
  key: string;
  revision: number;
  part: number;
  total: number;
  rfc: boolean;
  resend: boolean;
};

/** How the sender's program wrote the mail: it decides header order and the form of the Message-ID. */
export type Mailer = 'git' | 'b4' | 'mutt' | 'thunderbird' | 'gmail' | 'bot';

/** What a mail is made of, before it is written down once for each list that it went to. */
export type Draft = {
  /** Without angle brackets. */
  id: string;
  from: Person;
  /** Milliseconds since 1970: when it was written, and when it reached the archive. */
  date: number;
  arrival: number;
  subject: string;
  to: string[];
  cc: string[];
  lists: ListName[];
  body: string;
  references: string[];
  mailer: Mailer;
  encoding?: '7bit' | '8bit' | 'quoted-printable' | 'base64';
  charset?: string;
  /** Header lines that replace or add to the usual ones; `null` leaves the line out. Values are written as they are. */
  headers?: Record<string, string | null>;
  /** The bytes after the header, for mails that no sane program would write. */
  rawBody?: Uint8Array;
  /** Changes the finished bytes, for mails that are broken below the level of a header. */
  damage?: (bytes: Buffer) => Buffer;
  /** The name of what is wrong with this mail, for tests. */
  defect?: string;
  /** The archive took this mail out again, so many milliseconds after it came. */
  removedAfter?: number;
  category: Category;
  kind: MailKind;
  series?: SeriesPlace;
};

/** One commit of a public-inbox epoch. A removal carries the bytes of the mail that it removes. */
export type DemoCommit = {
  kind: 'mail' | 'removal';
  bytes: Uint8Array;
  /** Arrival in the archive, milliseconds. */
  time: number;
  subject: string;
  author: { name: string; email: string };
  /** What the mail's own Date header says, milliseconds. */
  date: number;
  messageId: string | null;
  defect?: string;
};

export type DemoList = { name: ListName; commits: DemoCommit[] };

/** What a reader of the mail should find, for tests. */
export type Expected = {
  messageId: string;
  lists: ListName[];
  category: Category;
  kind: MailKind;
  series?: SeriesPlace;
  defect?: string;
};

export type DemoWorld = { start: number; end: number; lists: DemoList[]; expected: Expected[] };
