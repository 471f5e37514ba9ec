import type { Digest } from '../domain/digest.ts';
import type { RenderOptions } from './options.ts';
import { textChart, textNumbers } from './text-numbers.ts';
import { type Paint, paintFor } from './text-paint.ts';
import { textSection } from './text-section.ts';
import { type DigestView, viewDigest } from './view.ts';
import { displayWidth } from './width.ts';
import { wrap } from './wrap.ts';

const WIDTH = 72;
const NARROWEST = 40;
const INDENT = '  ';

function header(view: DigestView, width: number, paint: Paint): string[] {
  const name = [view.topic.toUpperCase(), view.periodName].filter((part) => part !== '').join(', ');
  const gap = width - displayWidth(name) - displayWidth(view.period);
  if (gap >= 2 && view.period !== '')
    return [`${paint.heading(name)}${' '.repeat(gap)}${paint.dim(view.period)}`];
  return [...wrap(name, width).map(paint.heading), ...wrap(view.period, width).map(paint.dim)];
}

function paragraph(text: string, width: number, paint = (line: string) => line): string[] {
  return wrap(text, width - INDENT.length).map((line) => INDENT + paint(line));
}

function figures(view: DigestView, width: number, paint: Paint): string[][] {
  const blocks: string[][] = [];
  const numbers = textNumbers(view, width, paint);
  const chart = view.chart === null ? [] : textChart(view.chart, width, paint);
  if (numbers.length > 0) blocks.push(numbers);
  if (chart.length > 0) blocks.push(chart);
  return blocks;
}

function notes(view: DigestView, width: number, paint: Paint): string[][] {
  if (view.notes.length === 0) return [];
  const lines = view.notes.flatMap((note) =>
    wrap(note, width - 4).map((line, at) => `${at === 0 ? '  ! ' : '    '}${line}`),
  );
  return [[paint.heading('PLEASE NOTE'), ...lines]];
}

/**
 * The digest as plain text, as a mail to a mailing list looks. No line is wider than `width` columns but
 * those that hold nothing but an address, and none ends with white space.
 */
export function renderText(digest: Digest, options: RenderOptions = {}): string {
  const width = Math.max(NARROWEST, Math.floor(options.width ?? WIDTH));
  const paint = paintFor(options.color ?? false);
  const view = viewDigest(digest);
  const news = [...paragraph(view.headline, width, paint.strong), ...paragraph(view.lead, width)];
  const blocks = [
    header(view, width, paint),
    news,
    ...view.sections.map((section) => textSection(section, { width, why: options.why ?? false, paint })),
    ...(view.emptiness === null ? [] : [paragraph(view.emptiness, width)]),
    ...figures(view, width, paint),
    ...notes(view, width, paint),
    view.colophon.flatMap((line) => paragraph(line, width, paint.dim)),
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}
