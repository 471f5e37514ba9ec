import {
  cardOfAdvisory,
  cardOfCommit,
  cardOfRelease,
  keysOfAdvisory,
  keysOfCommit,
  keysOfRelease,
} from '../../domain/card/from-item.ts';
import type { Item, ItemKind, KnownItem } from '../../domain/item/item.ts';
import { subjectsOf } from '../world.ts';
import type { MatchDeps } from './deps.ts';
import { linkTo, type ToldCard } from './tell-threads.ts';

type ItemOf<K extends ItemKind> = Extract<Item, { kind: K }>;

export function isOf<K extends ItemKind>(known: KnownItem, kind: K): known is KnownItem<ItemOf<K>> {
  return known.item.kind === kind;
}

/** The card that an item has by itself; undefined for an article, which has that of its story. */
export function cardOfItem(
  deps: Pick<MatchDeps, 'store' | 'topic' | 'lore'>,
  known: KnownItem,
): ToldCard | undefined {
  if (isOf(known, 'release')) {
    const told = { known, about: subjectsOf(deps.store, known.item) };
    return { card: cardOfRelease(told, deps.topic.name), keys: keysOfRelease(told) };
  }
  if (isOf(known, 'advisory')) return { card: cardOfAdvisory(known), keys: keysOfAdvisory(known) };
  if (isOf(known, 'commit')) return { card: cardOfCommit(known, linkTo(deps)), keys: keysOfCommit(known) };
  return undefined;
}
