import { escapeHtml } from './html-escape.ts';
import { formatCount } from './phrases.ts';
import type { ChartLayer, ChartMonth, StatsChart } from './stats-chart.ts';

/** Where bars stand, in units of the picture. `band`: the room of a month; `scale`: units a count. */
export type Plot = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly band: number;
  readonly scale: number;
};

const FILLED = 0.76;
const WIDEST = 56;
/** What is not zero is seen. */
const LOWEST = 1;
/** Between two colours, where there is room for it. */
const SEAM = 1;

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** One path a colour, stripes over months that are not whole, and over each month its figures to be read. */
export function drawBars(chart: StatsChart, plot: Plot, hatch: string): string[] {
  const stacks = chart.months.map((month, at) => stack(month, at, plot));
  const paths = chart.layers.map((layer, at) => {
    const boxes = stacks.flatMap((boxes) => boxes[at] ?? []);
    return boxes.length === 0
      ? ''
      : `<path class="${layerClass(layer)}" d="${boxes.map(outline).join('')}"/>`;
  });
  const partial = stacks.flatMap((boxes, at) => (chart.months[at]?.partial ? boxes : []));
  const stripes = partial.flatMap((box) => (box ? [outline(box)] : [])).join('');
  return [
    ...paths.filter((path) => path !== ''),
    ...(stripes === '' ? [] : [`<path fill="url(#${hatch})" d="${stripes}"/>`]),
    ...chart.months.map((month, at) => drawHit(chart, month, at, plot)),
  ];
}

export function layerClass({ color }: ChartLayer): string {
  return color === 'rest' ? 'rest' : `bar${color}`;
}

/** The parts of a month's bar, one upon the other; undefined where there is nothing. */
function stack({ values }: ChartMonth, at: number, { left, bottom, band, scale }: Plot): (Box | undefined)[] {
  const width = Math.min(WIDEST, band * FILLED);
  const x = left + (at + 0.5) * band - width / 2;
  let y = bottom;
  return values.map((value) => {
    if (value <= 0) return undefined;
    const full = value * scale;
    y -= full;
    const height = Math.max(LOWEST, full > 3 * SEAM ? full - SEAM : full);
    return { x, y: y + full - height, width, height };
  });
}

function drawHit(
  { layers }: StatsChart,
  month: ChartMonth,
  at: number,
  { left, top, bottom, band }: Plot,
): string {
  const parts = layers.flatMap(({ label }, layer) => {
    const value = month.values[layer] ?? 0;
    return value > 0 ? [`${label} ${formatCount(value)}`] : [];
  });
  const split = layers.length > 1 && parts.length > 0 ? ` (${parts.join(', ')})` : '';
  const partial = month.partial ? ', not a whole month' : '';
  const text = `${month.name}: ${formatCount(month.total)}${split}${partial}`;
  const x = fixed(left + at * band);
  return `<rect class="hit" x="${x}" y="${top}" width="${fixed(band)}" height="${bottom - top}"><title>${escapeHtml(text)}</title></rect>`;
}

function outline({ x, y, width, height }: Box): string {
  return `M${fixed(x)} ${fixed(y)}h${fixed(width)}v${fixed(height)}h${fixed(-width)}z`;
}

function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}
