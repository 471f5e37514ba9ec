import type { Answer, AnswerButton, AnswerEntry, AnswerPart, Line, Span } from '../domain/answer/answer.ts';
import { renderCardText } from './card-text.ts';
import { cleanLine, webAddress } from './clean.ts';
import { writeStats } from './stats-text.ts';
import { renderText } from './text.ts';
import { type Paint, paintFor } from './text-paint.ts';
import { displayWidth, padEnd } from './width.ts';
import { wrap } from './wrap.ts';

const WIDTH = 80;
const NARROWEST = 40;
const INDENT = '  ';
const WIDEST_LABEL = 24;
/** What is longer is not even cleaned: no line of an answer is. */
const LONGEST = 4000;

export type AnswerTextOptions = {
  /** Columns; 80 unless told, never less than 40. */
  readonly width?: number | undefined;
  /** ANSI colours, for a terminal. */
  readonly color?: boolean | undefined;
};

type Layout = { readonly width: number; readonly color: boolean; readonly paint: Paint };

/**
 * An answer for a terminal: no line is wider than `width` columns but those that hold an address or something to type.
 * What its own buttons lead to stands below it; those of entries are left out. Ends with a line break.
 */
export function renderAnswerText(answer: Answer, options: AnswerTextOptions = {}): string {
  const color = options.color ?? false;
  const width = Math.max(NARROWEST, Math.floor(options.width ?? WIDTH));
  const layout: Layout = { width, color, paint: paintFor(color) };
  const { title, parts, buttons, page } = answer;
  const blocks = [
    wrap(clean(title), width).map(layout.paint.strong),
    ...parts.map((part) => partLines(part, layout)),
    buttons.flatMap((button) => buttonLines(button, layout)),
    pageLines(page, layout),
  ];
  const told = blocks.filter((lines) => lines.length > 0);
  return `${told.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function partLines(part: AnswerPart, layout: Layout): string[] {
  const { width, color, paint } = layout;
  switch (part.what) {
    case 'text':
      return part.lines.flatMap((line) => lineLines(line, '', layout));
    case 'code':
      return part.text.split('\n').map((line) => INDENT + noControls(line));
    case 'heading':
      return wrap(clean(part.text), width).map(paint.heading);
    case 'entries':
      return part.entries.flatMap((entry) => entryLines(entry, layout));
    case 'facts':
      return factLines(part.facts, layout);
    case 'card':
      return lines(renderCardText(part.card, { width, color, why: part.why }));
    case 'digest':
      return [
        ...lines(renderText(part.digest, { width, color })),
        ...(part.url === undefined ? [] : addressLines(part.url, '', paint)),
      ];
    case 'chart':
      return lines(writeStats(part.report, { measure: part.measure, by: 'month', color }));
  }
}

function lines(text: string): string[] {
  return text.trimEnd().split('\n');
}

function entryLines({ title, lines: body }: AnswerEntry, layout: Layout): string[] {
  return [
    ...lineLines(title, '', layout, layout.paint.strong),
    ...body.flatMap((line) => lineLines(line, INDENT, layout)),
  ];
}

/** The words wrapped, then the addresses that they lead to, each on a line of its own. */
function lineLines(
  line: Line,
  indent: string,
  { width, paint }: Layout,
  strong = (text: string) => text,
): string[] {
  const words = wrap(line.map(textOf).join(''), width - indent.length).map((each) => indent + strong(each));
  const urls = line.flatMap((span) => (typeof span === 'string' || span.url === undefined ? [] : [span.url]));
  return [...words, ...urls.flatMap((url) => addressLines(url, indent === '' ? INDENT : indent, paint))];
}

function textOf(span: Span): string {
  if (typeof span === 'string') return keepEnds(span);
  const text = keepEnds(span.text);
  return span.style === 'code' ? `\`${text}\`` : text;
}

/** Cleaned, but with the blanks that part it from its neighbours. */
function keepEnds(text: string): string {
  const shown = clean(text);
  if (shown === '') return /\s/.test(text) ? ' ' : '';
  return `${/^\s/.test(text) ? ' ' : ''}${shown}${/\s$/.test(text) ? ' ' : ''}`;
}

function clean(text: string): string {
  return cleanLine(text.slice(0, LONGEST));
}

/** An address is never broken; what is none to be opened is not shown as one. */
function addressLines(url: string, indent: string, paint: Paint): string[] {
  const address = webAddress(url);
  return address === null ? [] : [indent + paint.dim(address)];
}

function factLines(facts: Extract<AnswerPart, { what: 'facts' }>['facts'], layout: Layout): string[] {
  const labels = facts.map(({ label }) => clean(label));
  const column = Math.min(WIDEST_LABEL, Math.max(0, ...labels.map(displayWidth)));
  const room = { ...layout, width: Math.max(NARROWEST / 2, layout.width - column - 2) };
  return facts.flatMap(({ value }, at) => {
    const label = labels[at] ?? '';
    const body = lineLines(value, '', room);
    const [first = '', ...rest] = displayWidth(label) > column ? ['', ...body] : body;
    const below = rest.map((line) => `${' '.repeat(column + 2)}${line.trimStart()}`);
    return [`${layout.paint.dim(padEnd(label, column))}  ${first}`.trimEnd(), ...below];
  });
}

/** What can be typed instead of being pressed, or the page that it leads to. */
function buttonLines(button: AnswerButton, { paint }: Layout): string[] {
  const label = clean(button.label);
  if ('url' in button) {
    const address = webAddress(button.url);
    return address === null ? [] : [paint.dim(`${label}: ${address}`)];
  }
  const { command, values } = button.ask;
  const words = Object.values(values).map((value) => (/\s/.test(value) ? `"${value}"` : value));
  return [paint.dim(`${label}: ${clean([command, ...words].join(' '))}`)];
}

function pageLines(page: Answer['page'], { paint }: Layout): string[] {
  if (page === undefined) return [];
  const of = page.of === undefined ? '' : ` of ${page.of}`;
  const next = page.more ? `; the next one by --page ${page.at + 2}` : '';
  return [paint.dim(`page ${page.at + 1}${of}${next}`)];
}

function noControls(line: string): string {
  return line.toWellFormed().replace(UNSAFE, '?');
}

/** Control characters, and what turns the direction of writing; blanks stay, for they point at a place. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
