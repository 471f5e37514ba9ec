import type { KnownItem } from '../item/item.ts';
import { itemDate } from '../item/subject.ts';
import type { Dated } from './period.ts';

/** An item as a period sees it. */
export function datedItem(known: KnownItem): Dated {
  return { date: itemDate(known), item: `${known.item.kind}:${known.item.id}` };
}
