import { cleanLine, webAddress } from '../../../render/clean.ts';
import { splitCode } from '../../../render/code-words.ts';
import { clipBy } from './clip.ts';
import { codeSpan, escapeClean } from './escape.ts';

/** An address that is longer is not worth the text that it takes the place of. */
const LONGEST_LINK = 500;
/** What a link's words cannot hold: Discord shows no link whose words look like another address. */
const ADDRESS_LIKE = /:\/\/|\bwww\.|\.(?:gg|com|org|net)\//i;

/** The address in ASCII, as Discord takes it; undefined where it is none, or longer than `most`. */
export function discordUrl(url: string | null | undefined, most: number): string | undefined {
  const address = webAddress(url ?? null);
  const href = address === null ? undefined : URL.parse(address)?.href;
  if (href === undefined) return undefined;
  const safe = href
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/[[\]*()'|^`{}\\]/g, percent)
    .replace(/@(?=everyone|here)/g, '%40')
    .replace(/^(https?:\/\/)%5B([0-9a-f:.]*)%5D/, '$1[$2]');
  return safe.length <= most ? safe : undefined;
}

function percent(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
}

/**
 * A link in at most `most` UTF-16 units; the text alone where there is no address, and "text [link]" where the text
 * cannot be that of a link. The brackets round the address keep Discord from showing its page below.
 */
export function linkText(text: string, url: string | null | undefined, most: number): string {
  const clean = cleanLine(text);
  const address = discordUrl(url, LONGEST_LINK);
  const bare = (room: number): string => escapeWithin(clean, room);
  if (address === undefined) return bare(most);
  const target = `](<${address}>)`;
  if (isLabel(clean)) {
    const room = most - target.length - 1;
    const label = room < 20 ? '' : bare(room);
    if (label === '') return bare(most);
    // A label that was cut may have lost a bracket.
    if (isBalanced(label)) return `[${label}${target}`;
  }
  const aside = ` [link${target}`;
  const label = bare(most - aside.length);
  return label === '' ? bare(most) : label + aside;
}

/** A clean sentence, in which what it quotes by backticks is code, in at most so many UTF-16 units. */
export function sentenceWithin(clean: string, most: number): string {
  const measure = (text: string): number => sentenceOf(text).length;
  return sentenceOf(clipBy(clean, most, measure));
}

function sentenceOf(clean: string): string {
  return splitCode(clean)
    .map(({ text, isCode }) => (isCode ? codeSpan(text) : escapeClean(text)))
    .join('');
}

/** Clean text as Markdown in at most so many UTF-16 units. */
export function escapeWithin(clean: string, most: number): string {
  return escapeClean(clipBy(clean, most, (text) => escapeClean(text).length));
}

function isLabel(clean: string): boolean {
  return clean !== '' && !clean.includes('\\') && isBalanced(clean) && !ADDRESS_LIKE.test(clean);
}

/** Discord counts the brackets of a label whether they are escaped or not; pairs that hold no other are part of it. */
function isBalanced(text: string): boolean {
  return /^[^[\]]*(?:\[[^[\]]*\][^[\]]*)*$/.test(text);
}
