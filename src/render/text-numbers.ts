import type { BarView, ChartView } from './chart.ts';
import type { Paint } from './text-paint.ts';
import type { DigestView, NumberRow } from './view.ts';
import { displayWidth, padEnd, padStart, truncate } from './width.ts';
import { wrap } from './wrap.ts';

const BLOCKS = '▁▂▃▄▅▆▇█';
const COLUMN_GAP = 3;
const WIDEST_COLUMN = 14;
const NARROWEST_LABEL = 12;

function columnWidths(columns: readonly string[], rows: readonly NumberRow[], width: number): number[] {
  const most = Math.min(WIDEST_COLUMN, Math.floor((width - NARROWEST_LABEL) / columns.length) - COLUMN_GAP);
  return columns.map((column, at) => {
    const cells = rows.map((row) => displayWidth(row.cells[at] ?? ''));
    return Math.min(most, Math.max(displayWidth(column), ...cells));
  });
}

/** The numbers as a table, figures to the right; no line where there are no numbers. */
export function textNumbers(view: DigestView, width: number, paint: Paint): string[] {
  if (view.numbers.length === 0) return [];
  const widths = columnWidths(view.columns, view.numbers, width);
  const room = width - widths.reduce((sum, each) => sum + each + COLUMN_GAP, 0);
  const gap = ' '.repeat(COLUMN_GAP);
  const line = (head: string, cells: readonly string[]) => {
    const figures = widths.map((each, at) => gap + padStart(truncate(cells[at] ?? '', each), each));
    return (padEnd(truncate(head, room), room) + figures.join('')).trimEnd();
  };
  const rows = view.numbers.map((row) => line(`  ${row.label}`, row.cells));
  return [paint.heading(line('NUMBERS', view.columns)), ...rows];
}

/** A week without a value is a dot; the lowest block is kept for zero. */
function block(share: number | null): string {
  if (share === null) return '·';
  return BLOCKS[share === 0 ? 0 : Math.max(1, Math.ceil(share * (BLOCKS.length - 1)))] ?? '';
}

/** Bars as one row of Unicode blocks. */
export function chartBlocks(bars: readonly BarView[]): string {
  return bars.map((bar) => block(bar.share)).join('');
}

/** The chart: what it counts, a row of bars, and what its ends and its height mean. */
export function textChart(chart: ChartView, width: number, paint: Paint): string[] {
  const bars = chart.bars.slice(-(width - 2));
  const first = bars.at(0)?.day ?? chart.first;
  const legend = `${first} to ${chart.last}; most ${chart.most}, last ${chart.latest}`;
  const row = chartBlocks(bars);
  const aside = `${row}   ${legend}`;
  const below = displayWidth(aside) <= width - 2 ? [aside] : [row, ...wrap(legend, width - 2)];
  return [...wrap(chart.label, width - 2), ...below].map((line, at) =>
    at === 0 ? paint.heading(`  ${line}`) : `  ${line}`,
  );
}
