import type { Clause, Filter } from '../../domain/filter/ast.ts';
import { printFilter } from '../../domain/filter/print.ts';
import type { KnownItem } from '../../domain/item/item.ts';
import type { KeptRow } from '../../domain/kept.ts';
import { filterItems, filterRows, filterSource } from '../filtering.ts';
import type { MatchDeps } from './deps.ts';

/** What a filter is held against: a mail that the store has, or an item. */
export type Thing =
  | { readonly what: 'mail'; readonly row: KeptRow }
  | { readonly what: 'item'; readonly known: KnownItem };

/** The parts of a filter that do not hold, each printed: all of which would have to; none where the filter holds. */
export function failingParts(
  { store, topic, now }: Pick<MatchDeps, 'store' | 'topic' | 'now'>,
  filter: Filter,
  thing: Thing,
): string[] {
  const source = filterSource(store, topic, { now: now() });
  const holds = (one: Filter): boolean =>
    thing.what === 'mail'
      ? filterRows(source, one, [thing.row]).length > 0
      : filterItems(source, one, [thing.known]).length > 0;
  if (holds(filter)) return [];
  return partsOf(filter)
    .filter((part) => !holds(part))
    .map(printFilter);
}

function partsOf(filter: Filter): readonly Clause[] {
  if (filter.kind === 'all') return [];
  return filter.kind === 'and' ? filter.of : [filter];
}
