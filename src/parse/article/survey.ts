import { type Element, type Html, isElement, type Node } from '../page/html.ts';

/** An element that is seen, and how much text is in it. */
export type Place = {
  readonly element: Element;
  /** Index of the element it stands in; -1: none. */
  readonly up: number;
  /** Characters of text in all of it, and those of them that are links. */
  text: number;
  linked: number;
  /** Characters of its paragraphs: text that is no link, in blocks that say something. */
  weight: number;
};

/** Inline: its text belongs to the paragraph around it. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo big br cite code del dfn em font i img ins kbd mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** A shorter block is a label, not a paragraph; Chinese and Japanese say as much in a third. */
const PARAGRAPH = 40;

/**
 * Every element outside of what is foreign, in the page's order, with its weight. Linear, without recursion.
 */
export function surveyPage($: Html, foreign: ReadonlySet<Node>): Place[] {
  const places: Place[] = [];
  const own: { text: number; linked: number }[] = [];
  type Step = { node: Node; up: number; block: number; linked: boolean };
  const roots = $.root()[0]?.childNodes ?? [];
  const stack: Step[] = [...roots].reverse().map((node) => ({ node, up: -1, block: -1, linked: false }));
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { node, up } = step;
    if (foreign.has(node)) continue;
    if (node.type === 'text') count(step, node.data, places, own);
    if (!isElement(node) || node.name === 'head') continue;
    const at = places.push({ element: node, up, text: 0, linked: 0, weight: 0 }) - 1;
    own.push({ text: 0, linked: 0 });
    const block = INLINE.has(node.name) && step.block >= 0 ? step.block : at;
    const linked = step.linked || node.name === 'a';
    for (let i = node.childNodes.length - 1; i >= 0; i--) {
      const child = node.childNodes[i];
      if (child) stack.push({ node: child, up: at, block, linked });
    }
  }
  sumUp(places, own);
  return places;
}

function count(
  { up, block, linked }: { up: number; block: number; linked: boolean },
  data: string,
  places: readonly Place[],
  own: readonly { text: number; linked: number }[],
): void {
  const length = measure(data);
  const place = places[up];
  const paragraph = own[block];
  if (place) {
    place.text += length;
    if (linked) place.linked += length;
  }
  if (paragraph) {
    paragraph.text += length;
    if (linked) paragraph.linked += length;
  }
}

/** Characters without blanks at the edges; those of scripts without spaces count three times. */
function measure(data: string): number {
  const text = data.trim();
  const wide = text.length > 0 ? (text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0) : 0;
  return text.length + 2 * wide;
}

/** Behind an element stands all that is in it: from the end, each gives to the one around it. */
function sumUp(places: readonly Place[], own: readonly { text: number; linked: number }[]): void {
  for (let at = places.length - 1; at >= 0; at--) {
    const place = places[at];
    const { text = 0, linked = 0 } = own[at] ?? {};
    if (!place) continue;
    if (text >= PARAGRAPH && linked * 2 < text) place.weight += text - linked;
    const up = places[place.up];
    if (!up) continue;
    up.text += place.text;
    up.linked += place.linked;
    up.weight += place.weight;
  }
}
