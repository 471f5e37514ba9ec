import { load } from 'cheerio/slim';
import { canonicalUrl } from '../../domain/item/canonical-url.ts';
import { isElement, type Node } from './html.ts';

/** The longest articles have some 60,000 characters. */
export const MAX_TEXT = 60_000;
const MAX_LINE = 300;
const MAX_LINKS = 200;

const HIDDEN: ReadonlySet<string> = new Set(
  'script style template noscript svg math iframe object select option textarea head title canvas audio video'.split(
    ' ',
  ),
);
const BLOCK: ReadonlySet<string> = new Set(
  'address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th thead tr ul'.split(
    ' ',
  ),
);
/** Line breaks, tabs and blanks aside, nothing that steers a terminal or turns the reading direction. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const NOTHING: ReadonlySet<Node> = new Set();

/** The text of a tree, a line for each block, at most `max` characters; lines inside `pre` stay. `skip` is left out. */
export function textOf(nodes: Iterable<Node>, max = MAX_TEXT, skip = NOTHING): string {
  const writer: Writer = { out: [], length: 0, fresh: true };
  // A stack and no recursion: the page decides how deep it nests.
  const stack: Step[] = [...nodes].reverse().map((node) => ({ node, pre: false }));
  for (let step = stack.pop(); step && writer.length <= max; step = stack.pop()) {
    if ('ends' in step) breakLine(writer);
    else if (!skip.has(step.node)) walk(step.node, step.pre, stack, writer);
  }
  return tidy(writer.out.join('')).slice(0, max).trimEnd();
}

type Step = { readonly node: Node; readonly pre: boolean } | { readonly ends: true };
/** `fresh`: nothing stands on the line yet. */
type Writer = { readonly out: string[]; length: number; fresh: boolean };

function walk(node: Node, pre: boolean, stack: Step[], writer: Writer): void {
  if (node.type === 'text') {
    write(writer, pre ? node.data : node.data.replace(/\s+/g, ' '), pre);
    return;
  }
  if (!('childNodes' in node)) return;
  const name = isElement(node) ? node.name : '';
  if (HIDDEN.has(name)) return;
  if (BLOCK.has(name)) {
    breakLine(writer);
    stack.push({ ends: true });
  }
  for (let i = node.childNodes.length - 1; i >= 0; i--) {
    const child = node.childNodes[i];
    if (child) stack.push({ node: child, pre: pre || name === 'pre' });
  }
}

function write(writer: Writer, text: string, pre: boolean): void {
  const shown = writer.fresh && !pre ? text.trimStart() : text;
  if (shown === '') return;
  writer.out.push(shown);
  writer.length += shown.length;
  writer.fresh = false;
}

function breakLine(writer: Writer): void {
  if (writer.fresh) return;
  writer.out.push('\n');
  writer.fresh = true;
}

function tidy(text: string): string {
  return text
    .replace(CONTROL, (mark) => (mark === '\n' ? '\n' : ' '))
    .replaceAll('\u00ad', '')
    .split('\n')
    .map((line) => line.replace(/(?<=\S)[ \u00a0]+/g, ' ').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .toWellFormed();
}

/** One line of plain text, at most 300 characters. */
export function plainLine(text: string, max = MAX_LINE): string {
  const line = text
    .slice(0, 4 * max)
    .replace(CONTROL, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return (line.length <= max ? line : `${line.slice(0, max - 1).trimEnd()}…`).toWellFormed();
}

/** Tags that stand in titles; anything else in angle brackets is meant: `Vec<T>`. */
const INLINE =
  /<\/?(?:a|abbr|b|big|br|cite|code|del|em|font|i|img|ins|kbd|mark|p|q|s|small|span|strong|sub|sup|tt|u|var)(?:\s[^<>]{0,1000})?\/?>/gi;

/** One line of a title that may hold tags and entities. */
export function plainTitle(html: string): string {
  const bounded = html.slice(0, 10_000);
  if (!/[<&]/.test(bounded)) return plainLine(bounded);
  const bare = bounded.replace(INLINE, ' ').replaceAll('<', '&lt;');
  return plainLine(load(bare).root().text());
}

/** Where the links of a tree lead, canonical, each once, in order, at most 200. `base`: what they stand on. */
export function linksIn(hrefs: Iterable<string | undefined>, base: string): string[] {
  const links = new Set<string>();
  for (const href of hrefs) {
    if (links.size >= MAX_LINKS) break;
    const link = href === undefined ? undefined : canonicalUrl(href, base);
    if (link !== undefined) links.add(link);
  }
  return [...links];
}
