/** What releases.json and kdist.xml come to. */
import type { BrokenItem } from '../../domain/item/item.ts';
import type { Release } from '../../domain/item/release.ts';

export type ReleasesRead =
  | { readonly kind: 'read'; readonly releases: readonly Release[]; readonly broken: readonly BrokenItem[] }
  /** It is not what it should be. `why` is half a sentence: "it is an HTML page, ...". */
  | { readonly kind: 'refused'; readonly why: string };

/** The list has some ten rows. */
export const MAX_ROWS = 500;
const VERSION = /^\w[\w.+-]{0,59}$/;
const MONIKER = /^\w[\w .-]{0,39}$/;

export function isVersion(text: unknown): text is string {
  return typeof text === 'string' && VERSION.test(text) && /\d/.test(text);
}

export function isMoniker(text: unknown): text is string {
  return typeof text === 'string' && MONIKER.test(text);
}

/** The text where it is a link that may be followed or shown; undefined for null and junk. */
export function linkIn(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 1000 || !/^https?:\/\/[^\s"<>]+$/.test(text))
    return undefined;
  return URL.canParse(text) ? text : undefined;
}
