import type { DatabaseSync } from 'node:sqlite';
import type { KeptRow } from '../../domain/kept.ts';
import type { Marks } from '../../domain/series/clues.ts';
import type { Store } from '../../ports/store.ts';
import { explained } from './failure.ts';
import { KEPT_COLUMNS, keptRow, LISTS_COLUMN, MESSAGE_COLUMNS } from './rows.ts';
import { createFirstTouched } from './touched.ts';

const ROWS = `SELECT ${MESSAGE_COLUMNS}, ${KEPT_COLUMNS}, ${LISTS_COLUMN}
  FROM message m JOIN person p ON p.id = m.author
  LEFT JOIN kept k ON k.message = m.id LEFT JOIN said s ON s.message = m.id`;
/** SQLite takes 32,766 parameters; keys come in slices. */
const SLICE = 500;

type Threads = Pick<
  Store,
  'mailsInThreads' | 'threadsWith' | 'patchThreads' | 'keptWithFindings' | 'pullSenders' | 'firstTouched'
>;

/** What series are made of: whole threads, and the threads that hold their other revisions. */
export function createThreads(database: DatabaseSync, path: string): Threads {
  const patchThreads = {
    topic: database.prepare('SELECT DISTINCT thread FROM message WHERE kind IN (0, 1) AND category < 5'),
    all: database.prepare('SELECT DISTINCT thread FROM message WHERE posting IS NOT NULL'),
  };
  const senders = database.prepare(
    'SELECT DISTINCT p.email FROM message m JOIN person p ON p.id = m.author WHERE m.kind = 3',
  );
  const found = database.prepare(`${ROWS} WHERE k.findings IS NOT NULL ORDER BY m.date, m.id`);

  function inSlices<T>(
    sql: (marks: string) => string,
    keys: readonly number[],
    read: (rows: ReturnType<typeof found.all>) => T[],
  ): T[] {
    const all: T[] = [];
    for (let i = 0; i < keys.length; i += SLICE) {
      const slice = keys.slice(i, i + SLICE);
      const marks = slice.map(() => '?').join(',');
      all.push(...read(database.prepare(sql(marks)).all(...slice)));
    }
    return all;
  }
  function mailsInThreads(threads: readonly number[]): KeptRow[] {
    const rows = inSlices(
      (marks) => `${ROWS} WHERE m.thread IN (${marks})`,
      threads,
      (found) => found.map(keptRow),
    );
    return rows.sort((a, b) => a.date - b.date || a.id - b.id);
  }
  function threadsWith({ keys, titles, clues }: Marks): number[] {
    const threadOf = (rows: ReturnType<typeof found.all>): number[] =>
      rows.map(({ thread }) => Number(thread));
    const threads = [
      ...inSlices((marks) => `SELECT DISTINCT thread FROM message WHERE key IN (${marks})`, keys, threadOf),
      ...inSlices(
        (marks) => `SELECT DISTINCT thread FROM message WHERE title IN (${marks})`,
        titles,
        threadOf,
      ),
      ...inSlices(
        (marks) =>
          `SELECT DISTINCT m.thread FROM clue c JOIN message m ON m.id = c.message WHERE c.key IN (${marks})`,
        clues,
        threadOf,
      ),
    ];
    return [...new Set(threads)];
  }
  return {
    mailsInThreads: explained(path, mailsInThreads),
    threadsWith: explained(path, threadsWith),
    patchThreads: explained(path, (which) => patchThreads[which].all().map(({ thread }) => Number(thread))),
    pullSenders: explained(path, () => senders.all().map(({ email }) => String(email))),
    firstTouched: explained(path, createFirstTouched(database)),
    keptWithFindings: explained(path, () => found.all().map(keptRow)),
  };
}
