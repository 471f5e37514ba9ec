import type { Element, Node } from '../page/html.ts';
import { linksIn, MAX_TEXT, textOf } from '../page/text.ts';
import type { Place } from './survey.ts';

/** The part of a page that is its article. */
export type ArticleBody = {
  readonly element: Element;
  /** Place of it among all that is seen. */
  readonly at: number;
};

/** What says of itself that it is the article has to hold so much of all paragraphs. */
const HINTED = 0.4;
/** So much of the paragraphs has to be inside for the article to be looked for further inside. */
const INSIDE = 0.85;
const BYLINE =
  /^(?:(?:feature|article|post)?by-?line|author|authors|meta|post-?meta|entry-?meta|article-?meta|dateline|posted-?on)$/i;

/** Where the article stands: the innermost element that holds nearly all paragraphs. Undefined: there are none. */
export function findBody(places: readonly Place[]): ArticleBody | undefined {
  const all = places.reduce((sum, { up, weight }) => sum + (up < 0 ? weight : 0), 0);
  if (all === 0) return undefined;
  const hinted = places.findIndex((place) => isBody(place) && place.weight >= HINTED * all);
  if (hinted >= 0) return bodyAt(places, hinted);
  const articles = places.flatMap((place, at) => (place.element.name === 'article' ? [at] : []));
  const big = articles.filter((at) => (places[at]?.weight ?? 0) >= HINTED * all);
  const start = big.length > 0 ? Math.min(...big.slice(0, 1)) : 0;
  return bodyAt(places, descend(places, start, start === 0 ? all : (places[start]?.weight ?? 0)));
}

function isBody({ element }: Place): boolean {
  return /\barticleBody\b/.test(element.attribs.itemprop ?? '');
}

function bodyAt(places: readonly Place[], at: number): ArticleBody | undefined {
  const place = places[at];
  return place && { element: place.element, at };
}

/** Places stand in the page's order, so what is deepest of those that hold enough is the last one. */
function descend(places: readonly Place[], start: number, weight: number): number {
  let at = start;
  for (let i = start; i < places.length; i++) {
    const place = places[i];
    if (place && place.weight >= INSIDE * weight && isBox(place.element)) at = i;
  }
  return at;
}

function isBox({ name }: Element): boolean {
  return /^(?:article|body|div|main|section|td|table|tbody|tr|html|center|font|span)$/.test(name);
}

/** The text of the article and where its links lead: no title, no byline, no list that is nothing but links. */
export function readBody(
  places: readonly Place[],
  body: ArticleBody,
  foreign: ReadonlySet<Node>,
  base: string,
): { text: string; links: string[] } {
  const skip = new Set(foreign);
  const hrefs: (string | undefined)[] = [];
  const inside = new Set<Node>([body.element]);
  for (const { element, text, linked } of places.slice(body.at + 1)) {
    const parent = element.parent;
    // The page's order: once outside of the article, all that follows is.
    if (!parent || !inside.has(parent)) break;
    inside.add(element);
    if (skip.has(parent)) {
      skip.add(element);
      continue;
    }
    if (element.name === 'h1' || isByline(element, text) || isLinkList(element, text, linked)) {
      skip.add(element);
      dropHeading(element, skip);
    } else if (element.name === 'a') hrefs.push(element.attribs.href);
  }
  return { text: textOf([body.element], MAX_TEXT, skip), links: linksIn(hrefs, base) };
}

function isByline({ attribs, name }: Element, text: number): boolean {
  if (text > 200 || name === 'html' || name === 'body') return false;
  return (attribs.class ?? '')
    .slice(0, 300)
    .split(/\s+/)
    .some((one) => BYLINE.test(one));
}

/** Several links with nothing said between them. */
function isLinkList({ name, childNodes }: Element, text: number, linked: number): boolean {
  if (name !== 'ul' && name !== 'ol' && name !== 'div' && name !== 'p') return false;
  const several = name === 'p' ? 3 : 2;
  const parts = childNodes.filter((node) => 'attribs' in node).length;
  return text > 0 && linked >= 0.8 * text && parts >= several;
}

/** "More on this" above a list of links goes with it. */
function dropHeading(element: Element, skip: Set<Node>): void {
  let before = element.prev;
  while (before && before.type === 'text' && before.data.trim() === '') before = before.prev;
  if (element.name !== 'h1' && before && 'name' in before && /^h[2-6]$/.test(before.name)) skip.add(before);
}
