// The tables of `stats`: a line a month, a line an area.
import type { ChartMeasure, StatsReport, Tally } from '../domain/stats/stats.ts';
import { cleanLine } from './clean.ts';
import { countOf, formatCount, formatPercent } from './phrases.ts';
import { type Table, type TableRow, tableHead, tableLine } from './stats-table.ts';
import type { Paint } from './text-paint.ts';

/** Columns of a terminal. */
export const WIDTH = 80;
const MOST_AREAS = 15;

const MONTHS: Table = {
  label: { head: 'Month', width: 8 },
  columns: [
    { head: 'mails', width: 7 },
    { head: 'share', width: 7 },
    { head: 'patches', width: 8 },
    { head: 'new', width: 5, group: 'series:' },
    { head: 'revs', width: 5 },
    { head: 'landed', width: 7 },
    { head: 'sent', width: 6, group: 'people:' },
    { head: 'new', width: 4 },
    { head: 'reviewed', width: 9 },
  ],
  bars: '',
};
const AREAS: Table = {
  label: { head: 'Area', width: 20 },
  columns: [
    { head: 'mails', width: 9 },
    { head: 'patches', width: 9 },
    { head: 'series', width: 8 },
    { head: 'sent', width: 8, group: 'people:' },
    { head: 'reviewed', width: 10 },
  ],
  bars: '',
};
/** A line a month, and one for all of them. */
export function monthTable({ months, total }: StatsReport, measure: ChartMeasure, paint: Paint): string[] {
  const table = { ...MONTHS, bars: measure };
  const most = Math.max(1, ...months.map((tally) => tally[measure]));
  const rows = months.map((tally) => {
    const label = `${tally.month}${tally.partial ? '*' : ''}`;
    return { label, cells: tallyCells(tally), bar: tally[measure] / most };
  });
  const all: TableRow = { label: 'all', cells: tallyCells(total), bar: null };
  return [
    ...tableHead(table).map(paint.strong),
    ...rows.map((row) => tableLine(table, row, WIDTH)),
    ...(months.length > 1 ? [paint.strong(tableLine(table, all, WIDTH))] : []),
  ];
}

function tallyCells(tally: Tally): string[] {
  const { mails, share, patches, series, revisions, landed, contributors, newcomers, reviewers } = tally;
  const counts = [patches, series, revisions, landed, contributors, newcomers, reviewers];
  return [formatCount(mails), formatPercent(share), ...counts.map(formatCount)];
}

/** A line an area. */
export function areaTable({ areas }: StatsReport, measure: ChartMeasure, paint: Paint): string[] {
  const table = { ...AREAS, bars: measure };
  const most = Math.max(1, ...areas.map((tally) => tally[measure]));
  // What has no area comes last, and is told however many areas there are.
  const shown = areas.length > MOST_AREAS ? [...areas.slice(0, MOST_AREAS - 1), ...areas.slice(-1)] : areas;
  const left = areas.filter((tally) => !shown.includes(tally));
  const rows = shown.map((tally) => {
    const { mails, patches, series, contributors, reviewers } = tally;
    const cells = [mails, patches, series, contributors, reviewers].map(formatCount);
    return { label: cleanLine(tally.area), cells, bar: tally[measure] / most };
  });
  return [
    ...tableHead(table).map(paint.strong),
    ...rows.map((row) => tableLine(table, row, WIDTH)),
    ...(left.length > 0 ? [paint.dim(leftOut(left))] : []),
  ];
}

function leftOut(areas: StatsReport['areas']): string {
  const mails = areas.reduce((sum, area) => sum + area.mails, 0);
  const patches = areas.reduce((sum, area) => sum + area.patches, 0);
  return `and ${countOf(areas.length, 'more area', 'more areas')} with ${countOf(mails, 'mail', 'mails')} and ${countOf(patches, 'patch', 'patches')}`;
}
