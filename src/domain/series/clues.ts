import { keyOf } from '../thread.ts';
import type { Said } from './said.ts';

/** What mails are looked up by: keys of Message-IDs, of titles, of what links revisions. */
export type Marks = {
  readonly keys: readonly number[];
  readonly titles: readonly number[];
  readonly clues: readonly number[];
};

/** Keys that two revisions share, or that one has and the other is: change-ids, earlier revisions, listed titles. */
export function clueKeys({ changeIds, earlier, listed }: Said): number[] {
  return [...changeIds.map(changeIdKey), ...earlier.map(({ id }) => keyOf(id)), ...listed];
}

export function changeIdKey(id: string): number {
  return keyOf(`change-id ${id}`);
}
