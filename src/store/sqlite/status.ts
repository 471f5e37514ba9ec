import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Category } from '../../domain/verdict.ts';
import type { ArchiveHealth, StoreStatus } from '../../ports/store.ts';
import { archiveState } from './archives.ts';
import { categoryOf } from './codes.ts';
import { countItems } from './items/questions.ts';
import { FIRST_READING } from './outbox/first-reading.ts';
import { readVersion } from './schema.ts';

/** Counts everything; linear in the size of the store. */
export function readStatus(database: DatabaseSync, path: string): StoreStatus {
  const byCategory: Partial<Record<Category, number>> = {};
  for (const row of database
    .prepare('SELECT category, count(*) AS n FROM message GROUP BY category')
    .iterate()) {
    byCategory[categoryOf(Number(row.category))] = Number(row.n);
  }
  const span = database
    .prepare('SELECT (SELECT min(date) FROM message) AS oldest, (SELECT max(date) FROM message) AS newest')
    .get();
  const counts = countMessages(database);
  return {
    path,
    bytes: sizeOf(path) + sizeOf(`${path}-wal`),
    schema: readVersion(database),
    messages: Object.values(byCategory).reduce((sum, n) => sum + n, 0),
    kept: Number(database.prepare('SELECT count(*) AS n FROM kept').get()?.n ?? 0),
    byCategory,
    unreadable: Number(database.prepare('SELECT count(*) AS n FROM unreadable').get()?.n ?? 0),
    items: countItems(database),
    brokenItems: Number(database.prepare('SELECT count(*) AS n FROM broken_item').get()?.n ?? 0),
    oldest: time(span?.oldest),
    newest: time(span?.newest),
    archives: readArchives(database).map((archive) => ({
      ...archive,
      messages: counts.get(archive.id) ?? 0,
    })),
  };
}

/** The archives in the order of their names, without counting their mails. */
export function readArchives(database: DatabaseSync): ArchiveHealth[] {
  const rows = database.prepare(
    `SELECT a.*, (SELECT count(*) FROM unreadable u WHERE u.archive = a.id) AS unreadable,
       EXISTS (SELECT 1 FROM fact WHERE name = '${FIRST_READING}' || a.id) AS first_reading
     FROM archive a ORDER BY a.list, a.epoch, a.id`,
  );
  return rows.all().map((row) => ({
    ...archiveState(row),
    isFirstReading: row.first_reading === 1,
    unreadable: Number(row.unreadable),
    lastRead: time(row.last_read),
  }));
}

function countMessages(database: DatabaseSync): ReadonlyMap<number, number> {
  const rows = database.prepare(
    `SELECT archive, count(*) AS n FROM (
       SELECT archive, id FROM message UNION SELECT archive, message FROM copy
     ) GROUP BY archive`,
  );
  return new Map(rows.all().map((row) => [Number(row.archive), Number(row.n)]));
}

function time(seconds: unknown): number | undefined {
  return seconds === null || seconds === undefined ? undefined : Number(seconds) * 1000;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
