import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { ITEM_QUESTIONS } from '../../src/store/sqlite/items/questions.ts';
import { migrate } from '../../src/store/sqlite/schema.ts';

const database = new DatabaseSync(':memory:');
migrate(database);
afterAll(() => database.close());

/** How SQLite says that it answers (sqlite.org/eqp.html), a step a line. */
function plan(sql: string): string {
  return database
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...Array.from({ length: sql.split('?').length - 1 }, () => 1))
    .map(({ detail }) => String(detail))
    .join('\n');
}

describe('questions about items go by an index, with the statistics of SQLite and without', () => {
  const { kind, keys, one, count } = ITEM_QUESTIONS;

  function check(): void {
    expect(plan(kind.all)).toMatch(/^SEARCH i USING INDEX item_date \(kind=\? AND date>\? AND date<\?\)/);
    expect(plan(kind.about)).toMatch(/^SEARCH i USING INDEX item_topic \(kind=\? AND date>\? AND date<\?\)/);
    for (const sql of [kind.all, kind.about]) expect(plan(sql)).not.toContain('FOR ORDER BY');
    for (const sql of [keys.all, keys.about]) {
      expect(plan(sql)).toMatch(/^SEARCH i USING INTEGER PRIMARY KEY \(rowid=\?\)/);
      expect(plan(sql)).toContain('SEARCH item_key USING PRIMARY KEY (key=?)');
    }
    expect(plan(one)).toMatch(/^SEARCH i USING INDEX sqlite_autoindex_item_1 \(kind=\? AND name=\?\)/);
    expect(plan(count)).toBe('SCAN item USING COVERING INDEX item_category');
  }

  it('of an empty store', check);

  it('of a store with many', () => {
    database.exec(`
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000)
      INSERT INTO item (kind, name, scope, date, first_seen, changed, category, doc, judged)
        SELECT n % 4, 'item ' || n, '', n, n, n, n % 9, '{}', '{}' FROM n;
      INSERT INTO item_key SELECT id * 3, id FROM item;
      ANALYZE;
    `);
    check();
  });
});
