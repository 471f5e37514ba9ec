import type { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import { type MessageId, toMessageId } from '../../domain/ids.ts';
import type { Mail, Unreadable } from '../../domain/message.ts';
import { foldSpaces, parseSubject } from '../../domain/subject.ts';
import { parseAddress } from './addresses.ts';
import { findAuthor } from './author.ts';
import { readBody } from './body.ts';
import { settleDate } from './dates.ts';
import { type HeaderFields, readHeader } from './header.ts';
import { tellKind } from './kind.ts';
import { splitHeader } from './parts.ts';
import { parseIds, readAncestry } from './references.ts';
import { decodeWords } from './words.ts';

export type MailContext = {
  /** Where the bytes came from, for the one who has to look. */
  readonly source: string;
  /** When the archive got it, ms UTC; 0 where nobody knows. Serves where the header tells no time. */
  readonly arrived: number;
  /** True where `bytes` is only the start of the mail. */
  readonly cut?: boolean;
};

/** A subject has so many characters at most; RFC 5322, 2.1.1 allows a line 998. */
const MAX_SUBJECT = 2000;
const MAX_RECIPIENTS = 65_536;

/**
 * Reads one mail as it lies in an archive (RFC 5322 and MIME, as they occur). `bytes` may be reused by
 * the caller afterwards. Never throws; what has no header at all is `Unreadable`.
 */
export function parseMail(bytes: Buffer, context: MailContext): Mail | Unreadable {
  const mail = skipEnvelope(bytes);
  const { header, body } = splitHeader(mail);
  const fields = readHeader(header);
  if (!hasHeader(fields)) {
    return {
      unreadable: bytes.length === 0 ? 'the mail is empty' : 'no mail header found',
      source: context.source,
    };
  }
  const { text, truncated } = readBody(body, fields);
  const written = parseIds(fields.messageId)[0] ?? toMessageId(fields.messageId);
  const messageId = written ?? makeId(mail);
  const sender = parseAddress(fields.from);
  const subject = foldSpaces(decodeWords(fields.subject ?? ''))
    .slice(0, MAX_SUBJECT)
    .toWellFormed();
  const line = parseSubject(subject);
  const ancestry = readAncestry(messageId, fields.inReplyTo, fields.references);
  const { date, received, clamped } = settleDate(fields.date, fields.received, context.arrived);
  return {
    messageId,
    idInferred: written === undefined,
    lists: listNames(fields.listId),
    from: findAuthor(sender, fields.originalFrom, text),
    sender,
    recipients: `${fields.to}, ${fields.cc}`.slice(0, MAX_RECIPIENTS).toLowerCase(),
    date,
    received,
    dateClamped: clamped,
    subject,
    line,
    kind: tellKind({ line, sender, answers: ancestry.inReplyTo !== undefined, text }),
    inReplyTo: ancestry.inReplyTo,
    references: ancestry.references,
    text,
    truncated: truncated || context.cut === true,
  };
}

/** The `From ` line of an mbox, a byte order mark and empty lines before the header. */
function skipEnvelope(bytes: Buffer): Buffer {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === 0x0a || bytes[at] === 0x0d) at++;
  const rest = at > 0 ? bytes.subarray(at) : bytes;
  if (rest[0] !== 0x46 || rest.toString('latin1', 0, 5) !== 'From ') return rest;
  const end = rest.indexOf(0x0a);
  return end < 0 ? rest.subarray(rest.length) : rest.subarray(end + 1);
}

function hasHeader(fields: HeaderFields): boolean {
  return fields.messageId !== '' || fields.from !== '' || fields.subject !== undefined || fields.date !== '';
}

/** A mail without Message-ID gets one from its bytes, so that reading it again finds it again. */
function makeId(bytes: Buffer): MessageId {
  return `${hash('sha1', bytes, 'hex')}@no-message-id.invalid` as MessageId;
}

/** `Rust for Linux <rust-for-linux.vger.kernel.org>` (RFC 2919) -> `rust-for-linux`. */
function listNames(listId: string): string[] {
  if (listId === '') return [];
  const inner = /<([^<>\s]+)>/.exec(listId)?.[1] ?? listId.trim();
  const name = (inner.split('.')[0] ?? '').toLowerCase();
  return /^[\w+-]{1,80}$/.test(name) ? [name] : [];
}
