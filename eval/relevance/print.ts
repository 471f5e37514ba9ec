import { CATEGORIES } from '../../src/domain/verdict.ts';
import { type Counts, f1, precision, recall } from '../counts.ts';
import { alignTable, cut, number, percent } from '../table.ts';
import { printUnfit } from '../unfit.ts';
import { MATCHERS } from './matchers.ts';
import type { RelevanceReport } from './measure.ts';
import type { Mistake } from './mistakes.ts';

/** Rules with no more wrong verdicts than this are not worth a line. */
const QUIET = 1;
const MAX_RULES = 15;

export function printRelevance(report: RelevanceReport): string {
  const { mails, labelled, otherwise, disputed, unfit } = report;
  return [
    `${number(mails)} mails; ${number(labelled)} have a label, the others count as none. `,
    `Patch mails: those whose label has the kind "patch", and what we hold for one where there is no label.\n`,
    `${disputed} labels are disputed (docs/truth-disputes.md).\n`,
    otherwise.length === 0 ? '' : `The store says another category of ${number(otherwise.length)} mails.\n`,
    printUnfit(unfit),
    `\npatch mails, relevant = yes\n${printCounts(report, 'patch')}`,
    `\nall mails, relevant = yes\n${printCounts(report, 'all')}`,
    `\ncategories: a row for each label, a column for each verdict (as labelled)\n${printConfusion(report)}`,
    `\nconfidence: what we say, and how many of these verdicts have the right category (as labelled)\n`,
    printCalibration(report),
    '\nrules that spoke first for wrong verdicts (with disputes)\n',
    printRules(report),
  ].join('');
}

function printCounts({ asLabelled, withDisputes }: RelevanceReport, scope: 'patch' | 'all'): string {
  const naive = MATCHERS.flatMap(({ id, what }) => {
    const counts = asLabelled.matchers.get(id);
    return counts ? [line(what, counts[scope])] : [];
  });
  return alignTable(
    [
      ['', 'precision', 'recall', 'F1', 'found', 'false', 'missed', 'weak'],
      line('lorewatch', asLabelled.ours[scope]),
      line('lorewatch, with disputes', withDisputes.ours[scope]),
      ...naive,
    ],
    [1, 2, 3, 4, 5, 6, 7],
  );
}

function line(what: string, counts: Counts): string[] {
  const { hits, false: wrong, missed, spared } = counts;
  const shares = [precision(counts), recall(counts), f1(counts)].map(percent);
  return [what, ...shares, ...[hits, wrong, missed, spared].map(number)];
}

function printConfusion({ asLabelled: { confusion } }: RelevanceReport): string {
  const rows = CATEGORIES.map((truth) => [
    truth,
    ...CATEGORIES.map((said) => {
      const count = confusion.get(truth)?.get(said) ?? 0;
      return count === 0 ? '.' : number(count);
    }),
  ]);
  return alignTable(
    [['', ...CATEGORIES], ...rows],
    CATEGORIES.map((_, at) => at + 1),
  );
}

function printCalibration({ calibration }: RelevanceReport): string {
  const rows = calibration
    .filter((bin) => bin.mails > 0)
    .map(({ from, to, mails, confidence, right }) => [
      `${from.toFixed(2)}-${to.toFixed(2)}`,
      number(mails),
      percent(confidence),
      percent(right),
    ]);
  return alignTable([['', 'mails', 'we say', 'right'], ...rows], [1, 2, 3]);
}

function printRules({ rules }: RelevanceReport): string {
  const rows = rules
    .filter(({ wrong }) => wrong > QUIET)
    .slice(0, MAX_RULES)
    .map(({ rule, mails, wrong }) => [rule, number(wrong), number(mails), percent(1 - wrong / mails)]);
  return alignTable([['rule', 'wrong', 'of', 'right'], ...rows], [1, 2, 3]);
}

/** The worst mistakes, each with what was seen. */
export function printMistakes(mistakes: readonly Mistake[], worst: number): string {
  const shown = mistakes.slice(0, worst).map((mistake, at) => {
    const { what, truth, ours, confidence, messageId, subject, label, evidence } = mistake;
    const seen = evidence.map(({ rule, where, text }) => `     ${rule} (${where}): ${cut(text, 100)}\n`);
    return [
      `${String(at + 1).padStart(3)}. ${what}: label ${truth}, we say ${ours} (${confidence.toFixed(2)})\n`,
      `     ${cut(subject, 110)}\n     ${messageId}\n     label: ${cut(label, 100)}\n`,
      ...seen,
    ].join('');
  });
  return shown.join('');
}
