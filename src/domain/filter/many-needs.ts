import type { Clause, FieldClause, FieldValue, Filter, TextTerm } from './ast.ts';
import { hasWildcard } from './glob.ts';
import type { Key, Space } from './many-keys.ts';
import { foldPath } from './match-field.ts';
import { listName } from './names.ts';
import { fold } from './tokens.ts';

/**
 * What a subject must carry wherever a filter holds: a key; one is enough to look the filter up by (`one`), or any of
 * them may be the one that holds (`each`: all of them have to be looked up).
 */
export type Need =
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'one' | 'each'; readonly of: readonly Need[] };

/** Longest piece of a name that is looked up; names are looked for inside of others. */
export const GRAM = 3;

/** undefined where nothing can be said of what must be there. */
export function needOf(filter: Filter): Need | undefined {
  switch (filter.kind) {
    case 'all':
    case 'not':
      return undefined;
    case 'and':
      return one(filter.of.map(needOf));
    case 'or':
      return each(filter.of, needOf);
    case 'field':
      return each(filter.values, (value) => needOfValue(filter.field, value));
    default:
      return needOfTerm(filter, 'word', 'prefix');
  }
}

function key(space: Space, name: string): Need {
  return { kind: 'key', key: { space, name } };
}

/** Any one of them will do. */
function one(needs: readonly (Need | undefined)[]): Need | undefined {
  const known = needs.filter((need) => need !== undefined);
  return known.length === 0 ? undefined : { kind: 'one', of: known };
}

/** All of them, or nothing is known. */
function each<T extends Clause | FieldValue>(
  parts: readonly T[],
  need: (part: T) => Need | undefined,
): Need | undefined {
  const needs = parts.map(need);
  const known = needs.filter((found) => found !== undefined);
  return known.length < needs.length || known.length === 0 ? undefined : { kind: 'each', of: known };
}

function needOfTerm(term: TextTerm, whole: Space, start: Space): Need | undefined {
  if (term.kind === 'word') return key(whole, term.word);
  if (term.kind === 'phrase') return one(term.words.map((word) => key(whole, word)));
  const last = term.words.at(-1);
  const before = term.words.slice(0, -1).map((word) => key(whole, word));
  return one([...before, last === undefined || last === '' ? undefined : key(start, last)]);
}

function needOfValue(field: FieldClause['field'], value: FieldValue): Need | undefined {
  switch (value.type) {
    case 'term':
      return needOfTerm(value.term, 'subject', 'subject-prefix');
    case 'number':
      return value.compare === '=' ? key('revision', String(value.number)) : key('revision', 'any');
    case 'glob':
      return needOfPath(foldPath(value.text));
    case 'choice':
      return needOfChoice(field, value.text);
    case 'text':
      return needOfText(field, value.text);
    case 'day':
      return undefined;
  }
}

function needOfChoice(field: FieldClause['field'], choice: string): Need | undefined {
  switch (field) {
    case 'kind':
    case 'category':
    case 'relevant':
    case 'state':
      return key(field, choice);
    default:
      return key('is', choice);
  }
}

function needOfText(field: FieldClause['field'], text: string): Need | undefined {
  switch (field) {
    case 'series':
      return key('series', text);
    case 'author':
      return needOfPerson(fold(text));
    case 'list':
      return needOfName('list', listName(text));
    case 'area':
    case 'tag':
      return needOfName(field, text);
    default:
      return needOfName('milestone', text);
  }
}

function needOfName(space: Space, wanted: string): Need {
  const folded = fold(wanted).replace(/\/$/, '');
  return key(space, folded === 'any' || hasWildcard(folded) ? 'any' : folded);
}

/** The pieces of what stands between the wildcards; a slash behind them may stand for nothing. */
function needOfPerson(folded: string): Need | undefined {
  const literal = hasWildcard(folded) ? folded.split(/[*?/]/) : [folded];
  return one(literal.flatMap((text) => gramsOf(text).map((gram) => key('author', gram))));
}

/** Every run of `GRAM` characters; a shorter text as it is. */
function gramsOf(text: string): string[] {
  if (text.length <= GRAM) return text === '' ? [] : [text];
  return Array.from({ length: text.length - GRAM + 1 }, (_, at) => text.slice(at, at + GRAM));
}

/** The folders before the first wildcard, the file's ending behind the last one. */
function needOfPath(pattern: string): Need | undefined {
  const wild = pattern.search(/[*?]/);
  if (wild < 0) return key('path', pattern);
  const folder = pattern.lastIndexOf('/', wild);
  const tail = pattern.slice(Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?')) + 1);
  const dot = tail.lastIndexOf('.');
  return one([
    folder < 0 ? undefined : key('path', pattern.slice(0, folder)),
    dot < 0 || tail.includes('/') ? undefined : key('ending', tail.slice(dot)),
  ]);
}
