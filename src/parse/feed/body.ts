import { htmlToText } from '../mail/html-text.ts';
import { isElement, type Node, readHtml } from '../page/html.ts';
import { linksIn, MAX_TEXT, textOf } from '../page/text.ts';

export type Body = {
  readonly text: string;
  /** Canonical, each once. */
  readonly links: readonly string[];
  /** Where the links lead that are called `[link]` and `[comments]`, as Reddit does. */
  readonly named: Readonly<Record<string, string>>;
};

/** More of one item's HTML is not read. */
const MAX_HTML = 400_000;
/** A feed has many items: one that has more tags is read without a tree. */
const MAX_TAGS = 6_000;

/** Plain text and links of an item's HTML. `base`: what its links stand on. Never throws. */
export function readBody(html: string | undefined, base: string): Body {
  if (html === undefined) return { text: '', links: [], named: {} };
  const bounded = html.slice(0, MAX_HTML);
  const page = readHtml(bounded, MAX_TAGS);
  if (!page) return readFlat(bounded, base);
  const anchors = page('a[href]').toArray();
  const named: Record<string, string> = {};
  for (const anchor of anchors.slice(0, 50)) {
    const name = /^\[(link|comments)\]$/.exec(onlyText(anchor.childNodes))?.[1];
    const [link] = linksIn([anchor.attribs.href], base);
    if (name !== undefined && link !== undefined) named[name] = link;
  }
  return {
    text: textOf(page.root()[0]?.childNodes ?? []),
    links: linksIn(
      anchors.map((anchor) => anchor.attribs.href),
      base,
    ),
    named,
  };
}

function onlyText(nodes: readonly Node[]): string {
  const [node] = nodes;
  return nodes.length === 1 && node && !isElement(node) && node.type === 'text' ? node.data.trim() : '';
}

function readFlat(html: string, base: string): Body {
  const hrefs = html.matchAll(/<a\s[^<>]{0,500}?\bhref\s{0,3}=\s{0,3}["']([^"'<>\s]{1,2000})["']/gi);
  return {
    text: htmlToText(html).slice(0, MAX_TEXT),
    links: linksIn(
      [...hrefs].map(([, href]) => href?.replaceAll('&amp;', '&')),
      base,
    ),
    named: {},
  };
}
