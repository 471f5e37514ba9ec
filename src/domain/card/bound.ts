import type { Address } from '../address.ts';
import { foldSpaces } from '../subject.ts';
import { keyOf } from '../thread.ts';
import type { Evidence } from '../verdict.ts';

/** What one card holds of a stranger's words, in UTF-16 units: together no card is larger than a screen or two. */
export const MAX_TITLE = 300;
const MAX_PHRASE = 160;
const MAX_NAME = 100;
/** RFC 5321, 4.5.3.1.3: a path has 256 octets, two of them brackets. */
const MAX_EMAIL = 254;
const MAX_KEY_ID = 250;
const MAX_WORDS = 240;
/** The end of the year 9999: dates of more digits do not sort as text. */
const LAST = Date.UTC(9999, 11, 31);

/** One line of at most `max` UTF-16 units, white space folded; what is cut off leaves an ellipsis, no half character. */
export function bound(text: string, max = MAX_PHRASE): string {
  const line = foldSpaces(text.slice(0, 4 * max));
  if (line.length <= max) return line.toWellFormed();
  // The last unit may be the first half of a character.
  const kept = line.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '');
  return `${kept.trimEnd()}…`.toWellFormed();
}

export function boundAddress({ name, email }: Address): Address {
  return { name: bound(name, MAX_NAME), email: bound(email, MAX_EMAIL) };
}

export function boundName(name: string): string {
  return bound(name, MAX_NAME);
}

export function boundEvidence({ rule, where, text }: Evidence): Evidence {
  return { rule: bound(rule, MAX_NAME), where: bound(where), text: bound(text, MAX_WORDS) };
}

/** A stranger's id as a part of a step's key: itself where it is of a usual length, else its key. */
export function idPart(id: string): string {
  return id.length <= MAX_KEY_ID ? id : `#${keyOf(id)}`;
}

/** ISO 8601 UTC; what lies before 1970 or behind 9999 was never meant. */
export function isoDate(ms: number): string {
  return new Date(Math.max(0, Math.min(LAST, ms))).toISOString();
}
