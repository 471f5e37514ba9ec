import { type CheerioAPI, load } from 'cheerio/slim';

type Root = ReturnType<CheerioAPI['root']>[number];
export type Node = Root['childNodes'][number];
export type Element = Extract<Node, { attribs: Record<string, string> }>;

export type Html = CheerioAPI;

/** Work per tag grows with how deep the page nests: by this many tags that is a blink of an eye, whatever they are. */
const MAX_TAGS = 30_000;

/** A tree of the page; undefined where it has more than `maxTags` tags. Never throws, scripts never run. */
export function readHtml(html: string, maxTags = MAX_TAGS): Html | undefined {
  return countTags(html, maxTags) > maxTags ? undefined : load(html);
}

export function isElement(node: Node): node is Element {
  return 'attribs' in node && 'name' in node;
}

/** No further than one more than `limit`. */
function countTags(html: string, limit: number): number {
  let count = 0;
  for (let at = html.indexOf('<'); at >= 0 && count <= limit; at = html.indexOf('<', at + 1)) count++;
  return count;
}
