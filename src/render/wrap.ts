import { displayWidth, takeColumns } from './width.ts';

/** Splits a word that is wider than a line; a piece always holds at least one grapheme. */
function pieces(word: string, columns: number): string[] {
  const out: string[] = [];
  let rest = word;
  while (displayWidth(rest) > columns) {
    const piece = takeColumns(rest, columns);
    if (piece === '') break;
    out.push(piece);
    rest = rest.slice(piece.length);
  }
  return rest === '' ? out : [...out, rest];
}

/**
 * Breaks one line of text at its spaces into lines of at most so many columns. Words that are wider than a
 * line are broken between graphemes. An empty text gives no line.
 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => pieces(each, columns))) {
    if (word === '') continue;
    const joined = line === '' ? word : `${line} ${word}`;
    if (displayWidth(joined) <= columns) {
      line = joined;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return line === '' ? lines : [...lines, line];
}

/** How items stand in a line: what is between two of them, and what of it stays where a line ends. */
type Joint = { readonly between: string; readonly atEnd: string };

const DASH: Joint = { between: ' - ', atEnd: '' };
export const COMMA: Joint = { between: ', ', atEnd: ',' };
export const SEMICOLON: Joint = { between: '; ', atEnd: ';' };

/** Joins items into lines of at most so many columns, and breaks between items where it can. */
export function wrapItems(items: readonly string[], columns: number, joint: Joint = DASH): string[] {
  const room = columns - joint.atEnd.length;
  const lines: string[] = [];
  let line = '';
  for (const item of items.filter((each) => each !== '')) {
    const joined = line === '' ? item : line + joint.between + item;
    if (displayWidth(joined) <= room) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line + joint.atEnd);
    const wrapped = wrap(item, room);
    lines.push(...wrapped.slice(0, -1));
    line = wrapped.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}
