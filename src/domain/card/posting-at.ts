import { newestOf } from '../series/newest.ts';
import type { Posting } from '../series/postings.ts';

/**
 * The posting that the set was told by at this time (ms): what was posted later does not change what was said of it
 * then. Before all of them the first one; undefined where there is none.
 */
export function postingAt(postings: readonly Posting[], time: number): Posting | undefined {
  const [first, ...others] = postings.filter(({ date }) => date <= time);
  return first ? newestOf([first, ...others]) : postings[0];
}

/** A posting, and when the next one took its place (ms). */
export type Reign = { readonly posting: Posting; readonly until: number };

/** The postings that were the newest one for a while, oldest first. */
export function reigns(postings: readonly Posting[]): Reign[] {
  const heads: Posting[] = [];
  for (const { date } of postings) {
    const newest = postingAt(postings, date);
    if (newest && !heads.includes(newest)) heads.push(newest);
  }
  return heads.map((posting, at) => ({ posting, until: heads[at + 1]?.date ?? Number.POSITIVE_INFINITY }));
}
