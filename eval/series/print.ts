import { SERIES_STATES } from '../../src/domain/series/series.ts';
import { type Counts, f1, precision, recall } from '../counts.ts';
import { alignTable, cut, number, percent } from '../table.ts';
import { printUnfit } from '../unfit.ts';
import type { SeriesReport, SeriesScore } from './measure.ts';
import type { Placed } from './place.ts';

export function printSeries({ ours, asLabelled, withDisputes, disputed, unfit }: SeriesReport): string {
  const { series, postings, unplaced, pairs, parts } = asLabelled;
  return [
    `${number(postings)} labelled postings of ${number(series)} series; lorewatch has ${number(ours)} series. `,
    `${disputed} labels are disputed.\n${printUnfit(unfit)}`,
    `${unplaced.length} of the postings are in none of our series.\n`,
    '\ntwo postings of one series: every pair of labelled postings\n',
    alignTable(
      [
        ['', 'precision', 'recall', 'F1', 'found', 'false', 'missed'],
        line('as labelled', pairs.counts),
        line('with disputes', withDisputes.pairs.counts),
      ],
      [1, 2, 3, 4, 5, 6],
    ),
    '\nparts put together right\n',
    alignTable(
      [
        ['', 'postings', 'series'],
        ['as labelled', percent(parts.postings), percent(parts.series)],
        ['with disputes', percent(withDisputes.parts.postings), percent(withDisputes.parts.series)],
      ],
      [1, 2],
    ),
    '\nstates: a row for each status of the labels, a column for each of our states (as labelled)\n',
    printStates(asLabelled),
  ].join('');
}

function line(what: string, counts: Counts): string[] {
  const shares = [precision(counts), recall(counts), f1(counts)].map(percent);
  return [what, ...shares, ...[counts.hits, counts.false, counts.missed].map(number)];
}

function printStates({ states }: SeriesScore): string {
  const columns = [...SERIES_STATES, 'none'] as const;
  const rows = [...states.table].map(([status, row]) => [
    status,
    ...columns.map((state) => String(row.get(state) ?? '.')),
  ]);
  return alignTable(
    [['', ...columns], ...rows],
    columns.map((_, at) => at + 1),
  );
}

/** What is wrong by the labels as the disputes would have them: parts, then states, then links. */
export function printSeriesMistakes({ withDisputes }: SeriesReport, worst: number): string {
  return [
    ...withDisputes.parts.wrong.map(
      ({ posting, missing, extra }) =>
        `parts: ${name(posting)}\n${ids('missing', missing)}${ids('not of it', extra)}`,
    ),
    ...withDisputes.states.wrong.map(({ truth, series }) => {
      const seen = series?.evidence;
      const why = seen ? `  ${seen.messageId}, ${cut(seen.by, 60)}: ${cut(seen.quote, 80)}\n` : '';
      const said = series?.state ?? 'no such series';
      return `state: label ${truth.status}, we say ${said}: ${cut(truth.title, 70)} (${truth.series_id})\n${why}`;
    }),
    ...withDisputes.pairs.wrong.map(
      ({ what, one, other }) =>
        `${what}: ${name(one)}\n  ${what === 'joined' ? 'with' : 'from'} ${name(other)}\n`,
    ),
  ]
    .slice(0, worst)
    .map((text) => text.replace(/^/gm, '  ').trimEnd())
    .map((text) => `${text}\n`)
    .join('');
}

function name({ posting, place }: Placed): string {
  const where = place ? `r${place.revision.revision} of ${place.series.id}` : 'nowhere';
  return `${cut(posting.subject, 70)} (${posting.first_message_id}), here ${where}`;
}

function ids(what: string, list: readonly string[]): string {
  return list.length === 0 ? '' : `  ${what}: ${list.slice(0, 4).join(', ')} (${list.length})\n`;
}
