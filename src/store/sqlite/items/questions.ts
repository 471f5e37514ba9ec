import type { DatabaseSync } from 'node:sqlite';
import type { Item, ItemKind, KnownItem } from '../../../domain/item/item.ts';
import type { ItemQuery, ItemStore } from '../../../ports/item-store.ts';
import type { ItemCounts } from '../../../ports/store.ts';
import { explained } from '../failure.ts';
import type { Row } from '../rows.ts';
import { ITEM_COLUMNS, ITEM_KINDS, itemKindCode, knownItem } from './rows.ts';

const ABOUT = 'i.category < 5';
const NEWEST_FIRST = 'ORDER BY i.date DESC, i.id DESC LIMIT ?';
/** The same of a few: the plus keeps SQLite from walking the dates to find them. */
const SORTED = 'ORDER BY +i.date DESC, i.id DESC LIMIT ?';
/** Of one kind, in the order of an index: nothing is sorted, and a limit ends the search. */
const ofKind = (more: string): string =>
  `SELECT ${ITEM_COLUMNS} FROM item i WHERE i.kind = ? AND i.date >= ? AND i.date < ? ${more} ${NEWEST_FIRST}`;
const withKeys = (more: string): string => `SELECT ${ITEM_COLUMNS} FROM item i
  WHERE i.id IN (SELECT item FROM item_key WHERE key IN (SELECT value FROM json_each(?)))
    AND +i.kind IN (SELECT value FROM json_each(?)) AND +i.date >= ? AND +i.date < ? ${more} ${SORTED}`;

/** The questions as SQL, so that a test can ask how SQLite answers them. */
export const ITEM_QUESTIONS = {
  kind: { all: ofKind(''), about: ofKind(`AND ${ABOUT}`) },
  keys: { all: withKeys(''), about: withKeys(`AND +${ABOUT}`) },
  one: `SELECT ${ITEM_COLUMNS} FROM item i WHERE i.kind = ? AND i.name = ? ${SORTED}`,
  count: 'SELECT kind, count(*) AS n, sum(category < 5) AS about FROM item GROUP BY kind',
} as const;

type Of<K extends ItemKind> = KnownItem<Extract<Item, { kind: K }>>;

export function createItemQuestions(database: DatabaseSync, path: string): Pick<ItemStore, 'items' | 'item'> {
  const { kind, keys, one } = ITEM_QUESTIONS;
  const byKind = { all: database.prepare(kind.all), about: database.prepare(kind.about) };
  const byKeys = { all: database.prepare(keys.all), about: database.prepare(keys.about) };
  const byId = database.prepare(one);

  function rows(query: ItemQuery): readonly Row[] {
    const which = query.relevant === 'yes' ? 'about' : 'all';
    const kinds = [...new Set(query.kinds ?? ITEM_KINDS)].map(itemKindCode);
    const period = [bound(query.since, Number.MIN_SAFE_INTEGER), bound(query.until, Number.MAX_SAFE_INTEGER)];
    const limit = query.limit ?? -1;
    if (query.keys) {
      return byKeys[which].all(JSON.stringify(query.keys), JSON.stringify(kinds), ...period, limit);
    }
    const found = kinds.flatMap((kind) => byKind[which].all(kind, ...period, limit));
    if (kinds.length < 2) return found;
    found.sort((a, b) => Number(b.date) - Number(a.date) || Number(b.id) - Number(a.id));
    return limit < 0 ? found : found.slice(0, limit);
  }
  function items<K extends ItemKind>(query: ItemQuery & { readonly kinds?: readonly K[] }): Of<K>[] {
    // The rows are of these kinds: the question asks for no others.
    return rows(query).map(knownItem) as Of<K>[];
  }
  function item<K extends ItemKind>(kind: K, id: string): Of<K> | undefined {
    const row = byId.get(itemKindCode(kind), id, 1);
    return row && (knownItem(row) as Of<K>);
  }
  return { items: explained(path, items) as typeof items, item: explained(path, item) as typeof item };
}

/** Items of each kind that there are. */
export function countItems(database: DatabaseSync): Partial<Record<ItemKind, ItemCounts>> {
  const counts: Partial<Record<ItemKind, ItemCounts>> = {};
  for (const row of database.prepare(ITEM_QUESTIONS.count).iterate()) {
    const kind = ITEM_KINDS.find((one) => itemKindCode(one) === row.kind);
    if (kind) counts[kind] = { all: Number(row.n), about: Number(row.about) };
  }
  return counts;
}

/** A bound of a half-open period, in whole ms. */
function bound(ms: number | undefined, fallback: number): number {
  const whole = Math.ceil(ms ?? fallback);
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(whole, Number.MAX_SAFE_INTEGER));
}
