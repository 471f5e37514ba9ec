import type { Series } from '../../domain/series/series.ts';
import type { Topic } from '../../domain/topic.ts';
import { listSeries, type SeriesStore } from '../../pipeline/series.ts';

/** For so long nobody minds that a figure of months, or what is offered while he types, is not of this moment. ms */
const FRESH = 60_000;

type Options = { readonly all: boolean; readonly now: number };
type Kept = { readonly at: number; readonly topic: Topic; readonly series: readonly Series[] };

const kept = new WeakMap<object, Kept>();

/** All series of the topic, as they were told within the last minute: telling all anew takes longer than people wait. */
export function recentSeries(store: SeriesStore, topic: Topic, options: Options): readonly Series[] {
  if (options.all) return listSeries(store, topic, options);
  const known = kept.get(store);
  const age = known === undefined ? Number.POSITIVE_INFINITY : options.now - known.at;
  if (known !== undefined && known.topic === topic && age >= 0 && age < FRESH) return known.series;
  const series = listSeries(store, topic, options);
  kept.set(store, { at: options.now, topic, series });
  return series;
}
