import type { Answer, AnswerPart } from '../domain/answer/answer.ts';
import { SHARE_OPTION } from '../domain/answer/command-spec.ts';
import { figure } from '../domain/compose/figure.ts';
import type { Period } from '../domain/compose/period.ts';
import type { Filter } from '../domain/filter/ast.ts';
import {
  CHART_MEASURES,
  type ChartMeasure,
  type PersonTally,
  type StatsReport,
} from '../domain/stats/stats.ts';
import { listSeries } from '../pipeline/series.ts';
import { askStats, type ListSeries } from '../pipeline/stats.ts';
import type { Store } from '../ports/store.ts';
import { type CommandDeps, defineCommand, type Wrong } from './command.ts';
import { readFilterText } from './told/filter-text.ts';
import { answerTitle, counted, sideBySide } from './told/phrases.ts';
import { recentSeries } from './told/recent.ts';
import { readStatsPeriod } from './told/stats-period.ts';

const AREAS_SHOWN = 6;
const PEOPLE_SHOWN = 5;

export type StatsWish = {
  /** By what was read: from the oldest mail to the newest. */
  readonly periodOf: (span: Period | undefined) => Period | Wrong;
  readonly filter: Filter;
};

/** Counts what the store holds of a time. */
export function askReport(
  { store, topic, now }: Pick<CommandDeps, 'store' | 'topic' | 'now'>,
  { periodOf, filter }: StatsWish,
  list: ListSeries<Store> = listSeries,
): StatsReport | Wrong {
  const period = periodOf(store.span());
  if ('wrong' in period) return period;
  return askStats(store, topic, { period, filter, now: now() }, list);
}

type Wish = StatsWish & { readonly measure: ChartMeasure };

export const statsCommand = defineCommand<Wish>({
  spec: {
    name: 'stats',
    summary: 'mails, series, patches, contributors and reviewers, month by month',
    detail: `Months are calendar months in UTC; without options the last twelve up to the newest mail. The words are a
filter, as of search: only what matches is counted.`,
    options: [
      { name: 'filter', summary: 'only what matches: area:drm', kind: 'text', suggests: 'filter' },
      { name: 'measure', summary: 'what the bars show', kind: 'text', choices: CHART_MEASURES },
      { name: 'since', summary: 'a date (UTC), or a span such as 90d', kind: 'text' },
      SHARE_OPTION,
    ],
    rest: 'filter',
    manages: false,
    examples: ['stats', 'stats area:gpio', 'stats --measure contributors --since 90d'],
  },
  read: ({ values: { filter: text = '', measure, since } }, { topic, now }) => {
    const filter = readFilterText(topic, text);
    if ('wrong' in filter) return filter;
    const times = { since: since || undefined, until: undefined };
    const periodOf = readStatsPeriod(times, now(), (option) => `\`${option}\``);
    if ('wrong' in periodOf) return periodOf;
    return { periodOf, filter, measure: CHART_MEASURES.find((each) => each === measure) ?? 'patches' };
  },
  act: (deps, wish, _asker, ask): Answer | Wrong => {
    const report = askReport(deps, wish, recentSeries);
    if ('wrong' in report) return report;
    const { months, title, filter, notes } = report;
    const range = [...new Set([months.at(0)?.month, months.at(-1)?.month])].filter(
      (each) => each !== undefined,
    );
    const what = [range.join(' to '), filter === null ? '' : `only ${filter}`].filter((each) => each !== '');
    return {
      tone: 'told',
      title: answerTitle(`${title}: ${wish.measure} a month${what.length > 0 ? `, ${what.join(', ')}` : ''}`),
      parts: [
        ...(months.length === 0 ? [] : [{ what: 'chart', report, measure: wish.measure } as const]),
        factsOf(report),
        ...(notes.length === 0 ? [] : [{ what: 'text', lines: notes.map((note) => [note]) } as const]),
      ],
      buttons: [],
      ask,
    };
  },
});

function factsOf({ total, areas, topContributors, topReviewers }: StatsReport): AnswerPart {
  const { mails, read, patches, series, revisions, landed, contributors, newcomers, reviewers } = total;
  const people = (tallies: readonly PersonTally[]): string[] =>
    tallies.slice(0, PEOPLE_SHOWN).map(({ name, count }) => `${name} ${figure(count)}`);
  const facts = [
    { label: 'Mails', value: [`${figure(mails)} of ${figure(read)} read`] },
    { label: 'Patches', value: [figure(patches)] },
    {
      label: 'Series',
      value: sideBySide([
        `${figure(series)} new`,
        counted(revisions, 'revision'),
        `${figure(landed)} landed`,
      ]),
    },
    {
      label: 'People',
      value: sideBySide([
        `${figure(contributors)} sent patches`,
        newcomers === null ? undefined : `${figure(newcomers)} for the first time`,
        `${figure(reviewers)} reviewed`,
      ]),
    },
    {
      label: 'Areas',
      value: sideBySide(areas.slice(0, AREAS_SHOWN).map(({ area, mails: own }) => `${area} ${figure(own)}`)),
    },
    { label: 'Most patches', value: sideBySide(people(topContributors)) },
    { label: 'Most reviews', value: sideBySide(people(topReviewers)) },
  ];
  return { what: 'facts', facts: facts.filter(({ value }) => value.length > 0) };
}
