import { Buffer } from 'node:buffer';

/**
 * Undoes a Content-Transfer-Encoding (RFC 2045, 6), written as it may be: `"base64"`, `Base64;`. An
 * unknown one (`8-bit`) leaves the bytes alone.
 */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding === '') return body;
  const name = encoding.slice(0, 100).toLowerCase();
  if (name.includes('quoted-printable')) return decodeQuotedPrintable(body);
  return name.includes('base64') ? decodeBase64(body) : body;
}

/**
 * RFC 2045, 6.7. What is not well-formed stays as it stands, as 6.7 advises. White space at a line's
 * end stays too, against rule 3 and as git-mailinfo does: a diff needs the blank of an empty context line.
 */
export function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let to = 0;
  let at = 0;
  while (at < body.length) {
    const mark = body.indexOf(0x3d, at);
    const stop = mark < 0 ? body.length : mark;
    to += body.copy(out, to, at, stop);
    if (mark < 0) break;
    const soft = softBreak(body, mark + 1);
    if (soft > 0) {
      at = soft;
      continue;
    }
    const high = hexDigit(body[mark + 1]);
    const low = hexDigit(body[mark + 2]);
    if (high < 0 || low < 0) {
      out[to++] = 0x3d;
      at = mark + 1;
    } else {
      out[to++] = high * 16 + low;
      at = mark + 3;
    }
  }
  return out.subarray(0, to);
}

/** Where the next line starts if only white space stands between `=` and the line's end; else 0. */
function softBreak(body: Buffer, from: number): number {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x09 || body[at] === 0x0d) at++;
  if (body[at] === 0x0a) return at + 1;
  return at >= body.length ? body.length : 0;
}

function hexDigit(code: number | undefined): number {
  if (code === undefined) return -1;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const upper = code & 0xdf;
  return upper >= 0x41 && upper <= 0x46 ? upper - 0x37 : -1;
}

const FOREIGN = /[^A-Za-z0-9+/=\s]/;

/**
 * RFC 2045, 6.8: characters outside the alphabet are skipped. A list's footer that was appended to the
 * encoded text as it stands is no part of it.
 */
function decodeBase64(body: Buffer): Buffer {
  let text = body.toString('latin1');
  const foreign = FOREIGN.exec(text);
  if (foreign) {
    const line = text.lastIndexOf('\n', foreign.index) + 1;
    text = text.startsWith('____', line) ? text.slice(0, line) : text.replace(/[^A-Za-z0-9+/=\s]/g, '');
  }
  return Buffer.from(text, 'base64');
}
