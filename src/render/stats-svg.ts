import type { ChartMeasure, StatsReport } from '../domain/stats/stats.ts';
import { cleanLine } from './clean.ts';
import { escapeHtml } from './html-escape.ts';
import { formatCount } from './phrases.ts';
import {
  type AxisLabel,
  monthLabels,
  namesMonths,
  valueTicks,
  yearGroups,
  yearLabels,
} from './stats-axis.ts';
import { drawBars, type Plot } from './stats-bars.ts';
import { chartStats, type StatsChart } from './stats-chart.ts';
import { drawLegend } from './stats-legend.ts';
import { chartStyle, FONT, pictureStyle } from './stats-style.ts';
import { truncate } from './width.ts';

const ROOT = 'lorewatch-stats';
const WIDTH = 760;
const EDGE = 16;
const PLOT = { right: WIDTH - EDGE, top: 98, bottom: 358 } as const;
/** Between a value and its line. */
const TICK_GAP = 8;
/** From the middle of a figure down to its foot. */
const TICK_DROP = 5;
const ROW = 24;
/** A letter or a figure in parts of the font's size, in the widest of the common system fonts. */
const CHAR = 0.62;
const CHARS = { wide: FONT.wide * CHAR, narrow: FONT.narrow * CHAR };
const CAPTION_COLUMNS = Math.floor((WIDTH - 2 * EDGE) / CHARS.narrow);
const FILTER_COLUMNS = 400;
const NOTHING = `<text x="${WIDTH / 2}" y="${(PLOT.top + PLOT.bottom) / 2}" text-anchor="middle">nothing found</text>`;

/**
 * A picture of one figure, a bar a month: SVG that needs nothing from outside, runs nothing, and follows the
 * reader's light or dark. On narrow screens its letters grow and its labels thin out.
 */
export function drawStats(report: StatsReport, measure: ChartMeasure, style = chartStyle(ROOT)): string {
  const chart = chartStats(report, measure);
  const axis = drawAxis(chart);
  const legend = drawLegend(
    chart,
    { left: EDGE, right: WIDTH - EDGE, top: axis.bottom, char: CHARS.narrow },
    `${ROOT}-hatch`,
  );
  const height = legend.bottom + EDGE;
  const ids = [`${ROOT}-title`, `${ROOT}-desc`];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="${ROOT}" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" style="max-width:100%;height:auto" role="img" aria-labelledby="${ids.join(' ')}">`,
    `<title id="${ids[0]}">${escapeHtml(chart.title)}</title>`,
    `<desc id="${ids[1]}">${escapeHtml(describe(chart, report))}</desc>`,
    `<style>\n${style}\n</style>`,
    `<defs><pattern id="${ROOT}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M1.5 0V6"/></pattern></defs>`,
    `<rect class="ground" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="${EDGE}" y="36">${escapeHtml(chart.title)}</text>`,
    `<text x="${EDGE}" y="64">${escapeHtml(caption(chart, report, measure))}</text>`,
    ...axis.lines,
    ...(chart.most > 0 ? drawBars(chart, axis.plot, `${ROOT}-hatch`) : [NOTHING]),
    `<path class="axis" d="M${axis.plot.left} ${PLOT.bottom + 0.5}H${PLOT.right}"/>`,
    ...legend.lines,
    '</svg>\n',
  ].join('\n');
}

/** The same as one that a program can draw without a browser. */
export function statsPicture(report: StatsReport, measure: ChartMeasure): string {
  return drawStats(report, measure, pictureStyle(ROOT));
}

function caption(chart: StatsChart, report: StatsReport, measure: ChartMeasure): string {
  if (chart.months.length === 0) return 'no mail of this period was read';
  const total = `${formatCount(report.total[measure])} in all`;
  const filter = report.filter === null ? '' : `; ${cleanLine(report.filter)}`;
  return truncate(`${range(chart)}, UTC; ${total}${filter}`, CAPTION_COLUMNS);
}

function range({ months }: StatsChart): string {
  const first = months.at(0)?.name ?? '';
  const last = months.at(-1)?.name ?? '';
  return first === last ? first : `${first} - ${last}`;
}

function describe(chart: StatsChart, { filter }: StatsReport): string {
  const highest = chart.months.find(({ total }) => total === chart.most);
  const last = chart.months.at(-1);
  if (highest === undefined || last === undefined) return 'No mail of this period was read.';
  const partial = last.partial ? ', of which only a part is counted' : '';
  return [
    `A bar a month, ${range(chart)}, UTC.`,
    `The highest is ${formatCount(highest.total)} in ${highest.name}, the last ${formatCount(last.total)} in ${last.name}${partial}.`,
    ...(chart.layers.length > 1
      ? [`Bars are made of ${chart.layers.map(({ label }) => label).join(', ')}.`]
      : []),
    ...(filter === null ? [] : [`Filter: ${truncate(cleanLine(filter), FILTER_COLUMNS)}`]),
  ].join(' ');
}

type Axis = { readonly lines: readonly string[]; readonly plot: Plot; readonly bottom: number };

/** Grid lines with their values, and months and years below them. */
function drawAxis(chart: StatsChart): Axis {
  const ticks = valueTicks(chart.most);
  const top = ticks.at(-1) ?? 1;
  const longest = Math.max(...ticks.map((value) => formatCount(value).length));
  const left = Math.ceil(EDGE + longest * CHARS.narrow + TICK_GAP);
  const band = (PLOT.right - left) / Math.max(1, chart.months.length);
  const plot = { ...PLOT, left, band, scale: (PLOT.bottom - PLOT.top) / top };
  const groups = yearGroups(chart.months, band, left);
  const hasMonths = namesMonths(chart.months);
  const yearsAt = PLOT.bottom + (hasMonths ? 2 : 1) * ROW;
  const grid = ticks.map((value) => {
    const y = PLOT.bottom - value * plot.scale;
    const line = value === 0 ? '' : `<path class="line" d="M${left} ${fixed(y)}H${PLOT.right}"/>`;
    return `${line}<text x="${left - TICK_GAP}" y="${fixed(y + TICK_DROP)}" text-anchor="end">${formatCount(value)}</text>`;
  });
  const borders = groups.slice(1).map(({ from }) => `M${fixed(from)} ${PLOT.bottom}V${yearsAt}`);
  return {
    lines: [
      ...grid,
      ...(borders.length > 0 ? [`<path class="line" d="${borders.join('')}"/>`] : []),
      ...monthLabels(chart.months, band, left, CHARS).map((label) => drawLabel(label, PLOT.bottom + ROW)),
      ...yearLabels(groups, CHARS).map((label) => drawLabel(label, yearsAt)),
    ],
    plot,
    bottom: yearsAt + ROW,
  };
}

function drawLabel({ text, x, on }: AxisLabel, y: number): string {
  const screen = on === 'all' ? '' : ` class="${on}"`;
  return `<text${screen} x="${fixed(x)}" y="${y}" text-anchor="middle">${escapeHtml(text)}</text>`;
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
