import type { KeptRow } from '../kept.ts';
import { parseSubject, type SubjectLine } from '../subject.ts';

/** A kept mail, as a digest needs it: what it is about is in its verdict. Times in ms. */
export type SeriesMail = Omit<KeptRow, 'id' | 'received' | 'copied' | 'own' | 'category' | 'title'>;

const lines = new WeakMap<SeriesMail, SubjectLine>();

/** The subject's brackets, read once. */
export function subjectLine(mail: SeriesMail): SubjectLine {
  const known = lines.get(mail);
  if (known) return known;
  const line = parseSubject(mail.subject);
  lines.set(mail, line);
  return line;
}

/** By date, then by id: the order of a digest never depends on the order of arrival. */
export function byDate(a: SeriesMail, b: SeriesMail): number {
  return a.date - b.date || (a.messageId < b.messageId ? -1 : a.messageId > b.messageId ? 1 : 0);
}
