import type { Address } from '../../domain/address.ts';
import { foldSpaces } from '../../domain/subject.ts';
import { decodeWords } from './words.ts';

const MAX_NAME = 200;
const MAX_EMAIL = 320;
/** The first address of a field is looked for within so many characters. */
const MAX_FIELD = 4096;

/**
 * Reads the first address of a From field (RFC 5322, 3.4), raw, encoded words and quotes undone.
 * Always gives something: where there is no address, the text is the name.
 */
export function parseAddress(field: string): Address {
  const raw = field.length > MAX_FIELD ? field.slice(0, MAX_FIELD) : field;
  const first = firstMailbox(raw).trim();
  const open = first.lastIndexOf('<');
  if (open >= 0) {
    const close = first.indexOf('>', open);
    return address(unquote(first.slice(0, open)), first.slice(open + 1, close < 0 ? undefined : close));
  }
  // RFC 5322, A.5 and older mailers: `a@b (Name)`.
  const comment = /^([^\s()@]+@[^\s()]+)\s*\(([^()]*)\)$/.exec(first);
  if (comment) return address(comment[2] ?? '', comment[1] ?? '');
  return first.includes('@') && !first.includes(' ') ? address('', first) : address(unquote(first), '');
}

function address(name: string, email: string): Address {
  return {
    name: dequote(foldSpaces(decodeWords(name)))
      .slice(0, MAX_NAME)
      .toWellFormed(),
    email: decodeWords(email)
      .replace(/[\s\0<>"]+/g, '')
      .toLowerCase()
      .slice(0, MAX_EMAIL)
      .toWellFormed(),
  };
}

/** Mailman writes `'Name' via list`; others quote inside an encoded word. */
function dequote(text: string): string {
  return text
    .replace(/^"(.*)"$/, '$1')
    .replace(/^'([^']*)'(?=$| via )/, '$1')
    .trim();
}

/**
 * Up to the first comma outside of quotes, comments and brackets behind which an address has been:
 * `Doe, Jane <jane@example.org>` is one person whom somebody forgot to quote.
 */
function firstMailbox(raw: string): string {
  let quoted = false;
  let depth = 0;
  let complete = false;
  for (let i = 0; i < raw.length; i++) {
    const char = raw[i];
    if (char === '@') complete = true;
    if (char === '\\') i++;
    else if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '(' || char === '<') depth++;
    else if (char === ')' || char === '>') depth--;
    else if (char === ',' && depth <= 0 && complete) return raw.slice(0, i);
  }
  return raw;
}

function unquote(text: string): string {
  return text.includes('"') || text.includes('\\') ? text.replace(/\\(.)|"/g, '$1') : text;
}
