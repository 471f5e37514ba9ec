import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { ITEM_QUESTIONS } from '../../src/store/sqlite/items/questions.ts';
import { ISSUE_QUESTIONS } from '../../src/store/sqlite/outbox/issues.ts';
import { NEWS_QUESTIONS } from '../../src/store/sqlite/outbox/news.ts';
import { SUBJECT_QUESTIONS } from '../../src/store/sqlite/outbox/subjects.ts';
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

describe('questions about what goes out go by an index, with the statistics of SQLite and without', () => {
  const { after, kept, mail, items, at, learnedMails, learnedItems } = NEWS_QUESTIONS;

  function check(): void {
    const plans = [after, kept, mail, items, at, learnedMails, learnedItems].map(plan);
    for (const one of plans) {
      expect(one).not.toMatch(/SCAN (m|k|p|s|i|kept|item|message)\b/);
      expect(one).not.toContain('AUTOMATIC');
    }
    expect(plan(after)).toMatch(/^SEARCH n USING INTEGER PRIMARY KEY \(rowid>\?\)/);
    expect(plan(kept)).toMatch(
      /^SEARCH n USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)\nSEARCH k USING INTEGER/,
    );
    expect(plan(items)).toContain('SEARCH news USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)');
    expect(plan(learnedMails)).toContain('SEARCH news USING INDEX news_message (message=?)');
    expect(plan(learnedItems)).toContain('SEARCH n USING INDEX news_item (item=?)');
    for (const one of [after, kept, at])
      expect(plan(one).split('CORRELATED')[0]).not.toContain('TEMP B-TREE');
    expect(plan(SUBJECT_QUESTIONS.withKeys)).toContain('SEARCH subject_key USING PRIMARY KEY (key=?)');
    expect(plan(SUBJECT_QUESTIONS.open)).toContain('SEARCH s USING INDEX subject_state (kind=?)');
    expect(plan(SUBJECT_QUESTIONS.open)).toMatch(
      /SEARCH c \w* ?USING COVERING INDEX card_subject \(subject=\?\)/,
    );
    expect(plan(ISSUE_QUESTIONS.all)).toContain('SCAN issue USING INDEX issue_created');
  }

  it('of an empty store', check);

  it('of a store with many', () => {
    database.exec(`
      INSERT INTO archive (id, list, kind, locator) VALUES (1, 'gizmo', 'git', 'x');
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 500)
      INSERT INTO person SELECT n, n || '@example.org', 'Jane Doe' FROM n;
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000)
      INSERT INTO message (id, key, thread, part, copied, archive, kind, own, category, date, received, author, message_id, subject)
        SELECT n, n, n, 0, 0, 1, 0, 0, 0, n, n, n % 500 + 1, n || '@example.org', '' FROM n;
      INSERT INTO kept (message, doc, confidence, evidence) SELECT id, id, 90, '' FROM message WHERE id % 4 = 0;
      INSERT INTO news (at, message) SELECT date, id FROM message WHERE id % 8 = 0;
      INSERT INTO news (at, item) SELECT id, id FROM item WHERE id % 3 = 0;
      INSERT INTO subject (kind, state, version, updated, doc) SELECT 'series', id % 5, 1, 1, '{}' FROM message;
      INSERT INTO subject_key SELECT id, id FROM subject;
      INSERT INTO card (target, subject, subscription, told) SELECT 'console:', id, 1, '[]' FROM subject WHERE id % 2;
      INSERT INTO issue SELECT id, '', 0, 0, id, '{}' FROM message;
      ANALYZE;
    `);
    check();
  });
});
