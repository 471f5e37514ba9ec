import { ArchiveError } from '../../ports/errors.ts';
import { MAX_MAIL } from './blobs.ts';
import { unquoteFrom } from './mbox-quote.ts';

/** Nobody sends such a mail: the file is no mail archive, or made to fill the memory. */
export const MAX_SPAN = 256 << 20;
/** A `From ` line and the line behind it are waited for, as far as this. */
const MAX_LOOK = 2048;
/** `LF CR LF` before the `From `. */
const CONTEXT = 3;
const FROM = Buffer.from('From ');
const LF = 0x0a;
const CR = 0x0d;
const TIME = / \d{1,2}:\d\d/;
const FIELD = /^(?:>*From |[!-9;-~]+:)/;

export type MboxMail = { readonly bytes: Buffer; readonly cut: boolean; readonly offset: number };

type OpenMail = { readonly offset: number; readonly pieces: Buffer[]; kept: number; size: number };

/**
 * Splits an mbox (RFC 4155; mboxrd as public-inbox writes it) into mails, in bounded memory; gives the
 * mails that end in each chunk. A mail starts at a `From ` line that follows an empty line or nothing, and
 * that has a time in it or a header behind it. Its `From ` line and the empty line behind it are left out,
 * the quoting of `From ` is undone. `offset` is counted from `start`.
 */
export async function* splitMbox(
  chunks: AsyncIterable<Buffer>,
  start: number,
  path: string,
): AsyncGenerator<MboxMail[]> {
  let rest: Buffer = Buffer.alloc(0);
  let mail: OpenMail = { offset: start, pieces: [], kept: 0, size: 0 };
  let mails: MboxMail[] = [];

  function close(bytes: Buffer): void {
    extend(mail, bytes, path);
    const done = finish(mail);
    if (done) mails.push(done);
    mail = { offset: mail.offset + mail.size, pieces: [], kept: 0, size: 0 };
  }
  function scan(bytes: Buffer, last: boolean): void {
    let from = 0;
    let at = bytes.indexOf(FROM);
    for (; at >= 0; at = bytes.indexOf(FROM, at + FROM.length)) {
      const verdict = startsMail(bytes, at, mail.offset === start && mail.size === 0, last);
      if (verdict === undefined) break;
      if (!verdict) continue;
      close(bytes.subarray(from, at));
      from = at;
    }
    // What may still be the start of a mail waits, with the line ends before it.
    const open = at >= 0 ? at : bytes.length - FROM.length;
    const hold = last ? bytes.length : Math.max(from, open - CONTEXT);
    extend(mail, bytes.subarray(from, hold), path);
    rest = bytes.subarray(hold);
  }

  for await (const chunk of chunks) {
    scan(rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk, false);
    if (mails.length > 0) yield mails;
    mails = [];
  }
  scan(rest, true);
  close(rest.subarray(rest.length));
  if (mails.length > 0) yield mails;
}

/** undefined where more has to be seen. */
function startsMail(bytes: Buffer, at: number, first: boolean, last: boolean): boolean | undefined {
  if (!followsEmptyLine(bytes, at) && !(first && at === 0)) return false;
  const enough = last || bytes.length - at >= MAX_LOOK;
  const line = bytes.indexOf(LF, at);
  if (line < 0) return enough ? false : undefined;
  if (TIME.test(bytes.toString('latin1', at, line))) return true;
  const next = bytes.indexOf(LF, line + 1);
  if (next < 0 && !enough) return undefined;
  return FIELD.test(bytes.toString('latin1', line + 1, next < 0 ? bytes.length : next));
}

function followsEmptyLine(bytes: Buffer, at: number): boolean {
  if (at < 2 || bytes[at - 1] !== LF) return false;
  return bytes[at - 2] === LF || (bytes[at - 2] === CR && bytes[at - 3] === LF);
}

function extend(mail: OpenMail, bytes: Buffer, path: string): void {
  mail.size += bytes.length;
  if (mail.size > MAX_SPAN) {
    throw new ArchiveError(`${path} is no mail archive: more than 256 MiB in it without the start of a mail`);
  }
  if (mail.kept >= MAX_MAIL + MAX_LOOK || bytes.length === 0) return;
  mail.pieces.push(bytes);
  mail.kept += bytes.length;
}

function finish({ pieces, size, offset }: OpenMail): MboxMail | undefined {
  const [only, more] = pieces;
  if (!only) return undefined;
  const whole = more ? Buffer.concat(pieces) : only;
  const envelope = whole.subarray(0, FROM.length).equals(FROM) ? whole.indexOf(LF) + 1 : 0;
  const cut = size - envelope > MAX_MAIL;
  const bytes = whole.subarray(envelope, cut ? envelope + MAX_MAIL : endOfMail(whole));
  if (bytes.every((byte) => byte === LF || byte === CR)) return undefined;
  return { bytes: unquoteFrom(bytes), cut, offset };
}

/** Without the empty line that parts one mail from the next. */
function endOfMail(bytes: Buffer): number {
  const { length } = bytes;
  if (bytes[length - 1] !== LF) return length;
  if (bytes[length - 2] === LF) return length - 1;
  return bytes[length - 2] === CR && bytes[length - 3] === LF ? length - 2 : length;
}
