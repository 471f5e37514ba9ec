import type { Filter, TextTerm } from './ast.ts';
import { matchField } from './match-field.ts';
import type { FilterSubject } from './subject.ts';
import { indexWords, occurs, type WordIndex } from './word-index.ts';

/** Whether a term occurs in the subject's words; a full-text index can tell without the text. */
export type Hears = (term: TextTerm, subject: FilterSubject) => boolean;

/**
 * Whether the filter holds for the subject. Upper and lower case are one, and so are Latin letters with and
 * without marks. A bare word is a whole word of `subject.text`, a phrase is words next to each other.
 */
export function matchFilter(filter: Filter, subject: FilterSubject, hears: Hears = inText): boolean {
  switch (filter.kind) {
    case 'all':
      return true;
    case 'and':
      return filter.of.every((clause) => matchFilter(clause, subject, hears));
    case 'or':
      return filter.of.some((clause) => matchFilter(clause, subject, hears));
    case 'not':
      return !matchFilter(filter.clause, subject, hears);
    case 'field':
      return matchField(filter, subject);
    case 'word':
    case 'phrase':
    case 'prefix':
      return hears(filter, subject);
  }
}

// One mail is held against every subscription: its words are cut once.
const indexes = new WeakMap<FilterSubject, WordIndex>();

function inText(term: TextTerm, subject: FilterSubject): boolean {
  let index = indexes.get(subject);
  if (index === undefined) {
    index = indexWords(subject.text);
    indexes.set(subject, index);
  }
  return occurs(term, index);
}
