const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'title', 'template']);
const BLOCK: ReadonlySet<string> = new Set(
  'address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul'.split(
    ' ',
  ),
);
const TAG = /^<\/?([a-z][a-z0-9]{0,20})/i;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}\d{0,2}));?/gi;
/** What mailers write by name; any other name stays as it stands. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  shy: '',
  copy: '\u00a9',
  reg: '\u00ae',
  trade: '\u2122',
  hellip: '\u2026',
  ndash: '\u2013',
  mdash: '\u2014',
  lsquo: '\u2018',
  rsquo: '\u2019',
  ldquo: '\u201c',
  rdquo: '\u201d',
  bull: '\u2022',
  middot: '\u00b7',
};

/**
 * The text of a mail that has HTML alone. No tree is built: the depth and the disorder of hostile
 * HTML cost nothing, and nobody reads the result as HTML again. Lines inside `pre` stay as they are.
 */
export function htmlToText(html: string): string {
  const writer: Writer = { out: '', pre: false, fresh: true };
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    write(writer, html.slice(at, open));
    const tag = TAG.exec(html.slice(open, open + 24));
    if (tag) at = readTag(writer, html, open, (tag[1] ?? '').toLowerCase());
    else if (html.startsWith('<!--', open)) at = behind(html, '-->', open);
    else if (html[open + 1] === '!' || html[open + 1] === '?') at = behind(html, '>', open);
    else {
      write(writer, '<');
      at = open + 1;
    }
  }
  write(writer, html.slice(at));
  const lines = decodeEntities(writer.out).split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** `fresh`: nothing stands on the line yet. */
type Writer = { out: string; pre: boolean; fresh: boolean };

/** A line break in HTML is a blank; line breaks are made by tags, or stand in `pre`. */
function write(writer: Writer, text: string): void {
  if (text === '') return;
  const folded = writer.pre ? text : text.replace(/[ \t\n\f\u00a0]+/g, ' ');
  const shown = writer.fresh && !writer.pre ? folded.replace(/^ /, '') : folded;
  if (shown === '') return;
  writer.out += shown;
  writer.fresh = false;
}

/** Where it goes on behind the tag. What is hidden and never closed hides the rest, as in a browser. */
function readTag(writer: Writer, html: string, open: number, name: string): number {
  const ends = html[open + 1] === '/';
  if (BLOCK.has(name)) {
    writer.out += '\n';
    writer.fresh = true;
  }
  if (name === 'pre') writer.pre = !ends;
  if (ends || !HIDDEN.has(name)) return behind(html, '>', open);
  const closing = new RegExp(`</${name}[^>]{0,100}>`, 'gi');
  closing.lastIndex = open;
  return closing.test(html) ? closing.lastIndex : html.length;
}

function behind(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (code === 160) return ' ';
    return code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : '';
  });
}
