import Parser from 'rss-parser';

/** An element as xml2js has it: its text, or its text with its attributes and children. */
export type Raw = string | { readonly [name: string]: unknown };

/** A feed's entries as they stand, and what is said of all of them. */
export type Tree = {
  readonly entries: readonly Raw[];
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly language: string | undefined;
};

/**
 * The dialects are rss-parser's matter. Its own reading of entries is not used: one bad date in an Atom feed would
 * throw the whole feed away, and its snippets cost the square of the length of hostile text.
 */
class EntryParser extends Parser<Record<string, unknown>, { raw?: Raw }> {
  parseItemRss(item: Raw): { raw: Raw } {
    return { raw: item };
  }

  parseItemAtom(entry: Raw): { raw: Raw } {
    return { raw: entry };
  }

  buildAtomFeed(xml: { feed: Raw }): { items: { raw: Raw }[]; title: string | undefined } {
    const entries = childrenOf(xml.feed, 'entry');
    return { items: entries.map((raw) => ({ raw })), title: textIn(xml.feed, 'title') };
  }
}

/** Reads XML that was scanned before (see scan.ts). Throws where it is none of RSS 0.9x, 1.0, 2.0 and Atom. */
export async function readTree(xml: string): Promise<Tree> {
  const feed = await new EntryParser({ defaultRSS: 2.0 }).parseString(xml);
  return {
    entries: feed.items.flatMap(({ raw }) => (raw === undefined ? [] : [raw])),
    title: asText(feed.title),
    link: asText(feed.link),
    language: asText(feed.language),
  };
}

/** All children of a name. */
export function childrenOf(raw: Raw, name: string): Raw[] {
  const found = typeof raw === 'string' ? undefined : raw[name];
  return Array.isArray(found) ? found.filter(isRaw) : [];
}

/** The text of the first child of the name that has one. */
export function textIn(raw: Raw, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const child of childrenOf(raw, name)) {
      const text = asText(child);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

export function attribute(raw: Raw, name: string): string | undefined {
  const all = typeof raw === 'string' ? undefined : raw.$;
  const value = isRaw(all) && typeof all !== 'string' ? all[name] : undefined;
  return typeof value === 'string' ? value.trim() : undefined;
}

/** An element's text; undefined where it is blank. */
export function asText(raw: unknown): string | undefined {
  const text = isRaw(raw) && typeof raw !== 'string' ? raw._ : raw;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
