import type { Buffer } from 'node:buffer';
import type { BrokenItem } from '../../domain/item/item.ts';
import { decodeBytes } from '../page/decode.ts';
import { plainLine, plainTitle } from '../page/text.ts';
import { atomEntry, type Frame, rssEntry } from './dialects.ts';
import { type Entry, type FeedItem, hashOf, languageOf, readEntry } from './entry.ts';
import { readJsonFeed } from './json.ts';
import { applyEdits, type Refused, refuse, scanXml } from './scan.ts';
import { readTree } from './tree.ts';

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'json';

export type Feed = {
  readonly kind: 'feed';
  readonly format: FeedFormat;
  readonly title: string;
  /** In the feed's order; an id stands once. */
  readonly items: readonly FeedItem[];
  readonly broken: readonly BrokenItem[];
  /** What had to be mended for it to be read, in sentences. */
  readonly notes: readonly string[];
};

export const MAX_FEED = 5_000_000;
const MAX_ITEMS = 1_000;

/**
 * Reads the bytes of a feed, whatever their Content-Type said: RSS 0.9x, 1.0, 2.0, Atom, JSON Feed 1. `base`: where
 * they were had, for relative links. Refused with a reason: more than 5 MB, HTML, what breaks off, DTDs, entities.
 * Never rejects.
 */
export async function parseFeed(bytes: Buffer, base: string): Promise<Feed | Refused> {
  if (bytes.length > MAX_FEED) return refuse(`it has more than ${MAX_FEED} bytes`, true);
  const text = decodeBytes(bytes, [declaredCharset(bytes)]).trimStart();
  if (text === '') return refuse('it is empty', false);
  if (/^[{[]/.test(text)) return parseJson(text, base);
  if (!text.startsWith('<')) return refuse(`it is no feed: it begins with "${plainLine(text, 40)}"`, false);
  return parseXml(text, base);
}

/** The encoding of the XML declaration, which stands within the first bytes (XML 1.0, 4.3.3). */
function declaredCharset(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 300).toString('latin1');
  return /^\s{0,99}<\?xml[^>]{0,150}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']/.exec(head)?.[1];
}

function parseJson(text: string, base: string): Feed | Refused {
  const read = readJsonFeed(text, base);
  if ('kind' in read) return read;
  return gather('json', read.title ?? '', read.entries, base, []);
}

async function parseXml(text: string, base: string): Promise<Feed | Refused> {
  const scanned = scanXml(text);
  if (scanned.kind === 'refused') return scanned;
  const format = formatOf(scanned.root);
  if (format === undefined) return refuseRoot(scanned.root);
  const notes =
    scanned.ampersands === 0 ? [] : [`${scanned.ampersands} "&" that begin no reference were escaped`];
  try {
    const tree = await readTree(applyEdits(text, scanned.edits));
    const frame = frameOf(scanned.rootTag, tree.language, base);
    const read = format === 'atom' ? atomEntry : rssEntry;
    const entries = tree.entries.map((raw) => read(raw, frame));
    return gather(format, tree.title ?? '', entries, base, notes);
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return refuse(`it cannot be read as ${format}: ${plainLine(line, 120)}`, false);
  }
}

function formatOf(root: string): FeedFormat | undefined {
  if (root === 'rss') return 'rss';
  if (root === 'rdf:RDF') return 'rdf';
  return root === 'feed' ? 'atom' : undefined;
}

function refuseRoot(root: string): Refused {
  return /^(?:\w{1,10}:)?(?:html|head|body|div|p)$/i.test(root)
    ? refuse('it is an HTML page, and no feed', false)
    : refuse(`it is XML of another kind: <${plainLine(root, 40)}>`, true);
}

function frameOf(rootTag: string, language: string | undefined, base: string): Frame {
  const own = /\sxml:base\s{0,9}=\s{0,9}["']([^"']{1,2000})["']/.exec(rootTag)?.[1];
  const tongue = /\sxml:lang\s{0,9}=\s{0,9}["']([\w-]{1,35})["']/.exec(rootTag)?.[1];
  return {
    base: own === undefined ? base : (URL.parse(own, base)?.href ?? base),
    language: languageOf(language ?? tongue ?? ''),
  };
}

function gather(
  format: FeedFormat,
  title: string,
  entries: readonly Entry[],
  base: string,
  notes: readonly string[],
): Feed {
  const items = new Map<string, FeedItem>();
  const broken: BrokenItem[] = [];
  for (const [index, entry] of entries.slice(0, MAX_ITEMS).entries()) {
    const read = readEntry(entry, `item ${index + 1} of ${format} ${hashOf(base).slice(0, 8)}`);
    if ('kind' in read) broken.push(read);
    // What stands first is newer, in all feeds that repeat themselves.
    else if (!items.has(read.id)) items.set(read.id, read);
  }
  const more = entries.length - MAX_ITEMS;
  return {
    kind: 'feed',
    format,
    title: plainTitle(title),
    items: [...items.values()],
    broken,
    notes: more > 0 ? [...notes, `the last ${more} items were not read`] : notes,
  };
}
