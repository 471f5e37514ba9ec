import type { Line, Span } from '../../../domain/answer/answer.ts';
import { cleanLine } from '../../../render/clean.ts';
import { clip } from './clip.ts';
import { cleanSpan, codeSpan } from './escape.ts';
import { escapeWithin, linkText } from './link.ts';

/** More of a stranger's words on one line is not even cleaned. */
const LONGEST = 4000;
/** Of a span that has no room for more than a letter or two nothing is shown. */
const LEAST = 8;

type Styled = Exclude<Span, string>;

/** A line of an answer as Markdown in at most `most` UTF-16 units. What has no room ends in an ellipsis. */
export function spanLine(line: Line, most: number): string {
  let text = '';
  for (const span of join(line)) {
    const room = most - text.length;
    if (room < LEAST) break;
    const shown = spanText(span, room);
    text += shown.length <= room ? shown : '';
  }
  return text.trim();
}

/** Spans of one look side by side are one: `**a****b**` is none, and an address of two is an address. */
function join(line: Line): Styled[] {
  const joined: Styled[] = [];
  for (const span of line) {
    const styled = plain(span);
    if (cleanSpan(styled.text.slice(0, LONGEST)) === '') continue;
    const last = joined.at(-1);
    if (last?.style === styled.style && last?.url === undefined && styled.url === undefined)
      joined.splice(-1, 1, { ...styled, text: (last?.text ?? '') + styled.text });
    else joined.push(styled);
  }
  return joined;
}

/** Quiet words look like any other here, and code is no link. */
function plain(span: Span): Styled {
  if (typeof span === 'string') return { text: span };
  if (span.style === 'quiet') return { text: span.text, url: span.url };
  return span.style === 'code' ? { text: span.text, style: 'code' } : span;
}

function spanText(span: Styled, room: number): string {
  const given = span.text.slice(0, LONGEST);
  if (span.style === 'code') return codeWithin(given, room);
  const text = cleanSpan(given);
  const [, before = '', words = '', after = ''] = /^( ?)(.*?)( ?)$/.exec(text) ?? [];
  if (words === '') return before;
  const marks = span.style === 'strong' ? '**' : '';
  const inner = room - before.length - after.length - 2 * marks.length;
  if (inner < 1) return '';
  const shown = span.url === undefined ? escapeWithin(words, inner) : linkText(words, span.url, inner);
  return shown === '' ? '' : `${before}${marks}${shown}${marks}${after}`;
}

function codeWithin(text: string, room: number): string {
  const shown = codeSpan(text);
  return shown.length <= room ? shown : escapeWithin(clip(cleanLine(text), room), room);
}
