import type { Address } from './address.ts';
import type { MessageId } from './ids.ts';
import type { SubjectLine } from './subject.ts';

/** What a mail is, told from its subject, its sender and its body. */
export const MAIL_KINDS = [
  'patch',
  'cover',
  'reply',
  'pull',
  'announce',
  'report',
  'notice',
  'other',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** A mail as its header and its decoded text tell it. Times are milliseconds since the epoch, UTC. */
export type Mail = {
  readonly messageId: MessageId;
  /** True where the mail had no Message-ID and one was made from its bytes. */
  readonly idInferred: boolean;
  /** List names told by List-Id, e.g. `linux-kbuild`; empty where there is none. */
  readonly lists: readonly string[];
  /** The author: the body's `From:` where a relay rewrote the header. */
  readonly from: Address;
  /** Who the header says sent it. */
  readonly sender: Address;
  /** To and Cc as written, lower-cased: enough to see who was copied. */
  readonly recipients: string;
  /** The Date header, clamped to the time of receipt where it lies. */
  readonly date: number;
  /** When the last mail server received it; the Date header where no Received tells. */
  readonly received: number;
  readonly dateClamped: boolean;
  readonly subject: string;
  readonly line: SubjectLine;
  readonly kind: MailKind;
  readonly inReplyTo: MessageId | undefined;
  /** From the oldest to the nearest; never the mail's own id. */
  readonly references: readonly MessageId[];
  /** The decoded text, patch attachments appended, without NUL bytes; bounded. */
  readonly text: string;
  /** True where the mail was too large to be read whole. */
  readonly truncated: boolean;
};

/** A mail that could not be read: counted and named, never fatal. */
export type Unreadable = { readonly unreadable: string; readonly source: string };
