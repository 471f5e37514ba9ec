/** What is put in the place of a slice of the source. */
export type Edit = { readonly from: number; readonly to: number; readonly text: string };

export type Refused = {
  readonly kind: 'refused';
  readonly why: string;
  /** The same will come again: it is no feed, or one that is not read for a reason. */
  readonly lasting: boolean;
};

export type Scanned =
  | {
      readonly kind: 'sound';
      /** Name of the root element, and its tag as it stands. */
      readonly root: string;
      readonly rootTag: string;
      readonly edits: readonly Edit[];
      readonly ampersands: number;
    }
  | Refused;

const MAX_DEPTH = 100;
const MAX_ELEMENTS = 200_000;
const REFERENCE = /&(?:(?:amp|lt|gt|quot|apos);|#(\d{1,7});|#x([\da-fA-F]{1,6});)?/g;
const NAME = /[^\s/>"'=<]{1,200}/y;

type Open = { readonly name: string; readonly inside: number; readonly xhtml: boolean };
type Scan = {
  readonly xml: string;
  readonly open: Open[];
  readonly edits: Edit[];
  ampersands: number;
  elements: number;
  rootTag: string;
  root: string;
};
/** Where it goes on, or why not. */
type Step = number | Refused;

/**
 * Goes over an XML document once, before anything builds a tree of it: elements that nest and close, no more and no
 * deeper than a feed has them; no DTD of its own and no entities. Tells what has to be edited so that a strict
 * parser reads it: `&` that begins no reference, a harmless DOCTYPE, XHTML content, which becomes text. Linear.
 */
export function scanXml(xml: string): Scanned {
  const scan: Scan = { xml, open: [], edits: [], ampersands: 0, elements: 0, root: '', rootTag: '' };
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const text = readText(scan, at, tag < 0 ? xml.length : tag);
    if (text) return text;
    if (tag < 0) break;
    const next = readMark(scan, tag);
    if (typeof next !== 'number') return next;
    at = next;
  }
  const left = scan.open.at(-1);
  if (left) return refuse(`it breaks off inside of <${left.name}>`, false);
  if (scan.root === '') return refuse('it has no element at all', false);
  // Of two that begin together the longer one holds the other.
  const edits = scan.edits.sort((a, b) => a.from - b.from || b.to - a.to);
  return { kind: 'sound', root: scan.root, rootTag: scan.rootTag, edits, ampersands: scan.ampersands };
}

/** The source with its edits made. An edit inside of another one is not made. */
export function applyEdits(xml: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, text } of edits) {
    if (from < at) continue;
    parts.push(xml.slice(at, from), text);
    at = to;
  }
  parts.push(xml.slice(at));
  return parts.join('');
}

export function refuse(why: string, lasting: boolean): Refused {
  return { kind: 'refused', why, lasting };
}

function readText(scan: Scan, from: number, to: number): Refused | undefined {
  if (scan.open.length === 0 && scan.xml.slice(from, to).trim() !== '')
    return refuse('text stands outside of its root element', false);
  mendAmpersands(scan, from, to);
  return undefined;
}

function mendAmpersands(scan: Scan, from: number, to: number): void {
  const first = scan.xml.indexOf('&', from);
  if (first < 0 || first >= to) return;
  const slice = scan.xml.slice(first, to);
  for (const found of slice.matchAll(REFERENCE)) {
    if (isReference(found[0], found[1], found[2])) continue;
    const at = first + found.index;
    scan.edits.push({ from: at, to: at + 1, text: '&amp;' });
    scan.ampersands++;
  }
}

