import { type Counts, f1, precision, recall } from './counts.ts';
import { verdictOn } from './figures.ts';
import type { MilestonesReport } from './milestones/measure.ts';
import type { MilestoneScore } from './milestones/score.ts';
import type { RelevanceReport } from './relevance/measure.ts';
import type { RelevanceScore } from './relevance/score.ts';
import { figuresOf, type Report } from './report.ts';
import type { SeriesReport, SeriesScore } from './series/measure.ts';

/** The report as one JSON object, with so many of the worst mistakes in each section. */
export function reportObject(report: Report, worst: number): object {
  const { relevance, series, milestones } = report;
  return {
    figures: figuresOf(report).map((figure) => {
      const { id, what, bound, target, asLabelled, withDisputes } = figure;
      const values = { as_labelled: asLabelled ?? null, with_disputes: withDisputes ?? null };
      return { id, what, ...values, bound, target, ok: verdictOn(asLabelled, figure) === 'ok' };
    }),
    ...(relevance && { relevance: relevanceObject(relevance, worst) }),
    ...(series && { series: seriesObject(series, worst) }),
    ...(milestones && { milestones: milestonesObject(milestones, worst) }),
  };
}

function relevanceObject(report: RelevanceReport, worst: number): object {
  const { mails, labelled, otherwise, asLabelled, withDisputes, calibration, rules, mistakes, disputed } =
    report;
  return {
    mails,
    labelled,
    disputed,
    store_differs: otherwise,
    as_labelled: scoreObject(asLabelled),
    with_disputes: scoreObject(withDisputes),
    calibration,
    rules,
    mistakes: mistakes.slice(0, worst),
  };
}

function scoreObject({ ours, matchers, categories, confusion }: RelevanceScore): object {
  const scoped = ({ patch, all }: { patch: Counts; all: Counts }) => ({
    patch: countsObject(patch),
    all: countsObject(all),
  });
  return {
    ours: scoped(ours),
    naive: Object.fromEntries([...matchers].map(([id, counts]) => [id, scoped(counts)])),
    categories,
    confusion: Object.fromEntries([...confusion].map(([truth, row]) => [truth, Object.fromEntries(row)])),
  };
}

function countsObject(counts: Counts): object {
  return {
    ...counts,
    precision: precision(counts) ?? null,
    recall: recall(counts) ?? null,
    f1: f1(counts) ?? null,
  };
}

function seriesObject({ ours, disputed, asLabelled, withDisputes }: SeriesReport, worst: number): object {
  return {
    ours,
    disputed,
    as_labelled: seriesScoreObject(asLabelled, worst),
    with_disputes: seriesScoreObject(withDisputes, worst),
  };
}

function seriesScoreObject(score: SeriesScore, worst: number): object {
  const { series, postings, unplaced, pairs, parts, states } = score;
  return {
    series,
    postings,
    unplaced,
    links: {
      ...countsObject(pairs.counts),
      wrong: pairs.wrong.slice(0, worst).map(({ what, one, other }) => ({
        what,
        one: one.posting.first_message_id,
        other: other.posting.first_message_id,
      })),
    },
    parts: {
      postings: parts.postings ?? null,
      series: parts.series ?? null,
      wrong: parts.wrong.slice(0, worst).map(({ posting, missing, extra }) => ({
        posting: posting.posting.first_message_id,
        missing,
        extra,
      })),
    },
    states: {
      right: states.right ?? null,
      table: Object.fromEntries([...states.table].map(([status, row]) => [status, Object.fromEntries(row)])),
      wrong: states.wrong.slice(0, worst).map(({ truth, series: ours }) => ({
        series: truth.series_id,
        status: truth.status,
        state: ours?.state ?? null,
        evidence: ours?.evidence ?? null,
      })),
    },
  };
}

function milestonesObject(report: MilestonesReport, worst: number): object {
  const { reported, asLabelled, withDisputes, byMail, disputed } = report;
  return {
    disputed,
    as_labelled: milestoneScoreObject(asLabelled, worst),
    with_disputes: milestoneScoreObject(withDisputes, worst),
    by_mail: milestoneScoreObject(byMail, worst),
    reported: reported.map(({ id, type, title, significance, date, messageId }) => ({
      id,
      type,
      title,
      significance,
      date: new Date(date).toISOString(),
      message_id: messageId,
    })),
  };
}

function milestoneScoreObject(score: MilestoneScore, worst: number): object {
  const { events, found, missed, lookAlikes, taken, takenRows } = score;
  return {
    events,
    found: found ?? null,
    missed: missed.slice(0, worst).map(({ type, stem, rows }) => ({
      type,
      stem,
      message_ids: rows.map(({ message_id: id }) => id),
    })),
    look_alikes: lookAlikes,
    taken: taken ?? null,
    taken_message_ids: takenRows.slice(0, worst).map(({ message_id: id }) => id),
  };
}
