import type { Answer } from '../../domain/answer/answer.ts';
import type { Ask } from '../../domain/answer/ask.ts';

/** Nobody turns so many pages; what is asked for by a made-up number is bounded by it. */
const MAX_PAGES = 50;

/** A part of something long, with what an answer says of it. */
export type Paged<T> = Pick<Answer, 'page' | 'ask'> & { readonly shown: readonly T[] };

/** The page of `ask`, or the last one where there are not so many; `of` is known as all are given. */
export function pageOf<T>(all: readonly T[], ask: Ask, size: number): Paged<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(ask.page, pages - 1);
  return {
    shown: all.slice(at * size, (at + 1) * size),
    page: pages === 1 ? undefined : { at, more: at < pages - 1, of: pages },
    ask: { ...ask, page: at },
  };
}

/** The page of something of which only the beginning was looked at: as much as `wanted` says. */
export function pageOfFirst<T>(first: readonly T[], ask: Ask, size: number): Paged<T> {
  const last = Math.max(0, Math.ceil(first.length / size) - 1);
  const at = Math.min(ask.page, last, MAX_PAGES - 1);
  const more = first.length > (at + 1) * size && at < MAX_PAGES - 1;
  return {
    shown: first.slice(at * size, (at + 1) * size),
    page: at === 0 && !more ? undefined : { at, more },
    ask: { ...ask, page: at },
  };
}

/** How many have to be looked at so that a page can be shown and told whether there is another. */
export function wanted({ page }: Ask, size: number): number {
  return Math.min(page + 1, MAX_PAGES) * size + 1;
}
