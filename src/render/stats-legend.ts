import { escapeHtml } from './html-escape.ts';
import { layerClass } from './stats-bars.ts';
import type { StatsChart } from './stats-chart.ts';
import { displayWidth } from './width.ts';

type Place = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** What a character takes at most. */
  readonly char: number;
};

const SWATCH = 14;
const GAP = 8;
const BETWEEN = 16;
const ROW = 28;

type Item = { readonly label: string; readonly css: string; readonly hatched: boolean };

/** What the colours mean, in rows; nothing where there is but one. */
export function drawLegend(
  chart: StatsChart,
  { left, right, top, char }: Place,
  hatch: string,
): { readonly lines: readonly string[]; readonly bottom: number } {
  const lines: string[] = [];
  let x = left;
  let y = top;
  for (const item of legendItems(chart)) {
    const width = SWATCH + GAP + displayWidth(item.label) * char;
    if (x > left && x + width > right) {
      x = left;
      y += ROW;
    }
    lines.push(drawItem(item, Math.round(x), y, hatch));
    x += width + BETWEEN;
  }
  return { lines, bottom: lines.length === 0 ? top : y + ROW - GAP };
}

function legendItems({ layers, months }: StatsChart): Item[] {
  const colors = layers.length > 1 || layers[0]?.color === 'rest' ? layers : [];
  const items = colors.map((layer) => ({ label: layer.label, css: layerClass(layer), hatched: false }));
  const [first] = layers;
  if (!first || !months.some(({ partial }) => partial)) return items;
  return [...items, { label: 'partial month', css: layerClass(first), hatched: true }];
}

function drawItem({ label, css, hatched }: Item, x: number, y: number, hatch: string): string {
  const box = `x="${x}" y="${y}" width="${SWATCH}" height="${SWATCH}"`;
  const stripes = hatched ? `<rect ${box} fill="url(#${hatch})"/>` : '';
  const text = `<text class="label" x="${x + SWATCH + GAP}" y="${y + SWATCH - 2}">${escapeHtml(label)}</text>`;
  return `<rect class="${css}" ${box}/>${stripes}${text}`;
}
