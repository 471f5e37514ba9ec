import type { Address } from '../domain/address.ts';
import type { MessageId } from '../domain/ids.ts';
import type { MailKind } from '../domain/message.ts';
import { judge } from '../domain/relevance/judge.ts';
import { lookalikes } from '../domain/relevance/lookalikes.ts';
import type { Topic } from '../domain/topic.ts';
import { relevanceOf, type Verdict } from '../domain/verdict.ts';
import type { FetchBodies } from '../ports/archive.ts';
import type { Store, StoredMail } from '../ports/store.ts';
import { findMail } from './answer.ts';
import { readStoredMail } from './stored-mail.ts';

/** Why one mail is about the topic, or is not. */
export type Explained = {
  readonly messageId: MessageId;
  readonly subject: string;
  readonly from: Address;
  readonly date: number;
  readonly lists: readonly string[];
  readonly kind: MailKind;
  readonly verdict: Verdict;
  /** Words that have the topic's letters in them, where no rule saw anything. */
  readonly lookalikes: readonly string[];
  readonly note: string | null;
};

type Reader = Pick<Store, 'message' | 'rawOf'>;

/** Explains a stored mail; what was not worth keeping is read again. undefined where the store has no such mail. */
export async function explainMail(
  store: Reader,
  fetchBodies: FetchBodies,
  messageId: MessageId,
  topic: Topic,
): Promise<Explained | undefined> {
  const mail = findMail(store, messageId);
  if (!mail) return undefined;
  const { subject, author, date, lists, kind, category } = mail;
  const base = { messageId, subject, from: author, date, lists, kind, lookalikes: [], note: null };
  if (mail.kept) return { ...base, verdict: mail.kept.verdict };
  const again = await rejudge(store, fetchBodies, mail, topic);
  if (!again) {
    const verdict: Verdict = { category, relevant: relevanceOf(category), confidence: 1, evidence: [] };
    return { ...base, verdict, note: 'Its text cannot be had any more: the archive is gone.' };
  }
  const own = again.verdict.category;
  const note = own === category ? null : `By itself it would be ${own}; its thread makes it ${category}.`;
  const verdict = { ...again.verdict, category, relevant: relevanceOf(category) };
  return { ...base, verdict, lookalikes: lookalikes(topic, again.text), note };
}

/** Reads a stored mail again and judges it by itself; undefined where its bytes cannot be had any more. */
async function rejudge(
  store: Reader,
  fetchBodies: FetchBodies,
  mail: StoredMail,
  topic: Topic,
): Promise<{ readonly verdict: Verdict; readonly text: string } | undefined> {
  const parsed = await readStoredMail(store, fetchBodies, mail);
  if (!parsed) return undefined;
  return { verdict: judge(parsed, topic).verdict, text: `${parsed.subject}\n${parsed.text}` };
}
