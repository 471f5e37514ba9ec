import type { Digest } from '../domain/digest.ts';
import { type BarView, viewChart } from './chart.ts';
import { escapeHtml } from './html-escape.ts';
import { COLORS } from './html-style.ts';
import { BARS, PICTURE_FONT } from './stats-style.ts';

export { statsPicture } from './stats-svg.ts';

const WIDTH = 720;
const HEIGHT = 240;
const EDGE = 20;
const TOP = 64;
const BOTTOM = HEIGHT - 44;
const FILLED = 0.72;
const WIDEST = 56;
/** A figure over each bar is read up to so many of them. */
const MOST_FIGURES = 16;
const SMALL = 13;
/** What is not zero is seen. */
const LOWEST = 2;

/**
 * The chart of a digest, a bar a week with its figure, as SVG that a program can draw without a browser; undefined where
 * nothing is known of any week.
 */
export function digestPicture({ chart, until }: Pick<Digest, 'chart' | 'until'>): string | undefined {
  const view = chart === null ? null : viewChart(chart, until.slice(0, 4));
  if (view === null) return undefined;
  const band = (WIDTH - 2 * EDGE) / view.bars.length;
  const bars = view.bars.map((bar, at) => drawBar(bar, at, band, view.bars.length));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="${PICTURE_FONT}" font-size="${SMALL}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${COLORS.card.light}"/>`,
    `<text x="${EDGE}" y="32" font-size="17" font-weight="bold" fill="${COLORS.ink.light}">${escapeHtml(view.label)}</text>`,
    ...bars,
    `<path d="M${EDGE} ${BOTTOM + 0.5}H${WIDTH - EDGE}" fill="none" stroke="${COLORS.muted.light}"/>`,
    label(view.first, EDGE, 'start'),
    label(view.last, WIDTH - EDGE, 'end'),
    '</svg>\n',
  ].join('\n');
}

function drawBar({ share, value }: BarView, at: number, band: number, count: number): string {
  const middle = EDGE + (at + 0.5) * band;
  if (share === null) return text('-', middle, BOTTOM - 6);
  const height = share === 0 ? 0 : Math.max(LOWEST, share * (BOTTOM - TOP));
  const width = Math.min(WIDEST, band * FILLED);
  const top = BOTTOM - height;
  // The week that is told of stands out.
  const color = at === count - 1 ? BARS[0]?.light : COLORS.muted.light;
  const bar = `<rect x="${fixed(middle - width / 2)}" y="${fixed(top)}" width="${fixed(width)}" height="${fixed(height)}" fill="${color}"/>`;
  return count > MOST_FIGURES ? bar : bar + text(value, middle, top - 6);
}

function text(words: string, x: number, y: number): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="middle" fill="${COLORS.muted.light}">${escapeHtml(words)}</text>`;
}

function label(words: string, x: number, anchor: 'start' | 'end'): string {
  return `<text x="${x}" y="${BOTTOM + 24}" text-anchor="${anchor}" fill="${COLORS.muted.light}">${escapeHtml(words)}</text>`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
