import type { Clause, FieldClause, FieldValue, Filter, TextTerm } from './ast.ts';
import { isBare, quote } from './lex.ts';

/**
 * The normal form: the same filter is always printed the same, and `parseFilter` reads it back to an equal
 * one (as long as it is within the limits). The filter that matches all is the empty text.
 */
export function printFilter(filter: Filter): string {
  return filter.kind === 'all' ? '' : printClause(filter);
}

function printClause(clause: Clause): string {
  switch (clause.kind) {
    case 'and':
      return clause.of.map((part) => (part.kind === 'or' ? grouped(part) : printClause(part))).join(' ');
    case 'or':
      return clause.of.map(printClause).join(' OR ');
    case 'not':
      return `-${isGroup(clause.clause) ? grouped(clause.clause) : printClause(clause.clause)}`;
    case 'field':
      return printField(clause);
    case 'word':
    case 'phrase':
    case 'prefix':
      return printTerm(clause);
  }
}

function isGroup(clause: Clause): boolean {
  return clause.kind === 'and' || clause.kind === 'or';
}

function grouped(clause: Clause): string {
  return `(${printClause(clause)})`;
}

function printTerm(term: TextTerm): string {
  switch (term.kind) {
    case 'word':
      return term.word;
    case 'phrase':
      return quote(term.words.join(' '));
    case 'prefix':
      return `${term.words.join('-')}*`;
  }
}

function printField(clause: FieldClause): string {
  return `${clause.field}:${clause.values.map(printValue).join(',')}`;
}

function printValue(value: FieldValue): string {
  if (value.type === 'term') return printTerm(value.term);
  if (value.type === 'number') return `${value.compare === '=' ? '' : value.compare}${value.number}`;
  // `path::x` would be read as the text `path::x`.
  const bare = !value.text.startsWith(':') && [...value.text].every((char) => isBare(char) && char !== ',');
  return bare ? value.text : quote(value.text);
}
