import * as cheerio from 'cheerio/slim';
import { type MessageId, toMessageId } from '../../domain/ids.ts';

/** A mail as a public-inbox feed tells of it. Times in ms UTC. */
export type LoreEntry = {
  readonly messageId: MessageId;
  /** When the list's server got it; undefined where the feed does not say. */
  readonly updated: number | undefined;
  readonly inReplyTo: MessageId | undefined;
};

/** What a feed holds, or a sentence on why it is none. */
export type LoreFeed =
  | { readonly kind: 'feed'; readonly entries: readonly LoreEntry[]; readonly unreadable: number }
  | { readonly kind: 'refused'; readonly why: string };

/** A public-inbox answers with 200 entries at most. */
const MAX_ENTRIES = 1000;
const START = 4096;

/**
 * Reads the Atom of a public-inbox (WwwAtomStream.pm): `new.atom`, `t.atom`, a search with `x=A`. The Message-ID
 * stands only in the link. Never throws. A page that is no feed is refused: it says nothing about news.
 */
export function parseLoreAtom(text: string): LoreFeed {
  const start = text.slice(0, START).replace(/^\uFEFF/, '');
  const root = /<([a-z][a-z0-9:_-]{0,40})[\s/>]/i.exec(start.replace(/<!--[\s\S]{0,2000}?-->/g, ''))?.[1];
  if (root === undefined) return refused('it holds no element at all');
  if (/^html$/i.test(root) || /<!doctype html/i.test(start)) return refused('it is a page (HTML), no feed');
  if (!/^(?:[a-z]{1,20}:)?feed$/i.test(root)) return refused(`it begins with <${root}>`);
  const $ = cheerio.load(text, { xml: true });
  const entries: LoreEntry[] = [];
  let unreadable = 0;
  const found = $('feed > entry').slice(0, MAX_ENTRIES);
  for (const element of found.toArray()) {
    const entry = $(element);
    const messageId = idOf(entry.children('link').attr('href'));
    if (messageId === undefined) {
      unreadable++;
      continue;
    }
    const updated = Date.parse(entry.children('updated').text().trim());
    entries.push({
      messageId,
      updated: Number.isNaN(updated) ? undefined : updated,
      inReplyTo: idOf(entry.children('thr\\:in-reply-to').attr('href')),
    });
  }
  if (!/<\/(?:[a-z]{1,20}:)?feed\s{0,100}>\s{0,1000}$/i.test(text.slice(-2000)))
    return refused('it breaks off in the middle');
  return { kind: 'feed', entries, unreadable };
}

function refused(why: string): LoreFeed {
  return { kind: 'refused', why };
}

/** `http://host/LIST/ID/`: the id is percent-encoded, so the last part is all of it. */
function idOf(href: string | undefined): MessageId | undefined {
  const path = href?.replace(/[?#].*$/s, '').replace(/\/+$/, '');
  const last = path?.slice(path.lastIndexOf('/') + 1);
  if (last === undefined || last === '') return undefined;
  try {
    return toMessageId(decodeURIComponent(last));
  } catch {
    return toMessageId(last);
  }
}
