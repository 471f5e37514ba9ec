import type { DatabaseSync } from 'node:sqlite';
import type { RequiredTerms } from '../../domain/filter/terms.ts';
import type { SearchHit, SearchQuery } from '../../ports/store.ts';
import { explained } from './failure.ts';
import { SLOTS } from './keep.ts';
import { KEPT_COLUMNS, keptRow, LISTS_COLUMN, MESSAGE_COLUMNS } from './rows.ts';

const ROWS = `SELECT k.doc, ${MESSAGE_COLUMNS}, ${KEPT_COLUMNS}, ${LISTS_COLUMN}
  FROM kept k JOIN message m ON m.id = k.message JOIN person p ON p.id = m.author LEFT JOIN said s ON s.message = m.id`;

export type Search = {
  readonly search: (query: SearchQuery) => readonly SearchHit[];
  readonly hear: (terms: RequiredTerms, ids: readonly number[]) => ReadonlySet<number>;
};

/** Newest first: both the words and the kept mails are in the order of their dates, so nothing is sorted. */
export function createSearch(database: DatabaseSync, path: string): Search {
  const byWords = database.prepare(
    `SELECT rowid AS doc FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`,
  );
  const byDoc = database.prepare(`${ROWS} WHERE k.doc = ?`);
  const all = database.prepare(`${ROWS} WHERE k.doc >= ? AND k.doc < ? ORDER BY k.doc DESC LIMIT ?`);
  const docOf = database.prepare('SELECT doc FROM kept WHERE message = ?');

  function search({ match, since, until, limit, after }: SearchQuery): SearchHit[] {
    const from = docAt(since, 0);
    const to = Math.min(docAt(until, Number.MAX_SAFE_INTEGER), after ?? Number.MAX_SAFE_INTEGER);
    const rows =
      match === undefined
        ? all.all(from, to, limit)
        : byWords.all(ftsQuery(match), from, to, limit).map((hit) => byDoc.get(hit.doc ?? null) ?? {});
    return rows.map((row) => ({ row: keptRow(row), place: Number(row.doc) }));
  }
  function hear(terms: RequiredTerms, ids: readonly number[]): ReadonlySet<number> {
    const docs = new Map(ids.map((id) => [Number(docOf.get(id)?.doc ?? -1), id]));
    const sorted = [...docs.keys()].filter((doc) => doc >= 0).sort((a, b) => a - b);
    const first = sorted[0];
    if (first === undefined) return new Set();
    const hits = byWords.all(ftsQuery(terms), first, (sorted.at(-1) ?? first) + 1, Number.MAX_SAFE_INTEGER);
    return new Set(hits.flatMap((hit) => docs.get(Number(hit.doc)) ?? []));
  }
  return { search: explained(path, search), hear: explained(path, hear) };
}

function docAt(ms: number | undefined, fallback: number): number {
  return ms === undefined ? fallback : Math.ceil(ms / 1000) * SLOTS;
}

/** FTS5's query language (sqlite.org/fts5.html, 3): every word in quotes, so that none is an operator. */
function ftsQuery(terms: RequiredTerms): string {
  switch (terms.kind) {
    case 'word':
      return quoted([terms.word]);
    case 'phrase':
      return quoted(terms.words);
    case 'prefix':
      return `${quoted(terms.words)} *`;
    case 'and':
    case 'or':
      return `(${terms.of.map(ftsQuery).join(terms.kind === 'and' ? ' AND ' : ' OR ')})`;
  }
}

function quoted(words: readonly string[]): string {
  return `"${words.join(' ').replaceAll('"', '""')}"`;
}
