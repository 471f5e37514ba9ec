import type { FieldName } from './fields.ts';

/** A parsed filter. `all` is the empty filter; it stands alone, never inside another. */
export type Filter = { readonly kind: 'all' } | Clause;

/** Anything that can stand inside a filter. In normal form (see `allOf`) groups have two members or more. */
export type Clause = Group | NotClause | TextTerm | FieldClause;

/** `and`: a group is never directly inside a group of its own kind. */
export type Group = { readonly kind: 'and' | 'or'; readonly of: readonly Clause[] };
export type NotClause = { readonly kind: 'not'; readonly clause: Clause };

/** What is looked for in running text; all words are tokens as `tokens()` makes them. */
export type TextTerm =
  | { readonly kind: 'word'; readonly word: string }
  /** Two words or more, next to each other. */
  | { readonly kind: 'phrase'; readonly words: readonly string[] }
  /** Words next to each other, the last of which may go on: `cve-2026-1*`. */
  | { readonly kind: 'prefix'; readonly words: readonly string[] };

/** `field:a,b`: true where any of the values fits. */
export type FieldClause = {
  readonly kind: 'field';
  readonly field: FieldName;
  readonly values: readonly FieldValue[];
};

export type Compare = '=' | '<' | '<=' | '>' | '>=';

/** `choice` is lower-case, `day` is `YYYY-MM-DD`; `text` and `glob` are as typed, trimmed, never empty. */
export type FieldValue =
  | { readonly type: 'choice' | 'text' | 'glob' | 'day'; readonly text: string }
  | { readonly type: 'number'; readonly compare: Compare; readonly number: number }
  | { readonly type: 'term'; readonly term: TextTerm };

/** The filter that matches everything. */
export const ALL: Filter = { kind: 'all' };

/** All of `filters`, in normal form: nested `and`s are flattened, `all` adds nothing. */
export function allOf(filters: readonly Filter[]): Filter {
  const parts = filters.flatMap((filter) => {
    if (filter.kind === 'all') return [];
    return filter.kind === 'and' ? filter.of : [filter];
  });
  const [first, ...others] = parts;
  if (first === undefined) return ALL;
  return others.length === 0 ? first : { kind: 'and', of: parts };
}

/** Any of the clauses, in normal form: nested `or`s are flattened, a single one stays itself. */
export function anyOf(clauses: readonly [Clause, ...Clause[]]): Clause {
  const parts = clauses.flatMap((clause) => (clause.kind === 'or' ? clause.of : [clause]));
  return clauses.length === 1 ? clauses[0] : { kind: 'or', of: parts };
}

/** The opposite; twice is once less. */
export function negate(clause: Clause): Clause {
  return clause.kind === 'not' ? clause.clause : { kind: 'not', clause };
}

/** A term for these tokens: a word, a phrase, or with `open` a prefix; undefined where there are none. */
export function textTerm(words: readonly string[], open: boolean): TextTerm | undefined {
  const [first] = words;
  if (first === undefined) return undefined;
  if (open) return { kind: 'prefix', words };
  return words.length === 1 ? { kind: 'word', word: first } : { kind: 'phrase', words };
}
