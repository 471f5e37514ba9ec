import type { ChartMonth } from './stats-chart.ts';

/** Where labels are drawn: on any screen, on wide ones alone, on narrow ones alone. */
export type Screen = 'all' | 'wide' | 'narrow';
/** `x` is the label's middle. */
export type AxisLabel = { readonly text: string; readonly x: number; readonly on: Screen };

/** What a character takes at most on a screen, in units of the picture. */
export type CharWidths = { readonly wide: number; readonly narrow: number };

const TICKS = 5;
/** From so many months on, only the years are named. */
const MOST_NAMED = 36;
/** Characters between two labels. */
const GAP = 0.8;
const STEPS = [1, 2, 3, 6, 12];
const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Round values from 0 to at least `most`, whole numbers, at most six of them. */
export function valueTicks(most: number): number[] {
  const rough = Math.max(1, most / TICKS);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

export function namesMonths(months: readonly ChartMonth[]): boolean {
  return months.length <= MOST_NAMED;
}

/** Names of months as far as there is room: each, or every second, third, sixth one, counted from January. */
export function monthLabels(
  months: readonly ChartMonth[],
  band: number,
  left: number,
  chars: CharWidths,
): AxisLabel[] {
  if (!namesMonths(months)) return [];
  const wide = stepFor(band, chars.wide);
  const narrow = stepFor(band, chars.narrow);
  return months.flatMap(({ month }, at) => {
    const on = screenFor(month % wide === 0, month % narrow === 0);
    return on === undefined ? [] : [{ text: NAMES[month] ?? '', x: left + (at + 0.5) * band, on }];
  });
}

function stepFor(band: number, char: number): number {
  return STEPS.find((step) => step * band >= (3 + GAP) * char) ?? 12;
}

export type YearGroup = { readonly year: number; readonly from: number; readonly until: number };

/** Years from left to right, with their ends in units of the picture. */
export function yearGroups(months: readonly ChartMonth[], band: number, left: number): YearGroup[] {
  const groups: YearGroup[] = [];
  months.forEach(({ year }, at) => {
    const last = groups.at(-1);
    const until = left + (at + 1) * band;
    if (last?.year === year) groups[groups.length - 1] = { ...last, until };
    else groups.push({ year, from: left + at * band, until });
  });
  return groups;
}

/** Years in the middle of their months, as many as do not touch each other. */
export function yearLabels(groups: readonly YearGroup[], chars: CharWidths): AxisLabel[] {
  const wide = apart(groups, chars.wide);
  const narrow = apart(groups, chars.narrow);
  return groups.flatMap((group) => {
    const on = screenFor(wide.has(group), narrow.has(group));
    return on === undefined ? [] : [{ text: String(group.year), x: middle(group), on }];
  });
}

function apart(groups: readonly YearGroup[], char: number): Set<YearGroup> {
  const chosen = new Set<YearGroup>();
  let free = Number.NEGATIVE_INFINITY;
  for (const group of groups) {
    if (middle(group) - 2 * char < free) continue;
    chosen.add(group);
    free = middle(group) + (2 + GAP) * char;
  }
  return chosen;
}

function middle({ from, until }: YearGroup): number {
  return (from + until) / 2;
}

function screenFor(wide: boolean, narrow: boolean): Screen | undefined {
  if (wide && narrow) return 'all';
  if (wide) return 'wide';
  return narrow ? 'narrow' : undefined;
}
