import type { Period } from '../../domain/compose/period.ts';
import type { Filter } from '../../domain/filter/ast.ts';
import { parseFilter } from '../../domain/filter/parse.ts';
import type { ItemKind } from '../../domain/item/item.ts';
import { search } from '../answer.ts';
import { filterItems, filterRows, filterSource } from '../filtering.ts';
import { type Asks, readAsks } from './asks.ts';
import type { Matter } from './matter.ts';
import { type TellDeps, tellMatters } from './tell-matters.ts';

const ITEMS = ['release', 'advisory', 'article'] as const satisfies readonly ItemKind[];
/** So many mails are looked through for each happening that is wanted. */
const MAILS_EACH = 30;
const MOST_MAILS = 3000;

/** A filter that is held against what the store has. */
export type Question = { readonly filter: Filter; readonly asks: Asks };

/** Reads a filter in normal form. Throws where it is none: it was accepted before. */
export function readQuestion(text: string): Question {
  const read = parseFilter(text);
  if (!read.ok) throw new Error(`the filter of a subscription cannot be read: ${read.error.message}`);
  return { filter: read.filter, asks: readAsks(read.filter) };
}

/** What of a period the filter holds for, by dates: each touch of these matters. */
export function tellPast(deps: TellDeps, { filter, asks }: Question, period: Period): Matter[] {
  const { store, topic, now } = deps;
  const source = filterSource(store, topic, { now: now() });
  const rows = filterRows(source, filter, store.keptBetween(period));
  const items = filterItems(source, filter, store.items({ kinds: kindsOf(asks), ...period }));
  return tellMatters(deps, { mails: rows.map((row) => ({ row, words: '' })), items, again: [] });
}

/** The newest that the filter holds for, enough for about so many happenings. */
export function tellNewest(deps: TellDeps, { filter, asks }: Question, count: number): Matter[] {
  const { store, topic, now } = deps;
  const limit = Math.min(MOST_MAILS, count * MAILS_EACH);
  const source = filterSource(store, topic, { now: now() });
  const rows = search(source, filter, { limit, order: 'newest' });
  const items = filterItems(source, filter, store.items({ kinds: kindsOf(asks), limit }));
  return tellMatters(deps, { mails: rows.map((row) => ({ row, words: '' })), items, again: [] });
}

/** Commits are many, and only asked for by name. */
function kindsOf({ kinds }: Asks): readonly ItemKind[] {
  return kinds.has('commit') ? [...ITEMS, 'commit'] : ITEMS;
}
