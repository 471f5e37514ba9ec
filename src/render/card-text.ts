import type { Card, CardStep } from '../domain/card/card.ts';
import { type Summary, viewNotice, viewSummary } from './card-summary.ts';
import { type CardStepView, type CardView, titleOf, viewCard, viewStep } from './card-view.ts';
import { webAddress } from './clean.ts';
import { tagText } from './entry.ts';
import type { RenderOptions } from './options.ts';
import { type Paint, paintFor } from './text-paint.ts';
import { displayWidth, padEnd } from './width.ts';
import { SEMICOLON, wrap, wrapItems } from './wrap.ts';

const WIDTH = 72;
const NARROWEST = 40;
const INDENT = '  ';

type Layout = { readonly width: number; readonly paint: Paint };

function layoutOf({ width = WIDTH, color = false }: RenderOptions): Layout {
  return { width: Math.max(NARROWEST, Math.floor(width)), paint: paintFor(color) };
}

/**
 * The card as plain text: the title, how far it got, what is known of it, the address, and what happened to it line by
 * line. No line is wider than `width` columns (72 unless told) but those that hold an address; ends with a line break.
 */
export function renderCardText(card: Card, options: RenderOptions = {}): string {
  const layout = layoutOf(options);
  const view = viewCard(card);
  const blocks = [
    headLines(view, layout),
    stepLines(view.steps, layout),
    pressLines(view, layout),
    options.why === true ? whyLines(view, layout) : [],
  ];
  return joined(blocks);
}

function headLines(view: CardView, { width, paint }: Layout): string[] {
  const room = width - INDENT.length;
  const standing = [view.revision, view.state].filter((word) => word !== '');
  const body = [
    ...view.milestones.flatMap(({ title, isMajor }) =>
      wrap(`${isMajor ? 'Major milestone' : 'Milestone'}: ${title}`, room).map(paint.strong),
    ),
    ...wrapItems([view.kind, ...standing], room),
    ...wrapItems([view.byline, view.areas], room),
    ...wrapItems(view.facts, room),
    ...wrapItems(view.tags.map(tagText), room, SEMICOLON),
    ...addressLines(view.url, view.address, room).map(paint.dim),
  ];
  return [...wrap(view.title, width).map(paint.strong), ...body.map((line) => INDENT + line)];
}

/** An address is never broken: it would not be one any more. */
function addressLines(url: string | null, address: string, room: number): string[] {
  return url === null ? wrap(address, room) : [url];
}

/** Days in a column of their own. A card of one step says with its first line all that it has to say. */
function stepLines(steps: readonly CardStepView[], { width, paint }: Layout): string[] {
  if (steps.length < 2) return [];
  const days = steps.map(({ day }) => day.replace(/^(?=\d )/, ' '));
  const column = Math.max(...days.map(displayWidth));
  const room = width - INDENT.length - column - 2;
  return steps.flatMap(({ text }, which) =>
    wrap(text, room).map((line, at) => {
      const day = padEnd(at === 0 ? (days[which] ?? '') : '', column);
      return `${INDENT}${paint.dim(day)}  ${line}`;
    }),
  );
}

function pressLines({ press }: CardView, { width, paint }: Layout): string[] {
  return press.flatMap(({ text, url }) => [
    ...wrap(text, width - INDENT.length).map((line) => INDENT + line),
    ...(url === null ? [] : [`${INDENT}${INDENT}${paint.dim(url)}`]),
  ]);
}

function whyLines({ evidence }: CardView, { width, paint }: Layout): string[] {
  return evidence.flatMap((line) =>
    wrap(line, width - INDENT.length - 5).map(
      (words, at) => INDENT + paint.dim(`${at === 0 ? 'why: ' : '     '}${words}`),
    ),
  );
}

/** What happened to a card that stands already: the step, and below it what it is about. */
export function renderLineText(card: Card, step: CardStep, options: RenderOptions = {}): string {
  const { width, paint } = layoutOf(options);
  const { text, day, url } = viewStep(step, '');
  const about = wrap(titleOf(card), width - INDENT.length).map((line) => INDENT + line);
  return joined([
    [...wrapItems([text, day], width).map(paint.strong), ...(url === null ? [] : [paint.dim(url)])],
    [...about, ...addressLines(webAddress(card.url), '', width).map((line) => INDENT + paint.dim(line))],
  ]);
}

/** What did not go out one by one. */
export function renderSummaryText(summary: Summary, options: RenderOptions = {}): string {
  const { width, paint } = layoutOf(options);
  const { heading, entries, more } = viewSummary(summary);
  const room = width - INDENT.length;
  const blocks = entries.map(({ title, text, url }) => [
    ...wrap(title, room).map((line) => INDENT + paint.strong(line)),
    ...wrap(text, room - INDENT.length).map((line) => INDENT + INDENT + line),
    ...(url === null ? [] : [INDENT + INDENT + paint.dim(url)]),
  ]);
  return joined([wrap(heading, width).map(paint.heading), ...blocks, more === '' ? [] : [INDENT + more]]);
}

/** What the program itself has to say, its lines wrapped. */
export function renderNoticeText(text: string, options: RenderOptions = {}): string {
  const { width } = layoutOf(options);
  return joined([viewNotice(text).flatMap((line) => (line === '' ? [''] : wrap(line, width)))]);
}

function joined(blocks: readonly (readonly string[])[]): string {
  const told = blocks.filter((lines) => lines.length > 0);
  return `${told.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
