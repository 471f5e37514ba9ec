import { ALL, allOf, anyOf, type Clause, type FieldValue, type Filter, negate } from './ast.ts';
import { type Failure, type FilterError, failure, type Outcome, type Span, TERM_STARTS } from './error.ts';
import { fieldNames, findField } from './fields.ts';
import { type Lexeme, lex } from './lex.ts';
import { FILTER_LIMITS } from './limits.ts';
import { nearest } from './nearest.ts';
import { printFilter } from './print.ts';
import { type FilterVocabulary, readFieldValue, readTerm } from './value.ts';

export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly error: FilterError };

/**
 * Reads a filter. Words, fields and groups side by side must all hold; `OR` binds weaker than that, `-` and
 * `NOT` bind strongest. The empty text matches all. With `known`, names that are not among the known ones
 * are mistakes. Never throws.
 */
export function parseFilter(text: string, known: FilterVocabulary = {}): ParsedFilter {
  const most = FILTER_LIMITS.characters;
  if (text.length > most) {
    const message = `a filter can have ${most} characters, this one has ${text.length}`;
    return failure({ at: most, end: text.length }, message, []);
  }
  const lexemes = lex(text);
  if (!lexemes.ok) return lexemes;
  if (lexemes.value.length === 0) return { ok: true, filter: ALL };
  const state: State = { lexemes: lexemes.value, place: 0, depth: 0, terms: 0, end: text.length, known };
  const parsed = readAny(state);
  if (!parsed.ok) return parsed;
  const rest = peek(state);
  if (rest) return failure(rest, 'this parenthesis closes nothing', TERM_STARTS);
  // What was accepted is kept in normal form, which must be accepted again.
  if (printFilter(parsed.value).length > most) {
    return failure(
      { at: 0, end: text.length },
      `in normal form this filter has more than ${most} characters`,
      [],
    );
  }
  return { ok: true, filter: parsed.value };
}

type State = {
  readonly lexemes: readonly Lexeme[];
  readonly known: FilterVocabulary;
  readonly end: number;
  place: number;
  depth: number;
  terms: number;
};

function peek(state: State): Lexeme | undefined {
  return state.lexemes[state.place];
}

function readAny(state: State): Outcome<Clause> {
  const first = readAll(state);
  if (!first.ok) return first;
  const clauses: [Clause, ...Clause[]] = [first.value];
  while (peek(state)?.kind === 'or') {
    state.place++;
    const next = readAll(state);
    if (!next.ok) return next;
    clauses.push(next.value);
  }
  return { ok: true, value: anyOf(clauses) };
}

function readAll(state: State): Outcome<Clause> {
  const first = readOne(state);
  if (!first.ok) return first;
  let all = first.value;
  while (true) {
    const kind = peek(state)?.kind;
    if (kind === undefined || kind === 'or' || kind === 'close') return { ok: true, value: all };
    if (kind === 'and') state.place++;
    const next = readOne(state);
    if (!next.ok) return next;
    all = allOf([all, next.value]) as Clause;
  }
}

function readOne(state: State): Outcome<Clause> {
  const lexeme = peek(state);
  if (!lexeme) return nothingHere(state, lexeme);
  switch (lexeme.kind) {
    case 'open':
    case 'not':
      return readDeeper(state, lexeme);
    case 'close':
    case 'or':
    case 'and':
      return nothingHere(state, lexeme);
    case 'field':
      state.place++;
      return readField(state, lexeme);
    case 'word':
    case 'phrase': {
      state.place++;
      const term = readTerm(lexeme, lexeme.kind === 'phrase');
      return term.ok ? (tooMany(state, lexeme) ?? term) : term;
    }
  }
}

function readDeeper(state: State, opener: Lexeme): Outcome<Clause> {
  if (state.depth >= FILTER_LIMITS.depth) {
    const message = `a filter can be nested ${FILTER_LIMITS.depth} deep, here it gets deeper`;
    return failure(opener, message, []);
  }
  state.place++;
  state.depth++;
  const inner = opener.kind === 'not' ? readOne(state) : readAny(state);
  state.depth--;
  if (!inner.ok) return inner;
  if (opener.kind === 'not') return { ok: true, value: negate(inner.value) };
  if (peek(state)?.kind !== 'close') return failure(opener, 'this parenthesis is never closed', [')']);
  state.place++;
  return inner;
}

/** What is not complete without a term behind it. */
const WAITING: { readonly [Kind in Lexeme['kind']]?: string } = {
  or: '`OR`',
  and: '`AND`',
  not: 'the negation',
  open: 'this parenthesis',
};

/** Says what is wrong where a term had to be; the lexeme before tells most about what was meant. */
function nothingHere(state: State, here: Lexeme | undefined): Failure {
  const before = state.lexemes[state.place - 1];
  const told = before && WAITING[before.kind];
  if (here === undefined) {
    const span: Span = before ?? { at: state.end, end: state.end };
    return failure(span, `there is nothing behind ${told ?? 'this'}`, TERM_STARTS);
  }
  if (here.kind === 'close') {
    if (before?.kind === 'open') {
      const message = 'there is nothing between these parentheses; to look for text that has them, quote it';
      return failure({ at: before.at, end: here.end }, message, TERM_STARTS);
    }
    if (told === undefined) return failure(here, 'this parenthesis closes nothing', TERM_STARTS);
    return failure(before ?? here, `there is nothing behind ${told}`, TERM_STARTS);
  }
  const word = here.kind.toUpperCase();
  const where =
    told === undefined ? `there is nothing before \`${word}\`` : `\`${word}\` cannot stand behind ${told}`;
  return failure(here, `${where}; to look for the word, write it in small letters`, TERM_STARTS);
}

function readField(state: State, lexeme: Lexeme & { readonly kind: 'field' }): Outcome<Clause> {
  const field = findField(lexeme.name);
  if (!field) return unknownField(lexeme);
  const values: FieldValue[] = [];
  for (const raw of lexeme.values) {
    const value = readFieldValue(field, raw, state.known);
    if (!value.ok) return value;
    const failed = tooMany(state, raw);
    if (failed) return failed;
    values.push(value.value);
  }
  if (field.takes === 'day' && values.length > 1) {
    return failure(lexeme, `\`${field.name}:\` takes one day`, ['YYYY-MM-DD']);
  }
  return { ok: true, value: { kind: 'field', field: field.name, values } };
}

function unknownField(lexeme: Lexeme & { readonly kind: 'field' }): Failure {
  const { name, at } = lexeme;
  const names = fieldNames();
  const near = nearest(name, names);
  const hint = near
    ? `did you mean \`${near}\`?`
    : `to look for text with a colon, quote it: \`"${name.slice(0, 40)}: ..."\``;
  const expected = near ? [near, ...names.filter((other) => other !== near)] : names;
  return failure({ at, end: at + name.length }, `unknown field \`${name.slice(0, 40)}\`, ${hint}`, expected);
}

function tooMany(state: State, span: Span): Failure | undefined {
  state.terms++;
  if (state.terms <= FILTER_LIMITS.terms) return undefined;
  return failure(span, `a filter can have ${FILTER_LIMITS.terms} terms, this is one more`, []);
}
