import { createHash } from 'node:crypto';
import type { MessageId } from '../../../src/domain/ids.ts';
import { parseAddress } from '../../../src/parse/mail/addresses.ts';
import { parseDate } from '../../../src/parse/mail/dates.ts';
import { type HeaderFields, readHeader } from '../../../src/parse/mail/header.ts';
import { parseMail } from '../../../src/parse/mail/mail.ts';
import { splitHeader } from '../../../src/parse/mail/parts.ts';
import { decodeWords } from '../../../src/parse/mail/words.ts';
import type { LoreMail } from './ledger.ts';

/** A mail as the archive holds it. Times in ms. */
export type Entry = LoreMail & {
  readonly id: string;
  readonly subject: string;
  readonly from: { readonly name: string; readonly email: string };
  /** As its Date says; the arrival where that says nothing. */
  readonly date: number;
  readonly fields: HeaderFields;
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[];
  /** Decoded; bounded by the parser. */
  readonly text: string;
  /** By which lore sorts and selects. */
  readonly at: number;
  /** Git's id of the bytes. */
  readonly blob: string;
};

/** Reads a mail once, for the commit, the index and the pages. What is no mail at all is held nevertheless. */
export function readEntry(mail: LoreMail): Entry {
  const { bytes, arrived } = mail;
  const blob = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  const fields = readHeader(splitHeader(bytes).header);
  const read = parseMail(bytes, { source: blob, arrived });
  const known = 'unreadable' in read ? undefined : read;
  const { name, email } = parseAddress(fields.from);
  return {
    ...mail,
    id: known && !known.idInferred ? known.messageId : (`${blob.slice(0, 16)}@z` as MessageId),
    subject: decodeWords(fields.subject ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
    from: { name: name || email, email },
    date: parseDate(fields.date) ?? arrived,
    fields,
    inReplyTo: known?.inReplyTo,
    references: known?.references ?? [],
    text: known?.text ?? '',
    at: mail.received ?? arrived,
    blob,
  };
}
