import type { Named, Period } from '../domain/compose/period.ts';
import type { MessageId } from '../domain/ids.ts';
import { ITEM_KINDS, type ItemKind } from '../domain/item/item.ts';
import { keyOf } from '../domain/thread.ts';
import type { NewsMark, NewsSpan, NewsStore } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';

export type LearnedStore = Pick<NewsStore, 'learnedMails' | 'learnedItems'> & Pick<Store, 'message'>;

/**
 * When something became known, for a period that goes by that: inside of it exactly what the span of the log holds,
 * whatever the clock said. undefined of what came as history: that counts by its date.
 */
export function learnedIn(
  store: LearnedStore,
  span: NewsSpan,
  { since, until }: Pick<Period, 'since' | 'until'>,
): NonNullable<Period['learned']> {
  const known = new Map<string, number | undefined>();
  const place = ({ id, at }: NewsMark): number => {
    if (id <= span.after) return Math.min(at, since - 1);
    return id > span.upTo ? Math.max(at, until) : Math.min(Math.max(at, since), until - 1);
  };
  function ask(name: string, mark: () => NewsMark | undefined): number | undefined {
    if (known.has(name)) return known.get(name);
    const found = mark();
    const moment = found && place(found);
    known.set(name, moment);
    return moment;
  }
  const askItem = (kind: ItemKind, id: string): number | undefined =>
    ask(`${kind}:${id}`, () => store.learnedItems(kind, [id]).get(id));
  const askMail = (messageId: MessageId): number | undefined =>
    ask(messageId, () => {
      const row = store.message(messageId, keyOf(messageId));
      return row && store.learnedMails([row.id]).get(row.id);
    });
  return ({ item, release, commit, messageId }: Named) => {
    if (item !== undefined) {
      const kind = ITEM_KINDS.find((one) => item.startsWith(`${one}:`));
      return kind && askItem(kind, item.slice(kind.length + 1));
    }
    if (release !== undefined) return askItem('release', release);
    if (commit !== undefined) return askItem('commit', commit);
    return messageId === undefined ? undefined : askMail(messageId as MessageId);
  };
}
