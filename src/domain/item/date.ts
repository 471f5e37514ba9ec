import type { Item } from './item.ts';

/** The last moment that a Date can hold (ECMA-262, 21.4.1.1), ms. */
const LAST = 8.64e15;

/**
 * The date by which an item stands in a list, ms: of a commit when it came into its tree, of an advisory when
 * it was published. undefined where the item tells none.
 */
export function dateOf(item: Item): number | undefined {
  const date = toldDate(item);
  return date !== undefined && Math.abs(date) <= LAST ? Math.floor(date) : undefined;
}

function toldDate(item: Item): number | undefined {
  switch (item.kind) {
    case 'commit':
      return item.committed ?? item.date;
    case 'advisory':
      return item.published ?? item.updated;
    case 'release':
    case 'article':
      return item.date;
  }
}
