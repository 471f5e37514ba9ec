import type { ChartMeasure, PersonTally, StatsReport } from '../domain/stats/stats.ts';
import { cleanLine } from './clean.ts';
import { countOf, formatCount, formatName } from './phrases.ts';
import { monthLabel } from './stats-chart.ts';
import { areaTable, monthTable, WIDTH } from './stats-tables.ts';
import { type Paint, paintFor } from './text-paint.ts';
import { padEnd, padStart, truncate } from './width.ts';
import { wrap } from './wrap.ts';

export type StatsTextOptions = {
  /** What the bars show. */
  readonly measure: ChartMeasure;
  /** Which tables there are. */
  readonly by: 'month' | 'area' | 'both';
  /** ANSI colours, for a terminal. */
  readonly color: boolean;
};

const FILTER_COLUMNS = 400;
const HALF = WIDTH / 2;

const WORDS = `new: series posted for the first time, people who sent a patch for the first time. revs: revisions posted. landed: series applied or merged for the first time. reviewed: people who gave a Reviewed-by, Acked-by or Tested-by.`;

/** Stats for a terminal of 80 columns; ends in a line break. */
export function writeStats(report: StatsReport, { measure, by, color }: StatsTextOptions): string {
  const paint = paintFor(color);
  const isEmpty = report.total.mails + report.total.revisions + report.total.landed === 0;
  const blocks = isEmpty
    ? [nothingFound(report)]
    : [
        ...(by === 'area' ? [] : [monthTable(report, measure, paint)]),
        ...(by === 'month' ? [] : [areaTable(report, measure, paint)]),
        topPeople(report, paint),
        wrap(WORDS, WIDTH).map(paint.dim),
      ];
  const all = [heading(report, paint), ...blocks, notes(report, isEmpty)];
  return `${all
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading({ title, months, filter }: StatsReport, paint: Paint): string[] {
  const time = months.length === 0 ? '' : `   ${rangeOf(months)}, UTC`;
  const name = truncate(cleanLine(title).toUpperCase(), HALF);
  const chosen = filter === null ? [] : wrap(`only ${truncate(cleanLine(filter), FILTER_COLUMNS)}`, WIDTH);
  return [paint.heading(`${name}${time}`), ...chosen];
}

function rangeOf(months: StatsReport['months']): string {
  const first = monthLabel(months.at(0)?.month ?? '');
  const last = monthLabel(months.at(-1)?.month ?? '');
  return first === last ? first : `${first} - ${last}`;
}

function nothingFound({ topic, months, total }: StatsReport): string[] {
  if (months.length === 0) return [];
  const read = countOf(total.read, 'mail', 'mails');
  return wrap(`Nothing about ${cleanLine(topic)} was found in ${read} of that time.`, WIDTH);
}

function notes({ notes, months }: StatsReport, isEmpty: boolean): string[] {
  const isPartial = !isEmpty && months.some(({ partial }) => partial);
  const star = isPartial ? ['* Only a part of this month was asked for or read.'] : [];
  return [...star, ...notes.map(cleanLine)].flatMap((note) => wrap(note, WIDTH));
}

/** Two lists side by side. */
function topPeople({ topContributors, topReviewers }: StatsReport, paint: Paint): string[] {
  const longest = Math.max(topContributors.length, topReviewers.length);
  if (longest === 0) return [];
  const head = paint.strong(`${padEnd('Most patches', HALF)}Most review tags`);
  const lines = Array.from({ length: longest }, (_, at) =>
    `${padEnd(personCell(topContributors[at]), HALF)}${personCell(topReviewers[at])}`.trimEnd(),
  );
  return [head, ...lines];
}

function personCell(person: PersonTally | undefined): string {
  if (person === undefined) return '';
  return truncate(`${padStart(formatCount(person.count), 5)}  ${formatName(person.name)}`, HALF - 2);
}
