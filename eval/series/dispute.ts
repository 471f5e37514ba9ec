import type { Dispute, Disputed } from '../disputes.ts';
import { STATUSES, type TruthPosting, type TruthSeries } from '../truth.ts';

/**
 * The labelled series with the disputed ones set right. A dispute names a posting by its first mail, quotes
 * the label (`series ID` or `status X`) and says what is right: `one posting with ID` and `one series with
 * ID`, both naming the first mail of another labelled posting, or `status X`.
 */
export function disputeSeries(
  truth: readonly TruthSeries[],
  disputes: readonly Dispute[],
): Disputed<readonly TruthSeries[]> {
  let series = truth;
  const unfit: Dispute[] = [];
  for (const dispute of disputes) {
    const changed = applyDispute(series, dispute);
    if (changed) series = changed;
    else unfit.push(dispute);
  }
  return { truth: series, unfit };
}

function applyDispute(
  series: readonly TruthSeries[],
  { messageId, truth, ours }: Dispute,
): readonly TruthSeries[] | undefined {
  const own = find(series, messageId);
  if (!own) return undefined;
  const status = STATUSES.find((one) => ours === `status ${one}`);
  if (status !== undefined) {
    const fits = truth === `status ${own.series.status}`;
    return fits ? replace(series, [own.series], { ...own.series, status }) : undefined;
  }
  const [, what, id = ''] = /^one (posting|series) with `?([^`\s]{1,998})`?$/.exec(ours) ?? [];
  const other = find(series, id);
  if (!other || what === undefined || !own.ids.has(truth.replace(/^series `?([^`]*)`?$/, '$1')))
    return undefined;
  return merge(series, own, other, what === 'posting');
}

type Found = {
  readonly series: TruthSeries;
  readonly posting: TruthPosting;
  /** The names under which the series goes. */
  readonly ids: ReadonlySet<string>;
};

function find(all: readonly TruthSeries[], id: string): Found | undefined {
  for (const series of all) {
    const posting = series.postings.find(
      ({ first_message_id: first, patch_message_ids: parts }) => first === id || parts.includes(id),
    );
    if (posting) return { series, posting, ids: new Set(series.series_id.split(' + ')) };
  }
  return undefined;
}

function merge(
  all: readonly TruthSeries[],
  own: Found,
  other: Found,
  onePosting: boolean,
): readonly TruthSeries[] {
  const apart = own.series !== other.series;
  const together = apart ? [...other.series.postings, ...own.series.postings] : own.series.postings;
  const joined = {
    ...other.posting,
    patch_message_ids: [...new Set([...other.posting.patch_message_ids, ...own.posting.patch_message_ids])],
  };
  const postings = onePosting
    ? together.flatMap((one) => (one === other.posting ? [joined] : one === own.posting ? [] : [one]))
    : together;
  const merged: TruthSeries = {
    ...other.series,
    series_id: apart ? `${other.series.series_id} + ${own.series.series_id}` : own.series.series_id,
    // What one half shows of the end holds for the whole.
    status: other.series.status === 'unknown-in-archive' ? own.series.status : other.series.status,
    postings,
  };
  return replace(all, [own.series, other.series], merged);
}

function replace(
  all: readonly TruthSeries[],
  old: readonly TruthSeries[],
  fresh: TruthSeries,
): readonly TruthSeries[] {
  return [...all.filter((series) => !old.includes(series)), fresh];
}
