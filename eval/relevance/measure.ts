import { precision, recall, share } from '../counts.ts';
import type { Dispute } from '../disputes.ts';
import { createFigure, type Figure } from '../figures.ts';
import { type Bin, calibrate } from './calibration.ts';
import { disputeLabels } from './dispute.ts';
import type { Judged, Labels } from './judged.ts';
import { findMistakes, type Mistake } from './mistakes.ts';
import { type RuleRecord, recordRules } from './rules.ts';
import { type RelevanceScore, scoreRelevance } from './score.ts';

export type RelevanceReport = {
  readonly mails: number;
  /** Mails that a row of the labels names. */
  readonly labelled: number;
  readonly figures: readonly Figure[];
  readonly asLabelled: RelevanceScore;
  readonly withDisputes: RelevanceScore;
  readonly calibration: readonly Bin[];
  readonly rules: readonly RuleRecord[];
  /** What is wrong by the labels as the disputes would have them, the worst first. */
  readonly mistakes: readonly Mistake[];
  /** Mails of which the store says another category than `classify`. */
  readonly otherwise: readonly string[];
  readonly disputed: number;
  readonly unfit: readonly Dispute[];
};

/** Compares every mail with its label, and with what the disputes make of the label. */
export function measureRelevance(
  mails: readonly Judged[],
  labels: Labels,
  disputes: readonly Dispute[],
  otherwise: readonly string[],
): RelevanceReport {
  const { truth, unfit } = disputeLabels(labels, disputes, mails);
  const asLabelled = scoreRelevance(mails, labels);
  const withDisputes = scoreRelevance(mails, truth);
  return {
    mails: mails.length,
    labelled: mails.filter(({ messageId }) => labels.has(messageId)).length,
    figures: makeFigures(asLabelled, withDisputes),
    asLabelled,
    withDisputes,
    calibration: calibrate(mails, labels),
    rules: recordRules(mails, truth),
    mistakes: findMistakes(mails, truth),
    otherwise,
    disputed: disputes.length - unfit.length,
    unfit,
  };
}

function makeFigures(one: RelevanceScore, other: RelevanceScore): Figure[] {
  const right = ({ categories }: RelevanceScore) => share(categories.right, categories.of);
  return [
    createFigure('patch.precision', precision(one.ours.patch), precision(other.ours.patch)),
    createFigure('patch.recall', recall(one.ours.patch), recall(other.ours.patch)),
    createFigure('all.precision', precision(one.ours.all), precision(other.ours.all)),
    createFigure('all.recall', recall(one.ours.all), recall(other.ours.all)),
    createFigure('category', right(one), right(other)),
  ];
}
