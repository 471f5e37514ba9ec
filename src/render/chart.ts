import type { DigestChart } from '../domain/digest.ts';
import { cleanLine } from './clean.ts';
import { formatCount, formatDay } from './phrases.ts';
import { truncate } from './width.ts';

const WEEKS_SHOWN = 52;
const LABEL_COLUMNS = 60;

/** A week: its share of the highest one, 0..1, and null where nothing was read. */
export type BarView = { readonly day: string; readonly value: string; readonly share: number | null };

export type ChartView = {
  readonly label: string;
  readonly bars: readonly BarView[];
  readonly first: string;
  readonly last: string;
  /** The highest value. */
  readonly most: string;
  /** The value of the last week. */
  readonly latest: string;
};

/** The chart in words and shares; null where no week has a value. */
export function viewChart(chart: DigestChart, year: string): ChartView | null {
  const weeks = chart.weeks.slice(-WEEKS_SHOWN);
  const known = weeks.flatMap((week) => (week.value === null ? [] : [Math.max(0, week.value)]));
  if (known.length === 0) return null;
  const most = Math.max(...known);
  const bars = weeks.map((week) => ({
    day: formatDay(week.start, year),
    value: formatCount(week.value),
    share: week.value === null ? null : most === 0 ? 0 : Math.max(0, week.value) / most,
  }));
  return {
    label: truncate(cleanLine(chart.label), LABEL_COLUMNS),
    bars,
    first: bars.at(0)?.day ?? '',
    last: bars.at(-1)?.day ?? '',
    most: formatCount(most),
    latest: bars.at(-1)?.value ?? '-',
  };
}
