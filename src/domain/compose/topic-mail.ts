import type { Address } from '../address.ts';
import type { MessageId } from '../ids.ts';
import type { MailKind } from '../message.ts';
import type { Outcome } from '../outcome.ts';
import { parseSubject, type SubjectLine } from '../subject.ts';
import type { Trailer } from '../trailers.ts';
import type { Verdict } from '../verdict.ts';

/** A kept mail, as a digest needs it. Times in ms. */
export type TopicMail = {
  readonly key: number;
  readonly parent: number | undefined;
  readonly up: number | undefined;
  readonly thread: number;
  readonly posting: number | undefined;
  readonly part: number;
  readonly messageId: MessageId;
  readonly subject: string;
  readonly author: Address;
  readonly date: number;
  readonly kind: MailKind;
  readonly verdict: Verdict;
  readonly files: readonly { readonly path: string; readonly added: number; readonly removed: number }[];
  readonly trailers: readonly Trailer[];
  readonly areas: readonly string[];
  readonly outcome: Outcome | undefined;
  readonly lists: readonly string[];
};

const lines = new WeakMap<TopicMail, SubjectLine>();

/** The subject's brackets, read once. */
export function subjectLine(mail: TopicMail): SubjectLine {
  const known = lines.get(mail);
  if (known) return known;
  const line = parseSubject(mail.subject);
  lines.set(mail, line);
  return line;
}

/** By date, then by id: the order of a digest never depends on the order of arrival. */
export function byDate(a: TopicMail, b: TopicMail): number {
  return a.date - b.date || (a.messageId < b.messageId ? -1 : a.messageId > b.messageId ? 1 : 0);
}
