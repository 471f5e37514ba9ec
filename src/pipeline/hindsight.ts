import type { JudgedItem } from '../domain/item/item.ts';
import { keyOf } from '../domain/thread.ts';
import type { ItemStore } from '../ports/item-store.ts';
import type { KnownAs } from '../ports/store.ts';
import type { JudgeItems } from './items.ts';

/**
 * Judges the advisories again whose fixing commits turned out to be about the topic: a record may come before
 * anybody knows that of the commit. `news` is what was remembered just now.
 */
export function judgeAgain(
  store: Pick<ItemStore, 'items' | 'rememberItems'>,
  news: readonly JudgedItem[],
  judge: JudgeItems,
  as: KnownAs = 'news',
): void {
  const ids = news.flatMap(({ item, verdict }) =>
    item.kind === 'commit' && verdict.relevant === 'yes' ? [item.id, item.upstream ?? item.id] : [],
  );
  if (ids.length === 0) return;
  const keys = [...new Set(ids)].map(keyOf);
  for (const { item, verdict, sources } of store.items({ kinds: ['advisory'], keys })) {
    const [source] = sources;
    if (verdict.relevant === 'yes' || source === undefined) continue;
    store.rememberItems({ source, items: judge([item]), broken: [], memory: undefined, as });
  }
}
