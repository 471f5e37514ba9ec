import { Buffer } from 'node:buffer';
import { decodeRaw, decodeText } from './charset.ts';
import { decodeQuotedPrintable } from './transfer.ts';

/** The second form of the text has question marks in it, which 4.2 forbids and some mailers write. */
const WORD = /=\?([^?\s]{1,60})\?([bq])\?([^?]{0,4000}|(?:[^?\s=]|=(?!\?)|\?(?!=)){0,200})\?=/gi;

type Piece = { charset: string; bytes: Buffer };

/**
 * Decodes a raw header value (one char a byte): RFC 2047 encoded words, raw 8-bit text between them.
 * Blanks between two words vanish (6.2); words that cut a multi-byte character in two, which RFC 2047
 * forbids and mailers do, are joined before they are decoded. What is no proper word stays as it is.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return decodeRaw(value);
  let out = '';
  let at = 0;
  let pending: Piece | undefined;
  for (const match of value.matchAll(WORD)) {
    const between = value.slice(at, match.index);
    const piece = readWord(match[1] ?? '', match[2] ?? '', match[3] ?? '');
    if (pending && /^\s*$/.test(between)) {
      if (pending.charset === piece.charset) {
        pending = { charset: pending.charset, bytes: Buffer.concat([pending.bytes, piece.bytes]) };
      } else {
        out += decodeText(pending.bytes, pending.charset);
        pending = piece;
      }
    } else {
      if (pending) out += decodeText(pending.bytes, pending.charset);
      out += decodeRaw(between);
      pending = piece;
    }
    at = match.index + match[0].length;
  }
  if (pending) out += decodeText(pending.bytes, pending.charset);
  return out + decodeRaw(value.slice(at));
}

function readWord(charset: string, encoding: string, text: string): Piece {
  // RFC 2231, 5: a language may follow the charset, `utf-8*en`.
  const name = (charset.split('*')[0] ?? '').toLowerCase();
  const bytes =
    encoding.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64')
      : decodeQuotedPrintable(Buffer.from(text.replaceAll('_', ' '), 'latin1'));
  return { charset: name, bytes };
}
