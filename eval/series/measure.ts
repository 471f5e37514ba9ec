import type { Series } from '../../src/domain/series/series.ts';
import { precision, recall } from '../counts.ts';
import type { Dispute } from '../disputes.ts';
import { createFigure, type Figure } from '../figures.ts';
import type { TruthSeries } from '../truth.ts';
import { disputeSeries } from './dispute.ts';
import { type PairScore, scorePairs } from './pairs.ts';
import { type PartsScore, scoreParts } from './parts.ts';
import { placePostings } from './place.ts';
import { type StateScore, scoreStates } from './states.ts';

export type SeriesScore = {
  readonly series: number;
  readonly postings: number;
  readonly unplaced: readonly string[];
  readonly pairs: PairScore;
  readonly parts: PartsScore;
  readonly states: StateScore;
};

export type SeriesReport = {
  /** How many series lorewatch has in all. */
  readonly ours: number;
  readonly figures: readonly Figure[];
  readonly asLabelled: SeriesScore;
  readonly withDisputes: SeriesScore;
  readonly disputed: number;
  readonly unfit: readonly Dispute[];
};

/** Compares our series with the labelled ones; `held` are the mails of the archive. */
export function measureSeries(
  series: readonly Series[],
  labels: readonly TruthSeries[],
  disputes: readonly Dispute[],
  held: ReadonlySet<string>,
): SeriesReport {
  const { truth, unfit } = disputeSeries(labels, disputes);
  const asLabelled = score(labels, series, held);
  const withDisputes = score(truth, series, held);
  const both = (pick: (one: SeriesScore) => number | undefined) =>
    [pick(asLabelled), pick(withDisputes)] as const;
  return {
    ours: series.length,
    figures: [
      createFigure('links.precision', ...both(({ pairs }) => precision(pairs.counts))),
      createFigure('links.recall', ...both(({ pairs }) => recall(pairs.counts))),
      createFigure('parts', ...both(({ parts }) => parts.series)),
      createFigure('state', ...both(({ states }) => states.right)),
    ],
    asLabelled,
    withDisputes,
    disputed: disputes.length - unfit.length,
    unfit,
  };
}

function score(
  truth: readonly TruthSeries[],
  series: readonly Series[],
  held: ReadonlySet<string>,
): SeriesScore {
  const postings = placePostings(truth, series, held);
  return {
    series: new Set(postings.map((one) => one.truth)).size,
    postings: postings.length,
    unplaced: postings.flatMap(({ place, posting }) =>
      place === undefined ? [posting.first_message_id] : [],
    ),
    pairs: scorePairs(postings),
    parts: scoreParts(postings),
    states: scoreStates(postings),
  };
}
