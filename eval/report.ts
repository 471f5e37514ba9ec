import { plain } from '../src/cli/plain.ts';
import type { Style } from '../src/cli/style.ts';
import { type Figure, verdictOn } from './figures.ts';
import type { MilestonesReport } from './milestones/measure.ts';
import { printMilestoneMistakes, printMilestones } from './milestones/print.ts';
import type { RelevanceReport } from './relevance/measure.ts';
import { printMistakes, printRelevance } from './relevance/print.ts';
import type { SeriesReport } from './series/measure.ts';
import { printSeries, printSeriesMistakes } from './series/print.ts';
import { alignTable, percent } from './table.ts';

/** What was measured; a section that was not asked for is undefined. */
export type Report = {
  readonly relevance: RelevanceReport | undefined;
  readonly series: SeriesReport | undefined;
  readonly milestones: MilestonesReport | undefined;
};

export function figuresOf({ relevance, series, milestones }: Report): Figure[] {
  return [relevance, series, milestones].flatMap((section) => section?.figures ?? []);
}

/** The whole report as text; the figures first, each section with its worst mistakes after them. */
export function printReport(report: Report, worst: number, style: Style): string {
  const { relevance, series, milestones } = report;
  const figures = printFigures(figuresOf(report)).replace(/\b(?:BELOW|ABOVE)\b/g, style.red);
  const parts = [`${style.bold('FIGURES')}\n\n${figures}`];
  if (relevance) {
    parts.push(section('RELEVANCE', printRelevance(relevance), style));
    parts.push(section('RELEVANCE: THE WORST MISTAKES', printMistakes(relevance.mistakes, worst), style));
  }
  if (series) {
    parts.push(section('SERIES', printSeries(series), style));
    parts.push(section('SERIES: MISTAKES', printSeriesMistakes(series, worst), style));
  }
  if (milestones) {
    parts.push(section('MILESTONES', printMilestones(milestones), style));
    parts.push(section('MILESTONES: MISTAKES', printMilestoneMistakes(milestones, worst), style));
  }
  return parts.join('\n');
}

/** Subjects and names are a stranger's: what a terminal would obey is taken out before colour is added. */
function section(title: string, text: string, { bold }: Style): string {
  return `${bold(title)}\n\n${plain(text) || '  none\n'}`;
}

function printFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { what, bound, target, asLabelled, withDisputes, plain: isPlain } = figure;
    const show = (value: number | undefined) => (isPlain ? (value?.toFixed(2) ?? '-') : percent(value));
    const wanted = `${bound === 'least' ? '>=' : '<='} ${isPlain ? target : `${Math.round(target * 100)} %`}`;
    return [
      what,
      show(asLabelled),
      verdictOn(asLabelled, figure),
      show(withDisputes),
      verdictOn(withDisputes, figure),
      wanted,
    ];
  });
  return alignTable([['', 'as labelled', '', 'with disputes', '', 'target'], ...rows], [1, 3]);
}