/** A named HTML entity is no reference in XML: it becomes text, and is read where the text is read as HTML. */
function isReference(whole: string, decimal: string | undefined, hex: string | undefined): boolean {
  if (whole === '&') return false;
  if (decimal === undefined && hex === undefined) return true;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

function readMark(scan: Scan, at: number): Step {
  const { xml } = scan;
  if (xml.startsWith('<!--', at)) return behind(xml, '-->', at + 4, 'a comment');
  if (xml.startsWith('<![CDATA[', at)) return behind(xml, ']]>', at + 9, 'a CDATA section');
  if (xml.startsWith('<?', at)) return behind(xml, '?>', at + 2, 'a processing instruction');
  if (xml[at + 1] === '!') return readDeclaration(scan, at);
  if (xml[at + 1] === '/') return readClosing(scan, at);
  return readOpening(scan, at);
}

function behind(xml: string, mark: string, from: number, what: string): Step {
  const found = xml.indexOf(mark, from);
  return found < 0 ? refuse(`it breaks off inside of ${what}`, false) : found + mark.length;
}

function readDeclaration(scan: Scan, at: number): Step {
  const head = scan.xml.slice(at, at + 2_000);
  if (!/^<!doctype\s/i.test(head)) return refuse('it declares entities or the like', true);
  if (/^<!doctype\s{1,99}html\b/i.test(head)) return refuse('it is an HTML page, and no feed', false);
  const end = head.indexOf('>');
  if (end < 0 || head.slice(0, end).includes('[')) return refuse('its DOCTYPE has declarations inside', true);
  scan.edits.push({ from: at, to: at + end + 1, text: '' });
  return at + end + 1;
}

function readOpening(scan: Scan, at: number): Step {
  const name = nameAt(scan.xml, at + 1);
  if (name === '') return refuse(`a "<" at character ${at} begins no tag`, false);
  const end = endOfTag(scan.xml, at + 1);
  if (end < 0) return refuse(`it breaks off inside of a tag <${name}>`, false);
  if (++scan.elements > MAX_ELEMENTS) return refuse(`it has more than ${MAX_ELEMENTS} elements`, true);
  if (scan.open.length >= MAX_DEPTH) return refuse(`its elements nest deeper than ${MAX_DEPTH}`, true);
  if (scan.open.length === 0 && !begins(scan, name, at, end))
    return refuse('it has two root elements', false);
  mendAmpersands(scan, at, end);
  const tag = scan.xml.slice(at, Math.min(end, at + 500));
  const xhtml = /\stype\s{0,9}=\s{0,9}["'](?:xhtml|application\/xhtml\+xml)["']/.test(tag);
  if (scan.xml[end - 1] !== '/') scan.open.push({ name, inside: end + 1, xhtml });
  return end + 1;
}

function begins(scan: Scan, name: string, at: number, end: number): boolean {
  if (scan.root !== '') return false;
  scan.root = name;
  scan.rootTag = scan.xml.slice(at, Math.min(end, at + 4_000));
  return true;
}

/** The `>` that ends it, not one inside of a quoted value; -1: none. */
function endOfTag(xml: string, from: number): number {
  const marks = /["'>]/g;
  marks.lastIndex = from;
  for (let mark = marks.exec(xml); mark; mark = marks.exec(xml)) {
    if (mark[0] === '>') return mark.index;
    const quote = xml.indexOf(mark[0], mark.index + 1);
    if (quote < 0) return -1;
    marks.lastIndex = quote + 1;
  }
  return -1;
}

function readClosing(scan: Scan, at: number): Step {
  const name = nameAt(scan.xml, at + 2);
  const end = scan.xml.indexOf('>', at);
  if (end < 0) return refuse(`it breaks off inside of a tag </${name}>`, false);
  const open = scan.open.pop();
  if (open?.name !== name) return refuse(`</${name}> closes <${open?.name ?? ''}>`, false);
  if (open.xhtml) {
    const inside = scan.xml.slice(open.inside, at).replace(/<\?[^>]{0,1000}>/g, '');
    scan.edits.push({ from: open.inside, to: at, text: escapeXml(inside) });
  }
  return end + 1;
}

function nameAt(xml: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(xml)?.[0] ?? '';
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
