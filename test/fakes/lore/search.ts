import { decodeWords } from '../../../src/parse/mail/words.ts';
import type { Entry } from './entry.ts';
import { parseQuery, type Query, wordsOf } from './query.ts';
import { readRange, stamp } from './range.ts';

/** Does it hold what is asked for? */
type Test = (entry: Entry) => boolean;

/** Entries that a query finds, in their order. Throws BadQuery. `now` in ms. */
export function search(entries: readonly Entry[], text: string, now: number): Entry[] {
  return entries.filter(compile(parseQuery(text), now));
}

function compile(query: Query, now: number): Test {
  switch (query.ask) {
    case 'nothing':
      return () => false;
    case 'all': {
      const tests = query.of.map((one) => compile(one, now));
      return (entry) => tests.every((test) => test(entry));
    }
    case 'any': {
      const tests = query.of.map((one) => compile(one, now));
      return (entry) => tests.some((test) => test(entry));
    }
    case 'without': {
      const wanted = compile(query.wanted, now);
      const unwanted = compile(query.unwanted, now);
      return (entry) => wanted(entry) && !unwanted(entry);
    }
    case 'range': {
      const { from, to } = readRange(query.field, query.range, now);
      return (entry) => {
        const value = numberOf(entry, query.field);
        return from <= value && value <= to;
      };
    }
    case 'exact':
      return (entry) => isExactly(entry, query.field, query.value);
    case 'words':
      return (entry) =>
        textsOf(entry, query.field).some((text) => hasWords(wordsOf(text), query.words, query.open));
  }
}

function numberOf(entry: Entry, field: string): number {
  if (field === 'z') return entry.bytes.length;
  if (field === 'rt') return Math.floor(entry.at / 1000);
  return stamp(Math.floor(entry.date / 1000), field === 'd' ? 8 : 14);
}

function isExactly({ id, fields, text }: Entry, field: string, value: string): boolean {
  if (field === 'mid') return id === value;
  if (field === 'lid') return (/<([^<>]+)>/.exec(fields.listId)?.[1] ?? fields.listId.trim()) === value;
  const blobs = [...text.matchAll(/^index ([0-9a-f]{7,40})\.\.([0-9a-f]{7,40})/gm)];
  const sides = blobs.flatMap(([, pre, post]) =>
    field === 'dfpre' ? [pre] : field === 'dfpost' ? [post] : [pre, post],
  );
  return sides.some((blob) => blob?.startsWith(value));
}

/** One behind the other; the last one may go on where the query ends in `*`. */
function hasWords(words: readonly string[], wanted: readonly string[], open: boolean): boolean {
  return words.some((_, at) =>
    wanted.every((word, n) => {
      const found = words[at + n];
      return found === word || (open && n === wanted.length - 1 && found?.startsWith(word) === true);
    }),
  );
}

/** The texts behind a prefix (Search.pm of public-inbox, `prob_prefix`). */
function textsOf(entry: Entry, field: string): readonly string[] {
  const { fields, subject, text, id } = entry;
  const [to, cc] = [decodeWords(fields.to), decodeWords(fields.cc)];
  const from = decodeWords(fields.from);
  switch (field) {
    case 's':
      return [subject];
    case 'f':
      return [from];
    case 't':
      return [to];
    case 'c':
      return [cc];
    case 'tc':
      return [to, cc];
    case 'tcf':
    case 'a':
      return [to, cc, from];
    case 'm':
      return [id];
    case 'l':
      return [fields.listId];
    case 'b':
      return [text];
    case 'bs':
      return [text, subject];
    case 'n':
      return [];
    case '':
      return [id, subject, from, text];
    default:
      return linesOf(text, field);
  }
}

/** Of a body: what is quoted, what is not, and the parts of a diff. */
function linesOf(text: string, field: string): string[] {
  const lines = text.split('\n');
  if (field === 'q') return [lines.filter((line) => line.startsWith('>')).join('\n')];
  if (field === 'nq') return [lines.filter((line) => !line.startsWith('>')).join('\n')];
  if (field === 'dfn') return lines.flatMap(namesOf);
  if (field === 'dfhh')
    return lines.flatMap((line) => /^@@ -\S{1,24} \+\S{1,24} @@ (.*)/.exec(line)?.[1] ?? []);
  const sign = { dfa: '-', dfb: '+', dfctx: ' ' }[field];
  const start = lines.findIndex((line) => line.startsWith('diff --git '));
  if (sign === undefined || start < 0) return [];
  return lines.slice(start).filter((line) => line.startsWith(sign) && !/^(?:---|\+\+\+) /.test(line));
}

function namesOf(line: string): string[] {
  const [, one, other] = /^diff --git "?a\/(\S+) "?b\/(\S+)/.exec(line) ?? [];
  const side = /^(?:---|\+\+\+) "?[ab]\/(\S+)/.exec(line)?.[1];
  return [one, other, side].filter((name) => name !== undefined);
}
