import type { Item, ItemKind, JudgedItem, KnownItem } from '../../../domain/item/item.ts';
import { StoreError } from '../../../ports/errors.ts';
import type { Row } from '../rows.ts';

/** Written into stores: a number is never given to another kind. */
const KINDS: Readonly<Record<ItemKind, number>> = { release: 0, commit: 1, advisory: 2, article: 3 };

export const ITEM_KINDS: readonly ItemKind[] = ['release', 'commit', 'advisory', 'article'];

export function itemKindCode(kind: ItemKind): number {
  return KINDS[kind];
}

/** What is made of an item, apart from the item itself. */
export type Judgement = Omit<JudgedItem, 'item'>;

/** What `knownItem` reads; `i` is item. */
export const ITEM_COLUMNS = `i.id, i.kind, i.name, i.date, i.first_seen, i.changed, i.doc, i.judged,
  (SELECT group_concat(source, char(10)) FROM (
     SELECT source FROM item_source s WHERE s.item = i.id ORDER BY source)) AS sources`;

export function knownItem(row: Row): KnownItem {
  return {
    ...judgedItem(row),
    firstSeen: Number(row.first_seen),
    changed: Number(row.changed),
    sources: typeof row.sources === 'string' ? row.sources.split('\n') : [],
  };
}

/** Needs `kind`, `name`, `doc` and `judged`. */
export function judgedItem(row: Row): JudgedItem {
  const what = `the item ${String(row.name)}`;
  const item = readDoc<Item>(row.doc, what);
  if (KINDS[item.kind] !== row.kind) throw unreadable(what);
  const judged = readDoc<Judgement>(row.judged, what);
  if (!Array.isArray(judged.keys) || typeof judged.verdict !== 'object') throw unreadable(what);
  return { item, ...judged };
}

/** JSON that this store wrote; `what` names it where it cannot be read. */
export function readDoc<T extends object>(doc: unknown, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(String(doc));
  } catch (error) {
    throw unreadable(what, error);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable(what);
  return value as T;
}

function unreadable(what: string, cause?: unknown): StoreError {
  return new StoreError(
    `the store is damaged: ${what} cannot be read in it: restore a copy, or remove the store and fill it again`,
    { cause },
  );
}
