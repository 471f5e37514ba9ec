import { Buffer } from 'node:buffer';
import PostalMime from 'postal-mime';
import type { Mail } from '../../src/domain/message.ts';
import { mailOf } from './fixtures.ts';

/** What two readers of one mail disagree on, and why that is known to be so; '' where nobody knows. */
export type Difference = { readonly field: 'subject' | 'id' | 'text'; readonly why: string };

type Read = { readonly subject: string; readonly id: string; readonly text: string };

/**
 * Compares our reading with postal-mime's. Left aside on both sides: white space at line ends and at
 * the end, CR, NUL, runs of blanks in the subject, brackets around the id. format=flowed is left aside
 * too (`asFixed`): the referee joins quoted lines with the quote marks in them (against RFC 3676, 4.5).
 */
export async function referee(bytes: Buffer): Promise<Difference[]> {
  const fixed = asFixed(bytes);
  const mail = mailOf(fixed);
  const parsed = await PostalMime.parse(fixed);
  const theirs: Read = {
    subject: foldBlanks(parsed.subject ?? ''),
    id: (parsed.messageId ?? '').replace(/[<>\s]/g, ''),
    text: tidy(parsed.text ?? ''),
  };
  const ours: Read = { subject: mail.subject, id: mail.messageId, text: tidy(mail.text) };
  const raw = fixed.toString('latin1');
  const differences: Difference[] = [];
  for (const field of ['subject', 'id', 'text'] as const) {
    if (ours[field] !== theirs[field])
      differences.push({ field, why: explain(field, { mail, raw, ours, theirs }) });
  }
  return differences;
}

/** The same bytes, but for the word that makes a text flow. */
function asFixed(bytes: Buffer): Buffer {
  const raw = bytes.toString('latin1');
  return /flowed/i.test(raw) ? Buffer.from(raw.replace(/(format="?)flowed/gi, '$1fixed_'), 'latin1') : bytes;
}

function foldBlanks(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left aside
  return text.replace(/[\s\x00-\x1f\x7f]+/g, ' ').trim();
}

function tidy(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trimEnd();
}

type Case = { readonly mail: Mail; readonly raw: string; readonly ours: Read; readonly theirs: Read };

const REASONS: readonly {
  readonly field: Difference['field'];
  readonly why: string;
  readonly holds: (c: Case) => boolean;
}[] = [
  {
    field: 'id',
    why: 'made from the bytes: the mail has none',
    holds: ({ mail, theirs }) => mail.idInferred && theirs.id === '',
  },
  { field: 'id', why: 'an id without brackets', holds: ({ ours, theirs }) => theirs.id.includes(ours.id) },
  {
    field: 'subject',
    why: 'raw 8-bit that is no UTF-8',
    holds: ({ theirs }) => theirs.subject.includes('\ufffd'),
  },
  {
    field: 'subject',
    why: 'an encoded word with a question mark in it',
    holds: ({ raw }) => /=\?[^?\s]+\?q\?[^\s]*\?[^=][^\s]*\?=/i.test(raw),
  },
  {
    field: 'subject',
    why: 'an encoded word in a charset that nobody knows',
    holds: ({ raw }) => /=\?junk-name\?/.test(raw),
  },
  {
    field: 'text',
    why: 'a patch that came as an attachment is taken',
    holds: ({ ours, theirs, raw }) =>
      ours.text.startsWith(theirs.text) &&
      /^(?:diff |--- |From [0-9a-f]{40}|Index: )/m.test(ours.text.slice(theirs.text.length)) &&
      /attachment|\.(?:patch|diff)|[x/]-?(?:patch|diff)/i.test(raw),
  },
  {
    field: 'text',
    why: 'a footer of the list is dropped',
    holds: ({ ours, theirs }) =>
      theirs.text.startsWith(ours.text) &&
      /^\s*_{30,}\n.*mailing list/.test(theirs.text.slice(ours.text.length)),
  },
  {
    field: 'text',
    why: 'a footer below base64 is no base64',
    holds: ({ ours, theirs, raw }) =>
      theirs.text.startsWith(ours.text) && /base64[\s\S]*\n_{30,}\n/i.test(raw),
  },
  {
    field: 'text',
    why: 'a signature in line is taken off',
    holds: ({ ours, theirs }) =>
      theirs.text.includes('-----BEGIN PGP SIGNED MESSAGE-----') && !ours.text.includes('-----BEGIN PGP SIG'),
  },
  {
    field: 'text',
    why: 'a forwarded mail is another mail',
    holds: ({ raw }) => /message\/rfc822|multipart\/digest/i.test(raw),
  },
  {
    field: 'text',
    why: 'HTML alone, of which the referee makes no text',
    holds: ({ theirs, raw }) => theirs.text === '' && /text\/html/i.test(raw),
  },
  {
    field: 'text',
    why: 'a blank in a soft line break (RFC 2045, 6.7 (3))',
    holds: ({ ours, theirs, raw }) =>
      /=[ \t]+\r?\n/.test(raw) && ours.text === theirs.text.replace(/=[ \t]*\n/g, ''),
  },
  {
    field: 'text',
    why: 'the charset is none, or lies, or is one the referee does not know',
    holds: ({ ours, theirs, raw }) => ascii(ours.text) === ascii(theirs.text) || /charset="?utf-7/i.test(raw),
  },
  {
    field: 'text',
    why: 'a mail of more than a megabyte is cut',
    holds: ({ mail, ours, theirs }) => mail.truncated && theirs.text.startsWith(ours.text.slice(0, -10)),
  },
  {
    field: 'text',
    why: 'a frame that is never opened',
    holds: ({ theirs, raw }) => theirs.text === '' && /^content-type: multipart\/mixed$/im.test(raw),
  },
];

function explain(field: Difference['field'], facts: Case): string {
  return REASONS.find((reason) => reason.field === field && reason.holds(facts))?.why ?? '';
}

function ascii(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant
  return text.replace(/[^\x00-\x7f]+/g, '');
}
