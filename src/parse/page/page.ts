import type { Buffer } from 'node:buffer';
import { canonicalUrl } from '../../domain/item/canonical-url.ts';
import type { BrokenItem } from '../../domain/item/item.ts';
import type { PageSelectors } from '../../domain/source/plan.ts';
import { authorOf, type FeedItem, hashOf, languageOf } from '../feed/entry.ts';
import { type Refused, refuse } from '../feed/scan.ts';
import { readDate } from './date.ts';
import { charsetOf, decodeBytes, metaCharset } from './decode.ts';
import { type Element, type Html, isElement, type Node, readHtml } from './html.ts';
import { linksIn, MAX_TEXT, plainLine, textOf } from './text.ts';

export type PageItems = {
  readonly kind: 'items';
  readonly items: readonly FeedItem[];
  readonly broken: readonly BrokenItem[];
};

export const MAX_PAGE = 3_000_000;
const MAX_ITEMS = 500;
/** The parts that have to be found in at least one item: where one is not, the page was built anew. */
const PARTS = ['title', 'link', 'date', 'author', 'text'] as const;
/** A page about "the current kernel" keeps its title: which one that is stands at the beginning. */
const VERSION = /\bLinux(?: [Kk]ernel)? v?(\d{1,2}\.\d{1,3}(?:-rc\d{1,2})?)(?![\w.]*\d)/;
const BEGINNING = 400;

type Part = (typeof PARTS)[number];
type Found = Readonly<Record<Part, Element | undefined>>;

/**
 * The articles of a page that has no feed, by the operator's selectors: one for each element that `item` finds, else
 * the whole page as one. That one is known by its address and its title, with the version of the kernel that it
 * begins with: a new title or version is another article, any other change is the same one changed. Refused: a
 * selector that is none, and one that finds nothing anywhere (a new layout is never silence). Never throws.
 */
export function parsePage(
  bytes: Buffer,
  url: string,
  selectors: PageSelectors,
  contentType = '',
): PageItems | Refused {
  if (bytes.length > MAX_PAGE) return refuse(`the page has more than ${MAX_PAGE} bytes`, true);
  const $ = readHtml(decodeBytes(bytes, [charsetOf(contentType), metaCharset(bytes)]));
  if (!$) return refuse('the page has too many tags', true);
  for (const [name, selector] of Object.entries(selectors)) {
    if (selector !== undefined && !isSelector($, selector))
      return refuse(`the selector ${name} (${plainLine(selector, 80)}) is none`, true);
  }
  const { item } = selectors;
  const roots = item === undefined ? [...$.root().toArray()] : select($, undefined, item);
  if (roots.length === 0) return nothing('item', item);
  const found = roots.slice(0, MAX_ITEMS).map((root) => partsOf($, root, selectors));
  const missing = PARTS.find((part) => selectors[part] && found.every((parts) => !parts[part]));
  if (missing) return nothing(missing, selectors[missing]);
  return readItems($, roots, found, { url, selectors });
}

type Frame = { readonly url: string; readonly selectors: PageSelectors };

function readItems($: Html, roots: readonly Node[], found: readonly Found[], frame: Frame): PageItems {
  const items = new Map<string, FeedItem>();
  const broken: BrokenItem[] = [];
  for (const [index, parts] of found.entries()) {
    const root = roots[index];
    if (!root) continue;
    const item = readItem($, root, parts, frame);
    if (item === undefined)
      broken.push({ kind: 'broken', place: `item ${index + 1} of the page`, why: 'it has no title' });
    else if (!items.has(item.id)) items.set(item.id, item);
  }
  return { kind: 'items', items: [...items.values()], broken };
}

function readItem($: Html, root: Node, parts: Found, { url, selectors }: Frame): FeedItem | undefined {
  const single = selectors.item === undefined;
  const text = textIn($, root, parts, selectors);
  const heading = parts.title ? lineOf(parts.title) : single ? plainLine($('title').first().text()) : '';
  if (heading === '' && parts.link === undefined) return undefined;
  const named = heading || (parts.link ? lineOf(parts.link) : '');
  if (named === '') return undefined;
  const title = single ? withVersion(named, text) : named;
  const anchors = $(root).find('a[href]').toArray().filter(isElement);
  const own = anchorOf(parts.link ?? parts.title);
  const link = own === undefined ? undefined : canonicalUrl(own, url);
  const address = canonicalUrl(url) ?? url;
  const date = parts.date && (readDate(parts.date.attribs.datetime ?? '') ?? readDate(lineOf(parts.date)));
  const id = link ?? `${address}#${hashOf(title).slice(0, 16)}`;
  return {
    id: single ? `${address}#${hashOf(title).slice(0, 16)}` : id,
    title,
    url: single ? address : (link ?? address),
    discussion: undefined,
    date,
    author: parts.author && authorOf(lineOf(parts.author)),
    text,
    language: languageOf($('html').attr('lang') ?? ''),
    restricted: false,
    links: linksIn(
      anchors.map(({ attribs }) => attribs.href),
      url,
    ),
    whole: true,
  };
}

function withVersion(title: string, text: string): string {
  const version = VERSION.exec(title) ? undefined : VERSION.exec(text.slice(0, BEGINNING))?.[1];
  return version === undefined ? title : `${title}: Linux ${version}`;
}

function textIn($: Html, root: Node, parts: Found, { drop }: PageSelectors): string {
  const skip = new Set<Node>(drop === undefined ? [] : select($, undefined, drop));
  if (parts.title) skip.add(parts.title);
  return textOf([parts.text ?? root], MAX_TEXT, skip);
}

function partsOf($: Html, root: Node, selectors: PageSelectors): Found {
  const one = (part: Part): Element | undefined => {
    const selector = selectors[part];
    return selector === undefined ? undefined : firstOf($, root, selector);
  };
  return {
    title: one('title'),
    link: one('link'),
    date: one('date'),
    author: one('author'),
    text: one('text'),
  };
}

/** All that the selector finds below the root, in the page's order. */
function select($: Html, root: Node | undefined, selector: string): Element[] {
  const within = root === undefined ? $.root() : $(root);
  return within.find(selector).toArray().filter(isElement);
}

/** Of a list of selectors the first that finds something counts: `main, body` means body only where there is no main. */
function firstOf($: Html, root: Node, selector: string): Element | undefined {
  const choices = /["'[(]/.test(selector) ? [selector] : selector.split(',');
  for (const choice of choices) {
    const [found] = select($, root, choice);
    if (found) return found;
  }
  return $(root).filter(selector).toArray().find(isElement);
}

/** The link itself, or the first one inside. */
function anchorOf(element: Element | undefined): string | undefined {
  if (!element) return undefined;
  if (element.attribs.href !== undefined) return element.attribs.href;
  const stack: Node[] = [...element.childNodes];
  for (let node = stack.shift(), seen = 0; node && seen < 200; node = stack.shift(), seen++) {
    if (!isElement(node)) continue;
    if (node.name === 'a' && node.attribs.href !== undefined) return node.attribs.href;
    stack.push(...node.childNodes.slice(0, 50));
  }
  return undefined;
}

function lineOf(element: Element): string {
  return plainLine(textOf(element.childNodes, 1_000));
}

function isSelector($: Html, selector: string): boolean {
  try {
    $('body').is(selector);
    return true;
  } catch {
    return false;
  }
}

function nothing(part: string, selector: string | undefined): Refused {
  return refuse(
    `the selector ${part} (${plainLine(selector ?? '', 80)}) matches nothing: the page is built another way`,
    false,
  );
}
