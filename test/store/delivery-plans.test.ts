import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { CLAIM_STEPS } from '../../src/store/sqlite/outbox/claim.ts';
import { DELIVERY_QUESTIONS, searches } from '../../src/store/sqlite/outbox/delivery-questions.ts';
import { LANE_QUESTIONS } from '../../src/store/sqlite/outbox/lanes.ts';
import { migrate } from '../../src/store/sqlite/schema.ts';

const database = new DatabaseSync(':memory:');
migrate(database);
afterAll(() => database.close());

/** How SQLite says that it answers (sqlite.org/eqp.html), a step a line. */
function plan(sql: string): string {
  const places = Math.max(
    sql.split('?').length - 1,
    ...[...sql.matchAll(/\?(\d)/g)].map(([, n]) => Number(n)),
  );
  const distinct = /\?\d/.test(sql) ? new Set(sql.match(/\?\d/g)).size : places;
  return database
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...Array.from({ length: distinct }, () => 1))
    .map(({ detail }) => String(detail))
    .join('\n');
}

function planOf(query: Parameters<typeof searches>[0]): string {
  return searches(query)
    .map(({ sql }) => plan(sql))
    .join('\n');
}

describe('what goes out is found by an index, with the statistics of SQLite and without', () => {
  function check(): void {
    const { free, ripen, next } = CLAIM_STEPS;
    expect(plan(free)).toMatch(/^SEARCH lane USING PRIMARY KEY \(name=\?\)/);
    expect(plan(ripen)).toBe('SEARCH delivery USING INDEX delivery_later (lane=? AND due<?)');
    expect(plan(next)).toBe('SEARCH delivery USING INDEX delivery_ready (lane=?)');
    const { due, next: nextDue, hold } = LANE_QUESTIONS;
    expect(plan(due)).toMatch(/^SEARCH lane USING (COVERING )?INDEX lane_due \(<expr><\?\)/);
    expect(plan(nextDue)).toMatch(/^SCAN lane USING (COVERING )?INDEX lane_due/);
    for (const sql of [due, nextDue, next]) expect(plan(sql)).not.toContain('TEMP B-TREE');
    expect(plan(hold)).toMatch(/^SEARCH lane USING PRIMARY KEY \(name>\? AND name<\?\)/);
    expect(plan(DELIVERY_QUESTIONS.counts)).toBe('SCAN delivery USING COVERING INDEX delivery_state');
    for (const sql of [DELIVERY_QUESTIONS.posts, DELIVERY_QUESTIONS.suppressed]) {
      expect(plan(sql)).toMatch(
        /^SEARCH delivery USING INDEX delivery_posts \(subscription=\? AND due>\? AND due<\?\)/,
      );
    }
    checkSearches();
  }
  function checkSearches(): void {
    const since = 1;
    expect(planOf({ since })).toMatch(/^SEARCH delivery USING INDEX delivery_created \(created>\?\)/);
    expect(planOf({ states: ['dead'] })).toMatch(/^SEARCH delivery USING INDEX delivery_state \(state=\?\)/);
    expect(planOf({ states: ['dead'], since, kinds: ['card'], target: 'x' })).toMatch(
      /^SEARCH delivery USING INDEX delivery_state \(state=\? AND created>\?\)/,
    );
    expect(planOf({ subject: 1, states: ['dead'], since, subscription: 3 })).toMatch(
      /^SEARCH delivery USING INDEX delivery_subject \(subject=\?\)/,
    );
    expect(planOf({ subscription: 1, states: ['dead'], since })).toMatch(
      /^SEARCH delivery USING INDEX \S+ \(subscription=\?\)/,
    );
    for (const query of [{}, { since }, { states: ['dead' as const], since }]) {
      expect(planOf(query)).not.toContain('TEMP B-TREE');
    }
  }

  it('of an empty store', check);

  it('of a store with many', () => {
    database.exec(`
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000)
      INSERT INTO delivery (subscription, event, kind, target, lane, subject, state, due, ready, created, updated)
        SELECT n % 9, 'card ' || n, 'card', n % 70, n % 70, n, iif(n % 3, 'pending', 'sent'), n, n % 2, n, n FROM n;
      ANALYZE;
    `);
    check();
  });

  it('and so do the triggers that keep the lanes right', () => {
    const triggers = database.prepare(
      "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'delivery'",
    );
    const asked = triggers
      .all()
      .flatMap(({ sql }) => String(sql).match(/\(SELECT due [^)]*\)[^)]*\)/g) ?? []);
    expect(asked.length).toBeGreaterThanOrEqual(6);
    for (const sql of asked) {
      const question = sql.slice(1, -1).replace(/(NEW|OLD)\.lane/, '?');
      expect(plan(question)).toMatch(/^SEARCH delivery USING INDEX delivery_(ready|later) \(lane=\?\)$/);
    }
  });
});
