import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { DELIVERY_STATES, type Delivery, type DeliveryState } from '../../../domain/delivery/delivery.ts';
import type { DeliveryQuery, DeliveryStore } from '../../../ports/outbox.ts';
import { explained } from '../failure.ts';
import { DELIVERY_COLUMNS, deliveryOf, wholeMs } from './delivery-rows.ts';

const POSTS = `subscription = ? AND kind IN ('card', 'line') AND due >= ? AND due < ?`;

/** The questions as SQL, so that a test can ask how SQLite answers them. */
export const DELIVERY_QUESTIONS = {
  one: `SELECT ${DELIVERY_COLUMNS} FROM delivery WHERE id = ?`,
  counts: 'SELECT state, count(*) AS n FROM delivery GROUP BY state',
  posts: `SELECT count(*) AS n FROM delivery
    WHERE ${POSTS} AND +state IN ('pending', 'sending', 'sent', 'uncertain', 'failed')`,
  suppressed: `SELECT ${DELIVERY_COLUMNS} FROM delivery
    WHERE ${POSTS} AND +state = 'suppressed' AND suppression = ? ORDER BY due, id`,
} as const;

type Asked = 'delivery' | 'deliveries' | 'countDeliveries' | 'countPosts' | 'suppressedPosts';

export function createDeliveryQuestions(database: DatabaseSync, path: string): Pick<DeliveryStore, Asked> {
  const one = database.prepare(DELIVERY_QUESTIONS.one);
  const counts = database.prepare(DELIVERY_QUESTIONS.counts);
  const posts = database.prepare(DELIVERY_QUESTIONS.posts);
  const suppressed = database.prepare(DELIVERY_QUESTIONS.suppressed);

  function delivery(id: number): Delivery | undefined {
    const row = one.get(id);
    return row && deliveryOf(row);
  }
  function deliveries(query: DeliveryQuery): Delivery[] {
    const found = searches(query).flatMap(({ sql, values }) => database.prepare(sql).all(...values));
    found.sort((a, b) => Number(b.created) - Number(a.created) || Number(b.id) - Number(a.id));
    return found.slice(0, query.limit ?? found.length).map(deliveryOf);
  }
  function countDeliveries(): Partial<Record<DeliveryState, number>> {
    const found = new Map(counts.all().map(({ state, n }) => [state, Number(n)]));
    const told = DELIVERY_STATES.map((state) => [state, found.get(state)] as const);
    return Object.fromEntries(told.filter(([, n]) => n !== undefined));
  }
  return {
    delivery: explained(path, delivery),
    deliveries: explained(path, deliveries),
    countDeliveries: explained(path, countDeliveries),
    countPosts: explained(path, (subscription, since, until) =>
      Number(posts.get(subscription, wholeMs(since), wholeMs(until))?.n),
    ),
    suppressedPosts: explained(path, (subscription, as, since, until) =>
      suppressed.all(subscription, wholeMs(since), wholeMs(until), as).map(deliveryOf),
    ),
  };
}

type Search = { readonly sql: string; readonly values: readonly SQLInputValue[] };

/**
 * Each goes by one index, newest first, and a limit ends it; the plus keeps SQLite from taking another. States are asked
 * for one by one where nothing narrower is: their index has the order that is wanted.
 */
export function searches(query: DeliveryQuery): readonly Search[] {
  const { states, subject, subscription, target, kinds, since, limit } = query;
  const isNarrow = subject !== undefined || subscription !== undefined;
  const conditions: [string, SQLInputValue][] = [];
  if (subject !== undefined) conditions.push(['subject = ?', subject]);
  if (subscription !== undefined) {
    conditions.push([subject === undefined ? 'subscription = ?' : '+subscription = ?', subscription]);
  }
  if (target !== undefined) conditions.push(['target = ?', target]);
  if (kinds) conditions.push(['+kind IN (SELECT value FROM json_each(?))', JSON.stringify(kinds)]);
  if (since !== undefined) conditions.push([isNarrow ? '+created >= ?' : 'created >= ?', wholeMs(since)]);
  if (states && isNarrow) {
    conditions.push(['+state IN (SELECT value FROM json_each(?))', JSON.stringify(states)]);
  }
  const most = limit ?? -1;
  if (!states || isNarrow) return [search(conditions, most)];
  return [...new Set(states)].map((state) => search([['state = ?', state], ...conditions], most));
}

function search(conditions: readonly [string, SQLInputValue][], limit: number): Search {
  const where = conditions.length > 0 ? `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}` : '';
  return {
    sql: `SELECT ${DELIVERY_COLUMNS} FROM delivery ${where} ORDER BY created DESC, id DESC LIMIT ?`,
    values: [...conditions.map(([, value]) => value), limit],
  };
}
