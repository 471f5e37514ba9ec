import type { Buffer } from 'node:buffer';

const LF = 0x0a;
const CR = 0x0d;

/** Splits at the first empty line (RFC 5322, 2.1); a block without one is all header. */
export function splitHeader(bytes: Buffer): { header: Buffer; body: Buffer } {
  const start = lineBreak(bytes, 0);
  if (start > 0) return { header: bytes.subarray(0, 0), body: bytes.subarray(start) };
  const unix = bytes.indexOf('\n\n');
  // Only so far: a mail that has no CRLF is not to be searched for one to its end.
  const dos = (unix < 0 ? bytes : bytes.subarray(0, unix + 1)).indexOf('\n\r\n');
  if (dos >= 0) return { header: bytes.subarray(0, dos + 1), body: bytes.subarray(dos + 3) };
  if (unix < 0) return { header: bytes, body: bytes.subarray(bytes.length) };
  return { header: bytes.subarray(0, unix + 1), body: bytes.subarray(unix + 2) };
}

/** Where the text behind a line break at `at` starts; 0 where there is none. */
function lineBreak(bytes: Buffer, at: number): number {
  if (bytes[at] === LF) return at + 1;
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : 0;
}

/**
 * RFC 2046, 5.1.1: parts stand between lines `--boundary`; what is before the first and behind the
 * closing `--boundary--` is nobody's. The closing one may be missing. At most `limit` parts.
 */
export function splitParts(body: Buffer, boundary: string, limit: number): Buffer[] {
  const mark = `--${boundary}`;
  const parts: Buffer[] = [];
  let from = -1;
  let at = body.toString('latin1', 0, mark.length) === mark ? 0 : nextLine(body, mark, 0);
  for (; at >= 0; at = nextLine(body, mark, at)) {
    const { closes, next } = boundaryEnd(body, at + mark.length);
    if (next < 0) continue;
    if (from >= 0) parts.push(body.subarray(from, partEnd(body, at, from)));
    if (closes || parts.length >= limit) return parts;
    from = next;
  }
  if (from >= 0) parts.push(body.subarray(from));
  return parts;
}

/** Where the next line behind `from` starts that begins with `mark`; -1 where none does. */
function nextLine(body: Buffer, mark: string, from: number): number {
  const at = body.indexOf(`\n${mark}`, from, 'latin1');
  return at < 0 ? -1 : at + 1;
}

/** Behind a boundary stands `--` or nothing, then white space only; `next` is -1 for a longer word. */
function boundaryEnd(body: Buffer, from: number): { closes: boolean; next: number } {
  const closes = body[from] === 0x2d && body[from + 1] === 0x2d;
  let at = closes ? from + 2 : from;
  while (body[at] === 0x20 || body[at] === 0x09 || body[at] === CR) at++;
  if (at >= body.length) return { closes, next: body.length };
  return { closes, next: body[at] === LF ? at + 1 : -1 };
}

/** The line break before a boundary belongs to the boundary. */
function partEnd(body: Buffer, at: number, from: number): number {
  let end = at - 1;
  if (end > from && body[end - 1] === CR) end--;
  return Math.max(from, end);
}
