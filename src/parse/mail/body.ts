import type { Buffer } from 'node:buffer';
import { decodeText } from './charset.ts';
import { undoClearsign } from './clearsign.ts';
import { type ContentType, parameter, parseContentType } from './content-type.ts';
import { unflow } from './flowed.ts';
import { type HeaderFields, readHeader } from './header.ts';
import { htmlToText } from './html-text.ts';
import { splitHeader, splitParts } from './parts.ts';
import { decodeTransfer } from './transfer.ts';
import { decodeWords } from './words.ts';

/** More text than this of one mail is not looked at (characters). */
const MAX_TEXT = 1 << 20;
/** Of HTML less is taken: marks are most of it. */
const MAX_HTML = 1 << 18;
const MAX_PARTS = 200;
const MAX_DEPTH = 10;
const FOOTER = /^\s*_{30,}\n[^\n]*mailing list/i;
const PATCH_TYPE = /^(?:text|application)\/(?:x-)?(?:patch|diff)$/;
const PATCH_START = /^(?:diff --git |From [0-9a-f]{40} Mon Sep 17 |--- \S+\n\+\+\+ )/m;
/** A patch in a text attachment that is not named one shows itself within so many characters. */
const PATCH_WITHIN = 16_384;

export type BodyText = { readonly text: string; readonly truncated: boolean };

type Part = { readonly body: Buffer; readonly fields: HeaderFields; readonly type: ContentType };
type Walk = { pieces: string[]; size: number; html: Part | undefined; parts: number; truncated: boolean };

/**
 * The text of a mail (RFC 2045-2049): the plain parts and patches that came as attachments, in order,
 * decoded, line ends `\n`, NUL bytes dropped. Where there is HTML alone, its text. List footers that
 * come as a part of their own, forwarded mails, logs and other attachments are left out. Never throws.
 */
export function readBody(body: Buffer, fields: HeaderFields): BodyText {
  const walk: Walk = { pieces: [], size: 0, html: undefined, parts: 0, truncated: false };
  walkPart(body, fields, walk, 0);
  if (walk.html && walk.pieces.every((piece) => piece.trim() === '')) {
    walk.pieces = [htmlToText(decodePart(walk.html, MAX_HTML, walk).slice(0, MAX_HTML))];
  }
  const text = walk.pieces.length === 1 ? (walk.pieces[0] ?? '') : joinPieces(walk.pieces);
  if (text.length <= MAX_TEXT) return { text, truncated: walk.truncated };
  return { text: text.slice(0, MAX_TEXT).toWellFormed(), truncated: true };
}

function walkPart(body: Buffer, fields: HeaderFields, walk: Walk, depth: number): void {
  if (++walk.parts > MAX_PARTS || depth > MAX_DEPTH || walk.size > MAX_TEXT) {
    walk.truncated = true;
    return;
  }
  const type = parseContentType(fields.contentType);
  if (type.boundary) {
    const parts = splitParts(body, type.boundary, MAX_PARTS);
    if (parts.length > 0) {
      walkMultipart(parts, type.type, walk, depth);
      return;
    }
  }
  // A multipart without a boundary in it is text that lost its frame.
  const shown = type.type.startsWith('multipart/') ? { ...type, type: 'text/plain' } : type;
  takePart({ body, fields, type: shown }, walk, depth);
}

function walkMultipart(parts: readonly Buffer[], type: string, walk: Walk, depth: number): void {
  // RFC 1847: the first part of a signed mail is the mail.
  const shown = type === 'multipart/signed' ? parts.slice(0, 1) : parts;
  for (const part of shown) {
    const { header, body } = splitHeader(part);
    const fields = readHeader(header);
    // RFC 2046, 5.1.5: what a digest holds is mails.
    if (type === 'multipart/digest' && fields.contentType === '') continue;
    walkPart(body, fields, walk, depth + 1);
  }
}

function takePart(part: Part, walk: Walk, depth: number): void {
  const { type, fields } = part;
  if (type.type === 'text/html') {
    if (!isAttached(fields.disposition)) walk.html ??= part;
    return;
  }
  const isPatch = isNamedPatch(type, fields.disposition);
  const isText = type.type === 'text/plain' || (depth === 0 && isTextual(type.type));
  if (!isPatch && !isText) return;
  const text = decodePart(part, MAX_TEXT, walk);
  const isAside = depth > 0 && !isPatch && isAttached(fields.disposition);
  if (FOOTER.test(text) || (isAside && !PATCH_START.test(text.slice(0, PATCH_WITHIN)))) return;
  walk.pieces.push(text);
  walk.size += text.length;
}

function decodePart({ body, fields, type }: Part, limit: number, walk: Walk): string {
  const most = limit * 4;
  if (body.length > most) walk.truncated = true;
  const bytes = decodeTransfer(body.length > most ? body.subarray(0, most) : body, fields.transferEncoding);
  const text = tidyLines(decodeText(bytes, type.charset));
  return undoClearsign(type.flowed ? unflow(text, type.delSp) : text);
}

/** Patches however they come. */
function isNamedPatch(type: ContentType, disposition: string): boolean {
  if (PATCH_TYPE.test(type.type)) return true;
  const written = parameter(disposition, 'filename') ?? type.name;
  if (written === '') return false;
  const name = written.includes('=?') ? decodeWords(written) : written;
  return /\.(?:patch|diff)$/i.test(name.trimEnd());
}

/** RFC 2046, 4.1.4: an unknown kind of text is text; so is what is called no known kind of thing. */
function isTextual(type: string): boolean {
  return !/^(?:application|image|audio|video|font|model|message|multipart)\//.test(type);
}

function isAttached(disposition: string): boolean {
  return /^\s*"?attachment\b/i.test(disposition);
}

function tidyLines(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return lines.includes('\0') ? lines.replaceAll('\0', '') : lines;
}

function joinPieces(pieces: readonly string[]): string {
  return pieces.map((piece, i) => (i === 0 || piece.endsWith('\n') ? piece : `${piece}\n`)).join('\n');
}
