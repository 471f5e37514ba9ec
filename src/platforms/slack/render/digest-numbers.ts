import type { ChartView } from '../../../render/chart.ts';
import { chartBlocks } from '../../../render/text-numbers.ts';
import type { DigestView } from '../../../render/view.ts';
import { padEnd, padStart, truncate } from '../../../render/width.ts';
import { bound, code, dotted, preformatted, words } from './escape.ts';

const MOST_ROWS = 12;
const LABEL = 26;
const CELL = 13;
const LINE = 200;
const TABLE = 1600;
/** In the line below the headline. */
const FIRST = 4;

/** The first figures of the period on one line: "41 series · 57 revisions"; '' where there are none. */
export function numbersLine({ numbers }: DigestView): string {
  return dotted(
    numbers
      .slice(0, FIRST)
      .map(({ label, cells: [now = '-'] }) => `${words(now, 40)} ${words(counted(now, label), 80)}`),
  );
}

const ONE: Readonly<Record<string, string>> = {
  revisions: 'revision',
  patches: 'patch',
  'reviews given': 'review given',
  people: 'person',
};

function counted(now: string, label: string): string {
  return now === '1' ? (ONE[label] ?? label) : label;
}

/** The figures beside those before, as a table of equal letters; '' where there are none. */
export function numbersTable({ columns, numbers }: DigestView): string {
  if (numbers.length === 0) return '';
  // What is known of no figure is no column.
  const known = columns.map((_, at) => at === 0 || numbers.some(({ cells }) => (cells[at] ?? '-') !== '-'));
  const line = (head: string, cells: readonly string[]): string => {
    const figures = columns.map((_, at) =>
      known[at] !== true ? '' : padStart(truncate(bound(cells[at] ?? '', 60), CELL), CELL + 1),
    );
    return bound(padEnd(truncate(bound(head, 120), LABEL), LABEL) + figures.join(''), LINE).trimEnd();
  };
  const rows = numbers.slice(0, MOST_ROWS).map(({ label, cells }) => line(label, cells));
  return preformatted([line('', columns), ...rows].join('\n'), TABLE);
}

/** The chart as a row of bars, with what its ends and its height mean. */
export function chartLine({ label, bars, first, last, most, latest }: ChartView): string {
  const legend = `${first} to ${last}; most ${most}, last ${latest}`;
  return `${words(label, 160)}: ${code(chartBlocks(bars), 120)} ${words(legend, 300)}`;
}

/** What the chart shows, for those who do not see it. */
export function chartWords({ label, first, last, most, latest }: ChartView): string {
  return bound(`${label}, ${first} to ${last}; most ${most}, last ${latest}`, 480);
}
