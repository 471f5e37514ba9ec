import type { News } from '../../src/ports/outbox.ts';
import type { BatchEntry, KnownAs, Store } from '../../src/ports/store.ts';
import { find, listRef, mailEntry, rustPatch, settleRust } from './store-world.ts';

export const patches = (...numbers: readonly number[]): BatchEntry[] =>
  numbers.map((n) => mailEntry(rustPatch(n, `It has lever${n}.`)));

export function learn(store: Store, entries: readonly BatchEntry[], as?: KnownAs): void {
  const { id } = store.openArchive(listRef('gizmo'));
  store.remember(id, entries, () => undefined, settleRust, as);
}

/** Ids of mails and items, in the order of the log. */
const named = (news: readonly News[]): string[] =>
  news.map((one) => (one.what === 'mail' ? one.row.messageId : one.known.item.id));
export const logged = (store: Store, after = 0, limit = 100): string[] =>
  named(store.newsAfter(after, limit));
export const idOf = (store: Store, messageId: string): number => find(store, messageId)?.id ?? 0;
