import type { Address } from './address.ts';
import type { MessageId } from './ids.ts';
import type { MailKind } from './message.ts';
import type { Finding } from './milestone/milestone.ts';
import type { Said } from './series/said.ts';
import type { Trailer } from './trailers.ts';
import type { Category, Verdict } from './verdict.ts';

/** A mail's slim row: kept of every mail, whatever it is about. Times in ms. */
export type MessageRow = {
  readonly id: number;
  readonly key: number;
  readonly messageId: MessageId;
  readonly subject: string;
  readonly author: Address;
  readonly date: number;
  readonly received: number;
  readonly kind: MailKind;
  readonly parent: number | undefined;
  readonly up: number | undefined;
  readonly thread: number;
  /** Same for all parts of one posting within a thread; undefined where the mail is no patch. */
  readonly posting: number | undefined;
  /** `titleKey` of its subject, where it is a patch or a cover letter that another revision may follow. */
  readonly title: number | undefined;
  readonly part: number;
  /** Whether a list of the topic was copied. */
  readonly copied: boolean;
  readonly own: Category;
  readonly category: Category;
};

/** What is kept beside the row of a mail that is about the topic (relevant yes or weak); empty for others. */
export type KeptMail = {
  readonly verdict: Verdict;
  readonly files: readonly FileStat[];
  readonly trailers: readonly Trailer[];
  readonly areas: readonly string[];
  readonly findings: readonly Finding[];
};

/** `words`: what the mail is found by, as `searchableText` of the filter language makes it. */
export type KeptText = { readonly kept: KeptMail; readonly words: string };

export type FileStat = { readonly path: string; readonly added: number; readonly removed: number };

export type KeptRow = MessageRow &
  KeptMail & {
    readonly lists: readonly string[];
    readonly said: Said;
  };
