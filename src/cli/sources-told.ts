import { lag, STATE_WORDS, type StateWord, stateWord } from '../domain/source/health.ts';
import { clock, shortSpan } from '../domain/source/moment.ts';
import type { SourcePlan } from '../domain/source/plan.ts';
import type { SourceState } from '../domain/source/state.ts';
import { cleanLine } from '../render/clean.ts';
import { wrap } from '../render/wrap.ts';
import type { Ticks } from '../scheduler/ticks.ts';
import { plain } from './plain.ts';
import { count } from './progress.ts';
import type { Style } from './style.ts';

/** One source, with all that there is to tell of it. */
export type SourceRow = {
  readonly plan: SourcePlan;
  readonly url: string;
  readonly state: SourceState;
  readonly ticks: Ticks;
};

const WIDTH = 100;
/** Between two columns. */
const GAP = '  ';
const INDENT = '    ';
const HEAD = ['source', 'kind', 'state', 'last success', 'lag', 'items', 'unreadable', 'lost', 'next'];
/** Numbers and spans stand at the right. */
const RIGHT = [4, 5, 6, 7, 8];

function wordOf({ state, ticks }: SourceRow, now: number): StateWord {
  return stateWord(state, now, ticks.rhythm);
}

/** The first tick at which it does not rest any more. */
function nextTry({ state, ticks }: SourceRow, now: number): number | undefined {
  return ticks.nextAfter(Math.max(now, (state.nextTry ?? 0) - 1));
}

/** One line of `sources --json`. */
export function sourceObject(row: SourceRow, now: number): object {
  const { plan, url, state } = row;
  return {
    id: plan.id,
    kind: plan.kind,
    url,
    schedule: plan.schedule,
    last_success: iso(state.lastSuccess),
    lag_s: lag(state, now) ?? null,
    items: state.items,
    unreadable: state.unreadable,
    lost: state.lost,
    failing_since: iso(state.failingSince),
    state: wordOf(row, now),
    reason: state.reason ?? null,
    gap: state.gap ?? null,
    route: state.route ?? null,
    last_try: iso(state.lastTry),
    last_news: iso(state.lastNews),
    next_try: iso(nextTry(row, now)),
    why: plan.why,
  };
}

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}

/** The table, with what is wrong below each source that is not well, and a line that sums up. 100 columns. */
export function sourcesText(rows: readonly SourceRow[], now: number, style: Style): string {
  const cells = rows.map((row) => cellsOf(row, now));
  const widths = widthsOf(cells);
  const lines = rows.flatMap((row, at) => {
    const word = wordOf(row, now);
    return [lay(cells[at] ?? [], widths, (text) => paint(word, style)(text)), ...troubles(row, style)];
  });
  return [style.bold(lay(HEAD, widths)), ...lines, '', summary(rows, now, style), ''].join('\n');
}

/** Ids give way where all would not fit. */
function widthsOf(cells: readonly (readonly string[])[]): number[] {
  const [longest = 0, ...others] = HEAD.map((head, at) =>
    Math.max(head.length, ...cells.map((line) => line[at]?.length ?? 0)),
  );
  const taken = others.reduce((sum, width) => sum + GAP.length + width, 0);
  return [Math.min(longest, Math.max(12, WIDTH - taken)), ...others];
}

function cellsOf(row: SourceRow, now: number): string[] {
  const { plan, state } = row;
  const next = nextTry(row, now);
  return [
    plain(plan.id),
    plan.kind,
    wordOf(row, now),
    state.lastSuccess === undefined ? 'never' : clock(state.lastSuccess),
    state.lastSuccess === undefined ? '-' : shortSpan(now - state.lastSuccess),
    count(state.items),
    count(state.unreadable),
    count(state.lost),
    next === undefined ? '-' : shortSpan(next - now),
  ];
}

function lay(
  cells: readonly string[],
  widths: readonly number[],
  paintState: (text: string) => string = (text) => text,
): string {
  const laid = cells.map((cell, at) => {
    const width = widths[at] ?? 0;
    const padded = RIGHT.includes(at) ? cell.padStart(width) : cut(cell, width).padEnd(width);
    return at === 2 ? paintState(padded) : padded;
  });
  return laid.join(GAP).trimEnd();
}

function paint(word: StateWord, style: Style): (text: string) => string {
  switch (word) {
    case 'fresh':
      return style.green;
    case 'failing':
      return style.red;
    case 'late':
      return style.bold;
    case 'never':
      return style.dim;
  }
}

function troubles({ state }: SourceRow, style: Style): string[] {
  const { failingSince, failures, reason, route, gap } = state;
  const lines: string[] = [];
  if (failingSince !== undefined) {
    const times = failures === 1 ? 'once' : `${failures} times`;
    lines.push(...indented(`failed ${times} since ${clock(failingSince)}: ${reason ?? ''}`).map(style.red));
  }
  if (route !== undefined) lines.push(...indented(`comes in by way of ${route}`));
  if (gap !== undefined) lines.push(...indented(`may have missed something: ${gap}`));
  return lines;
}

function indented(text: string): string[] {
  return wrap(cleanLine(text), WIDTH - INDENT.length).map((line) => `${INDENT}${line}`);
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** `18 sources: 16 fresh, 1 late, 1 failing since 21 Nov 10:12; lost 0`. Times are UTC. */
function summary(rows: readonly SourceRow[], now: number, style: Style): string {
  const parts = STATE_WORDS.flatMap((word) => {
    const of = rows.filter((row) => wordOf(row, now) === word);
    if (of.length === 0) return [];
    const since = Math.min(...of.map(({ state }) => state.failingSince ?? Number.POSITIVE_INFINITY));
    const told = `${of.length} ${word === 'never' ? 'never asked' : word}`;
    return [word === 'failing' ? style.red(`${told} since ${clock(since)}`) : told];
  });
  const sum = (of: (state: SourceState) => number): number =>
    rows.reduce((total, { state }) => total + of(state), 0);
  const gaps = rows.filter(({ state }) => state.gap !== undefined).length;
  const lost = sum((state) => state.lost);
  const unreadable = sum((state) => state.unreadable);
  const losses = [
    lost > 0 ? style.red(`lost ${count(lost)}`) : 'lost 0',
    ...(unreadable > 0 ? [`unreadable ${count(unreadable)}`] : []),
    ...(gaps > 0 ? [style.red(`${gaps} with a gap`)] : []),
  ];
  const number = rows.length === 1 ? '1 source' : `${rows.length} sources`;
  return `${style.bold(number)}: ${parts.join(', ')}; ${losses.join(', ')} (times in UTC)`;
}
