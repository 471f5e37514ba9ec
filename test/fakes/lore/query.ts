/** What a search asks for. */
export type Query =
  | {
      readonly ask: 'words';
      readonly field: string;
      readonly words: readonly string[];
      readonly open: boolean;
    }
  | { readonly ask: 'exact'; readonly field: string; readonly value: string }
  | { readonly ask: 'range'; readonly field: string; readonly range: string }
  | { readonly ask: 'all' | 'any'; readonly of: readonly Query[] }
  | { readonly ask: 'without'; readonly wanted: Query; readonly unwanted: Query }
  | { readonly ask: 'nothing' };

/** A query that Xapian would refuse; the message is its own. */
export class BadQuery extends Error {
  override name = 'BadQuery';
}

const RANGES = new Set(['d', 'dt', 'rt', 'z']);
const EXACT = new Set(['mid', 'lid', 'dfpre', 'dfpost', 'dfblob']);
const WORDS = ['s', 'f', 'b', 'bs', 'q', 'nq', 't', 'c', 'tc', 'tcf', 'a', 'm', 'l', 'n'];
const DIFF_WORDS = ['dfn', 'dfa', 'dfb', 'dfhh', 'dfctx'];
const TEXT = new Set([...WORDS, ...DIFF_WORDS]);

type Token = { readonly kind: '(' | ')' | 'AND' | 'OR' | 'NOT' | 'term'; readonly text: string };
type Parser = { readonly tokens: readonly Token[]; at: number };

/** Letters and digits of any script, in lower case: what is indexed, and what is looked for. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/**
 * Reads what stands behind `q=` as public-inbox does with Xapian's query parser: words side by side must all
 * be there, AND binds closer than OR, NOT alone is refused. Throws BadQuery.
 */
export function parseQuery(text: string): Query {
  const parser: Parser = { tokens: tokenize(text), at: 0 };
  if (parser.tokens.length === 0) return { ask: 'nothing' };
  const query = parseAny(parser);
  // A bracket that was never opened says nothing.
  return parser.at < parser.tokens.length ? parseRest(parser, query) : query;
}

function parseRest(parser: Parser, query: Query): Query {
  while (peek(parser)?.kind === ')') parser.at++;
  return parser.at < parser.tokens.length ? all([query, parseAny(parser)]) : query;
}

function tokenize(text: string): Token[] {
  const pieces = text.matchAll(/[()]|(?:[a-z]{1,8}:)?"[^"]*"?|[^\s()]+/gu);
  return [...pieces].map(([piece]): Token => {
    if (piece === '(' || piece === ')') return { kind: piece, text: piece };
    if (piece === 'AND' || piece === 'OR' || piece === 'NOT') return { kind: piece, text: piece };
    return { kind: 'term', text: piece };
  });
}

const peek = (parser: Parser): Token | undefined => parser.tokens[parser.at];

function take(parser: Parser, kind: Token['kind']): boolean {
  if (peek(parser)?.kind !== kind) return false;
  parser.at++;
  return true;
}

function parseAny(parser: Parser): Query {
  const any = [parseAll(parser)];
  while (take(parser, 'OR')) any.push(parseAll(parser, 'OR'));
  const [only, more] = any;
  return only && !more ? only : { ask: 'any', of: any };
}

function parseAll(parser: Parser, after = 'AND'): Query {
  let query = parseGroup(parser, after);
  for (;;) {
    if (take(parser, 'NOT')) query = { ask: 'without', wanted: query, unwanted: parseGroup(parser, 'NOT') };
    else if (take(parser, 'AND')) {
      query = take(parser, 'NOT')
        ? { ask: 'without', wanted: query, unwanted: parseGroup(parser, 'AND NOT') }
        : all([query, parseGroup(parser, 'AND')]);
    } else return query;
  }
}

/** Terms side by side. Of ranges in one value, and of exact terms in one field, any does. */
function parseGroup(parser: Parser, after: string): Query {
  const wanted: Query[] = [];
  const unwanted: Query[] = [];
  for (let token = peek(parser); token?.kind === '(' || token?.kind === 'term'; token = peek(parser)) {
    parser.at++;
    if (token.kind === '(') {
      wanted.push(parseAny(parser));
      take(parser, ')');
    } else if (/^-\p{L}/u.test(token.text)) unwanted.push(parseTerm(token.text.slice(1)));
    else wanted.push(parseTerm(token.text.replace(/^\+/, '')));
  }
  if (wanted.length === 0) throw new BadQuery(`Syntax: <expression> ${after} <expression>`);
  const query = all(joinFilters(wanted.filter((one) => one.ask !== 'nothing')));
  return unwanted.length === 0
    ? query
    : { ask: 'without', wanted: query, unwanted: { ask: 'any', of: unwanted } };
}

function joinFilters(queries: readonly Query[]): Query[] {
  const filters = new Map<string, Query[]>();
  const joined: Query[] = [];
  for (const query of queries) {
    if (query.ask !== 'range' && query.ask !== 'exact') {
      joined.push(query);
      continue;
    }
    const same = filters.get(query.field);
    if (same) same.push(query);
    else filters.set(query.field, [query]);
  }
  return [...joined, ...[...filters.values()].map((of): Query => ({ ask: 'any', of }))];
}

const all = (of: readonly Query[]): Query => {
  const [only, more] = of;
  if (!only) return { ask: 'nothing' };
  return more ? { ask: 'all', of } : only;
};

function parseTerm(text: string): Query {
  const [, field = '', rest = ''] = /^([a-z]{1,8}):(.*)$/s.exec(text) ?? [];
  if (RANGES.has(field) && rest !== '') return { ask: 'range', field, range: rest };
  if (EXACT.has(field)) return { ask: 'exact', field, value: rest.replaceAll('"', '') };
  const known = TEXT.has(field);
  const said = known ? rest : text;
  const words = wordsOf(said);
  if (words.length === 0) return { ask: 'nothing' };
  return { ask: 'words', field: known ? field : '', words, open: /\w\*$/.test(said) };
}
