import { createHash } from 'node:crypto';
import type { FakeReply } from '../host.ts';
import { writeBody } from './atom-body.ts';
import type { Entry } from './entry.ts';
import { escapeId, toAscii } from './html.ts';

export type Feed = {
  readonly title: string;
  /** `http://HOST/LIST/` */
  readonly base: string;
  /** Behind `base`: of the page, and of the feed itself. Not escaped. */
  readonly page: string;
  readonly self: string;
  readonly id: string;
  /** ms */
  readonly updated: number;
  readonly entries: readonly Entry[];
};

/** Atom as public-inbox writes it (WwwAtomStream.pm): us-ascii, attributes on lines of their own. */
export function replyAtom(feed: Feed): FakeReply {
  const head = [
    '<?xml version="1.0" encoding="us-ascii"?>\n<feed\nxmlns="http://www.w3.org/2005/Atom"\n',
    `xmlns:thr="http://purl.org/syndication/thread/1.0">${writeTitle(feed.title)}`,
    `<link\nrel="alternate"\ntype="text/html"\nhref="${toAscii(feed.base + feed.page)}"/>`,
    `<link\nrel="self"\nhref="${toAscii(feed.base + feed.self)}"/>`,
    `<id>${toAscii(feed.id)}</id>${writeUpdated(feed.updated)}`,
  ];
  const entries = feed.entries.map((entry) => writeEntry(entry, feed.base));
  return {
    headers: { 'content-type': 'application/atom+xml' },
    body: `${head.join('')}${entries.join('')}</feed>`,
  };
}

/** An id out of any text; of a mail: out of its Message-ID. */
export function toUuid(text: string): string {
  const hex = createHash('sha1').update(text).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return `urn:uuid:${parts.join('-')}`;
}

function writeEntry(entry: Entry, base: string): string {
  const link = (id: string): string => toAscii(`${base}${escapeId(id)}/`);
  const href = link(entry.id);
  const { inReplyTo, from } = entry;
  return [
    `<entry><author><name>${toAscii(from.name)}</name><email>${toAscii(from.email)}</email></author>`,
    `${writeTitle(entry.subject || '(no subject)')}${writeUpdated(entry.updated ?? entry.at)}`,
    `<link\nhref="${href}"/><id>${toUuid(entry.id)}</id>`,
    inReplyTo === undefined
      ? ''
      : `<thr:in-reply-to\nref="${toUuid(inReplyTo)}"\nhref="${link(inReplyTo)}"/>`,
    '<content\ntype="xhtml"><div\nxmlns="http://www.w3.org/1999/xhtml"><pre\nstyle="white-space:pre-wrap">',
    writeBody(entry.text, href),
    '</pre></div></content></entry>',
  ].join('');
}

/** HTML where there is an entity in it, and escaped once only: so it is. */
function writeTitle(text: string): string {
  const title = toAscii(text.replace(/[\t\n ]+/g, ' '));
  return `<title${title.includes('&') ? '\ntype="html"' : ''}>${title}</title>`;
}

const writeUpdated = (time: number): string =>
  `<updated>${new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')}</updated>`;
