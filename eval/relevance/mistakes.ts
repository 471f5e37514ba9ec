import { type Category, type Evidence, relevanceOf } from '../../src/domain/verdict.ts';
import { type Judged, type Labels, labelOf } from './judged.ts';

export const MISTAKES = ['false find', 'miss', 'held for weak', 'other category', 'near it'] as const;

export type Mistake = {
  readonly what: (typeof MISTAKES)[number];
  readonly messageId: string;
  readonly subject: string;
  readonly truth: Category;
  readonly ours: Category;
  readonly confidence: number;
  /** Why the label is what it is. */
  readonly label: string;
  readonly evidence: readonly Evidence[];
};

/**
 * What differs from the label, the worst first: false finds and misses in turns, then what is relevant but
 * held for weak, then other categories of what is relevant, then what lies below; each time the surest first.
 */
export function findMistakes(mails: readonly Judged[], labels: Labels): Mistake[] {
  const mistakes = mails.flatMap((mail) => describeMistake(mail, labels)).sort(bySureness);
  const of = (what: Mistake['what']) => mistakes.filter((mistake) => mistake.what === what);
  const [falseFinds, misses] = [of('false find'), of('miss')];
  const turns = Array.from({ length: Math.max(falseFinds.length, misses.length) }, (_, at) => [
    ...falseFinds.slice(at, at + 1),
    ...misses.slice(at, at + 1),
  ]);
  return [...turns.flat(), ...of('held for weak'), ...of('other category'), ...of('near it')];
}

function describeMistake(mail: Judged, labels: Labels): Mistake[] {
  const { category: truth, reason } = labelOf(labels, mail);
  const { category: ours, confidence, evidence } = mail.verdict;
  if (truth === ours) return [];
  const { messageId, subject } = mail;
  return [{ what: name(truth, ours), messageId, subject, truth, ours, confidence, label: reason, evidence }];
}

function name(truth: Category, ours: Category): Mistake['what'] {
  const [right, said] = [relevanceOf(truth), relevanceOf(ours)];
  if (right === 'yes') {
    if (said === 'yes') return 'other category';
    return said === 'weak' ? 'held for weak' : 'miss';
  }
  return right === 'no' && said === 'yes' ? 'false find' : 'near it';
}

function bySureness(a: Mistake, b: Mistake): number {
  return b.confidence - a.confidence || (a.messageId < b.messageId ? -1 : 1);
}
