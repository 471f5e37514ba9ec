import type { Notice } from '../source/state.ts';

const WINDOW = 10 * 60_000;
const MOST = 5;

/** How much was told of deliveries in a window of ten minutes. */
export type Calm = { readonly window: number; readonly told: number };

/**
 * Of what is to be told of deliveries at most five in ten minutes, and then one that there is more: a thousand mailboxes
 * that refuse at once are one matter. What is told of sources stays as it is. `now` in ms.
 */
export function calmNotices(
  notices: readonly Notice[],
  before: Calm | undefined,
  now: number,
): { readonly tell: readonly Notice[]; readonly calm: Calm } {
  const window = Math.floor(now / WINDOW);
  const told = before?.window === window ? before.told : 0;
  const own = notices.filter(({ what }) => what === 'delivery');
  const shown = new Set(own.slice(0, Math.max(0, MOST - told)));
  const isMore = own.length > shown.size && told <= MOST;
  const tell = notices.filter((notice) => notice.what !== 'delivery' || shown.has(notice));
  const sum = told + own.length;
  return {
    tell: isMore ? [...tell, tellMore(window, now)] : tell,
    // Once there was more, that was told: one above the most stands for it.
    calm: { window, told: sum > MOST ? MOST + 1 : sum },
  };
}

function tellMore(window: number, at: number): Notice {
  const text =
    'there is more of this kind within these ten minutes: `lorewatch deliveries list` and `lorewatch subscriptions list` have all of it';
  return { key: `more-deliveries:${window}`, at, source: '', what: 'delivery', text };
}
