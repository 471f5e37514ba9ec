import type { Series, SeriesState } from '../../src/domain/series/series.ts';
import { countIn, type Share, share } from '../counts.ts';
import type { STATUSES, TruthSeries } from '../truth.ts';
import type { Placed } from './place.ts';

export type Status = (typeof STATUSES)[number];

const OPEN: readonly SeriesState[] = ['rfc', 'posted', 'reviewed', 'stale'];
const LANDED: readonly SeriesState[] = ['applied', 'merged', 'released'];

/** What may be said of a series that has this status by the label. */
const ALLOWED: Readonly<Record<Status, readonly SeriesState[]>> = {
  applied: LANDED,
  'unknown-in-archive': OPEN,
  // Not shown by the archive, or true of a part only: anything but that it was turned down.
  'merged-outside-these-lists': [...OPEN, ...LANDED, 'superseded'],
  'partly-applied-earlier': [...OPEN, ...LANDED, 'superseded'],
};

export type WrongState = { readonly truth: TruthSeries; readonly series: Series | undefined };

export type StateScore = {
  readonly right: Share;
  /** status -> our state -> series; `none` where we have no such series. */
  readonly table: ReadonlyMap<Status, ReadonlyMap<SeriesState | 'none', number>>;
  readonly wrong: readonly WrongState[];
};

/** Compares the state of the series that holds the newest labelled posting with the label's status. */
export function scoreStates(postings: readonly Placed[]): StateScore {
  const newest = new Map<TruthSeries, Series | undefined>();
  const byDate = [...postings].sort((a, b) => Date.parse(a.posting.date) - Date.parse(b.posting.date));
  for (const { truth, place } of byDate) newest.set(truth, place?.series ?? newest.get(truth));
  const table = new Map<Status, Map<SeriesState | 'none', number>>();
  const wrong: WrongState[] = [];
  for (const [truth, series] of newest) {
    const row = table.get(truth.status) ?? new Map<SeriesState | 'none', number>();
    table.set(truth.status, row);
    countIn(row, series?.state ?? 'none');
    if (!series || !ALLOWED[truth.status].includes(series.state)) wrong.push({ truth, series });
  }
  return { right: share(newest.size - wrong.length, newest.size), table, wrong };
}
