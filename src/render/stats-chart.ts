import {
  type AreaCounts,
  type ChartMeasure,
  type MonthTally,
  NO_AREA,
  type StatsReport,
} from '../domain/stats/stats.ts';
import { cleanLine } from './clean.ts';
import { truncate } from './width.ts';

/** Areas that have a colour of their own; the rest is one. */
const MOST_AREAS = 6;
const LABEL_COLUMNS = 18;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** One colour of the bars: an area by its rank, or what is left. */
export type ChartLayer = { readonly label: string; readonly color: number | 'rest' };

export type ChartMonth = {
  readonly year: number;
  /** 0 = January */
  readonly month: number;
  /** "Apr 2026" */
  readonly name: string;
  readonly partial: boolean;
  /** One value a layer, the lowest of the bar first. */
  readonly values: readonly number[];
  readonly total: number;
};

export type StatsChart = {
  /** "Rust patches a month" */
  readonly title: string;
  readonly layers: readonly ChartLayer[];
  readonly months: readonly ChartMonth[];
  readonly most: number;
};

const TITLES: Readonly<Record<ChartMeasure, (topic: string) => string>> = {
  patches: (topic) => `${topic} patches a month`,
  mails: (topic) => `${topic} mails a month`,
  series: (topic) => `New ${topic} series a month`,
  contributors: (topic) => `${topic} contributors a month`,
  reviewers: (topic) => `${topic} reviewers a month`,
};

/** The bars: things by area, people by whether they are new; people of two areas would count twice. */
export function chartStats(report: StatsReport, measure: ChartMeasure): StatsChart {
  const { layers, valuesOf } = layersFor(report, measure);
  const months = report.months.map((tally) => {
    const values = valuesOf(tally);
    return { ...readMonth(tally.month), partial: tally.partial, values, total: sum(values) };
  });
  return {
    title: TITLES[measure](truncate(cleanLine(report.topic), LABEL_COLUMNS)),
    layers,
    months,
    most: months.reduce((most, { total }) => Math.max(most, total), 0),
  };
}

type Layers = {
  readonly layers: readonly ChartLayer[];
  readonly valuesOf: (tally: MonthTally) => readonly number[];
};

function layersFor(report: StatsReport, measure: ChartMeasure): Layers {
  switch (measure) {
    case 'contributors':
      return contributorLayers(report);
    case 'reviewers':
      return { layers: [{ label: 'reviewers', color: 0 }], valuesOf: ({ reviewers }) => [reviewers] };
    default:
      return areaLayers(report, measure);
  }
}

/** Where nobody knows who is new, nobody is called so. */
function contributorLayers({ months }: StatsReport): Layers {
  if (months.every(({ newcomers }) => newcomers === null)) {
    return { layers: [{ label: 'contributors', color: 0 }], valuesOf: (tally) => [tally.contributors] };
  }
  return {
    layers: [
      { label: 'contributors', color: 0 },
      { label: 'for the first time', color: 1 },
    ],
    valuesOf: ({ contributors, newcomers }) => [contributors - (newcomers ?? 0), newcomers ?? 0],
  };
}

function areaLayers(report: StatsReport, measure: keyof AreaCounts): Layers {
  const ranked = report.areas
    .filter((area) => area.area !== NO_AREA && area[measure] > 0)
    .sort((a, b) => b[measure] - a[measure]);
  const top = ranked.slice(0, MOST_AREAS).map(({ area }) => area);
  const shown = sum(ranked.slice(0, MOST_AREAS).map((area) => area[measure]));
  const hasRest = sum(report.areas.map((area) => area[measure])) > shown;
  const layers: ChartLayer[] = top.map((area, color) => ({ label: labelOf(area), color }));
  if (hasRest) layers.push({ label: top.length === 0 ? 'no area' : 'other', color: 'rest' });
  return {
    layers,
    valuesOf: (tally) => {
      const values = top.map((area) => tally.areas.get(area)?.[measure] ?? 0);
      return hasRest ? [...values, tally[measure] - sum(values)] : values;
    },
  };
}

function labelOf(area: string): string {
  return truncate(cleanLine(area), LABEL_COLUMNS) || '?';
}

/** `2026-04` as its parts and as "Apr 2026". */
function readMonth(text: string): Pick<ChartMonth, 'year' | 'month' | 'name'> {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7)) - 1;
  return { year, month, name: `${MONTHS[month] ?? '?'} ${year}` };
}

/** "Apr 2026", from `2026-04`. */
export function monthLabel(text: string): string {
  return readMonth(text).name;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
