import { keyOf } from '../thread.ts';

/** What two spellings of one title have in common: its letters and digits, small. */
export function normalTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A key by which patches of one title are found. */
export function titleKey(title: string): number {
  return keyOf(normalTitle(title));
}
