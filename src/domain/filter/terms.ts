import type { Filter, TextTerm } from './ast.ts';

/** What must occur in a text: a term, all of some, or any of some. Groups have two members or more. */
export type RequiredTerms = TextTerm | { readonly kind: 'and' | 'or'; readonly of: readonly RequiredTerms[] };

/**
 * A condition on the words of `FilterSubject.text` that holds wherever the filter matches, for a full-text
 * index to narrow the search by; null where there is none. It may hold where the filter does not match, so
 * `matchFilter` still has the last word.
 */
export function requiredTerms(filter: Filter): RequiredTerms | null {
  switch (filter.kind) {
    case 'word':
      return isIndexed([filter.word]) ? filter : null;
    case 'phrase':
    case 'prefix':
      return isIndexed(filter.words) ? filter : null;
    case 'and':
      return join(
        'and',
        filter.of.map(requiredTerms).filter((terms) => terms !== null),
      );
    case 'or': {
      const sides = filter.of.map(requiredTerms);
      const known = sides.filter((terms) => terms !== null);
      return known.length === sides.length ? join('or', known) : null;
    }
    case 'all':
    case 'not':
    case 'field':
      return null;
  }
}

function join(kind: 'and' | 'or', of: readonly RequiredTerms[]): RequiredTerms | null {
  const [first, ...others] = of;
  if (first === undefined) return null;
  return others.length === 0 ? first : { kind, of };
}

// New Tai Lue and Vedic signs that newer versions of Unicode call letters.
const ONCE_MARKS = /[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]/;

// An index with an older table, or that does not take `_` for a letter, can have no token at all for such a
// word, and asking for no token finds nothing.
function isIndexed(words: readonly string[]): boolean {
  return words.every((word) => /[\p{L}\p{N}]/u.test(word) && !ONCE_MARKS.test(word));
}
