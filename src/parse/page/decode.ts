import type { Buffer } from 'node:buffer';
import { decodeText } from '../mail/charset.ts';

/**
 * Decodes what a server sent: by its byte order mark, else by the first of the names that is known (WHATWG Encoding,
 * 4.2), else as UTF-8 where the bytes are that, else as windows-1252. Never throws.
 */
export function decodeBytes(bytes: Buffer, names: readonly (string | undefined)[]): string {
  const marked = markOf(bytes);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  return decodeText(bytes, names.find(isKnown));
}

/** A byte order mark; or UTF-16 that begins with `<` or a declaration and has none (XML 1.0, appendix F). */
function markOf(bytes: Buffer): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return undefined;
}

function isKnown(name: string | undefined): name is string {
  if (name === undefined || name === '') return false;
  // What calls itself UTF-16 and could be read so far is not: the declaration is ASCII.
  if (/^utf-?16|^ucs-?2|^unicode$/i.test(name)) return false;
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}

/** The charset that a Content-Type names. */
export function charsetOf(contentType: string): string | undefined {
  return /;\s{0,9}charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(contentType.slice(0, 500))?.[1];
}

/** The charset that a page declares about itself, within the first 4,096 bytes. */
export function metaCharset(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 4_096).toString('latin1');
  return /<meta[^>]{1,200}charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i.exec(head)?.[1];
}
