import { cleanLine } from '../../../render/clean.ts';

const ZERO_WIDTH_SPACE = '\u200b';

/** Whatever means something within a line: Discord takes a backslash before any of them. */
const MARKS = /[\\`*_~|[\]<>#]/g;
/** What makes a list, small print or a numbered list at the beginning of a line. */
const LINE_START = /^(?:([-+])|(\d{1,9})([.)]))(?!\S)/;
/**
 * The stroke of an address: behind its scheme, or behind a host without one, which invitations are known by; these may
 * end another piece of the line.
 */
const STROKE = /(?<=^|:|\.[a-z]{2,8})\//gi;
/** `@everyone` is looked for before any escape is. */
const AT = /@/g;

/**
 * Any text as a line of Discord's Markdown that shows just that text, cleaned: no heading, list, quote, code, spoiler,
 * link, mention, emoji, timestamp. An `@` is parted from what follows it by a zero width space, as it is looked for
 * without regard to escapes.
 */
export function escapeText(text: string): string {
  return escapeClean(cleanLine(text));
}

/** The same for what was cleaned already. */
export function escapeClean(text: string): string {
  return text
    .replace(LINE_START, (_, mark?: string, digits = '', stop = '') =>
      mark === undefined ? `${digits}\u0000${stop}` : `\u0000${mark}`,
    )
    .replace(MARKS, '\\$&')
    .replace(STROKE, '\\/')
    .replaceAll('\u0000', '\\')
    .replace(AT, `@${ZERO_WIDTH_SPACE}`);
}

/** Any text where Discord reads no Markdown: footers, names of authors, labels, names of threads. */
export function plainText(text: string): string {
  return partMentions(cleanLine(text));
}

function partMentions(text: string): string {
  return text.replace(/@(?=everyone|here)|<(?=[@#:/]|a:|t:|id:)/g, `$&${ZERO_WIDTH_SPACE}`);
}

/** Code in a line; as text where it has backticks, of which no code can be made that shows them. */
export function codeSpan(text: string): string {
  const clean = cleanLine(text);
  return clean === '' || clean.includes('`') ? escapeClean(clean) : `\`${partMentions(clean)}\``;
}

/** Lines in which each letter is as wide as any other, their blanks kept. */
export function codeBlock(text: string): string {
  const lines = text.split('\n').map((line) => partMentions(cleanKeepingBlanks(line)));
  return `\`\`\`\n${lines.join('\n').replaceAll('``', `\`${ZERO_WIDTH_SPACE}\``)}\n\`\`\``;
}

/** Clean, but as wide as before: what stands below a letter stays below it. */
function cleanKeepingBlanks(line: string): string {
  return line.replaceAll('\t', ' ').split(' ').map(cleanLine).join(' ').trimEnd();
}

/** Clean, and a blank at either end stays: it parts two spans. */
export function cleanSpan(text: string): string {
  const clean = cleanLine(text);
  if (clean === '') return text === '' ? '' : ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${clean}${/\s$/.test(text) ? ' ' : ''}`;
}
