import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchFilter } from '../../../src/domain/filter/match.ts';
import { parseFilter } from '../../../src/domain/filter/parse.ts';
import { BLANK_SUBJECT } from '../../../src/domain/filter/subject.ts';
import { type RequiredTerms, requiredTerms } from '../../../src/domain/filter/terms.ts';
import { searchableText, tokens } from '../../../src/domain/filter/tokens.ts';
import { anyFilter, anySubject, anyText, wordFilter } from './arbitrary.ts';

function show(terms: RequiredTerms | null): string {
  if (terms === null) return 'none';
  if ('of' in terms) return `(${terms.of.map(show).join(` ${terms.kind.toUpperCase()} `)})`;
  return terms.kind === 'word' ? terms.word : ftsQuery(terms).replace(' *', '*');
}

/** The terms as a query of FTS5. */
function ftsQuery(terms: RequiredTerms): string {
  if ('of' in terms) {
    return `(${terms.of.map(ftsQuery).join(` ${terms.kind.toUpperCase()} `)})`;
  }
  const words = terms.kind === 'word' ? [terms.word] : terms.words;
  return `"${words.join(' ')}"${terms.kind === 'prefix' ? ' *' : ''}`;
}

describe('requiredTerms', () => {
  it.each([
    ['', 'none'],
    ['a', 'a'],
    ['a b*', '(a AND "b"*)'],
    ['"a b" kind:patch -c', '"a b"'],
    ['a OR kind:patch', 'none'],
    ['a OR -b', 'none'],
    ['(a kind:patch) OR (b -c)', '(a OR b)'],
    ['(a OR kind:patch) b', 'b'],
    ['-(a b)', 'none'],
    ['__', 'none'],
    ['subject:a', 'none'],
  ])('%j: %s', (text, terms) => {
    const parsed = parseFilter(text);
    expect(parsed.ok && show(requiredTerms(parsed.filter))).toBe(terms);
  });

  it('hold wherever the filter matches', () => {
    fc.assert(
      fc.property(fc.oneof(anyFilter, wordFilter), anySubject, (filter, subject) => {
        const terms = requiredTerms(filter);
        if (terms === null || !matchFilter(filter, subject)) return;
        expect(matchFilter(terms, subject)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('are words of which SQLite has at least one token, for every letter there is', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE VIRTUAL TABLE letter USING fts5(text); BEGIN');
    database.exec("CREATE VIRTUAL TABLE seen USING fts5vocab(letter, 'instance')");
    const add = database.prepare('INSERT INTO letter(rowid, text) VALUES (?, ?)');
    const asked = new Set<unknown>();
    for (let point = 1; point <= 0x10ffff; point++) {
      const [word] = tokens(String.fromCodePoint(point));
      if (word === undefined || requiredTerms({ kind: 'word', word }) === null) continue;
      asked.add(point);
      add.run(point, word);
    }
    for (const { doc } of database.prepare('SELECT DISTINCT doc FROM seen').all()) asked.delete(doc);
    expect([...asked]).toEqual([]);
    database.close();
  });

  it.each(["unicode61 remove_diacritics 2 tokenchars '_'", 'unicode61', 'ascii'])(
    'find in SQLite what the filter matches, with the tokenizer %s',
    (tokenizer) => {
      const database = new DatabaseSync(':memory:');
      database.exec(`CREATE VIRTUAL TABLE mail USING fts5(text, tokenize = "${tokenizer}")`);
      const add = database.prepare('INSERT INTO mail(rowid, text) VALUES (1, ?)');
      const find = database.prepare('SELECT rowid FROM mail WHERE mail MATCH ?');
      let matched = 0;
      fc.assert(
        fc.property(wordFilter, fc.array(anyText, { minLength: 1, maxLength: 2 }), (filter, parts) => {
          const terms = requiredTerms(filter);
          const text = searchableText(...parts);
          if (terms === null || !matchFilter(filter, { ...BLANK_SUBJECT, text })) return;
          matched++;
          database.exec('DELETE FROM mail');
          add.run(text);
          expect(find.all(ftsQuery(terms))).toHaveLength(1);
        }),
        { numRuns: 6000 },
      );
      expect(matched).toBeGreaterThan(300);
      database.close();
    },
  );
});
