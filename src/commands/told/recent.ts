import type { Milestone } from '../../domain/milestone/milestone.ts';
import type { Series } from '../../domain/series/series.ts';
import type { Topic } from '../../domain/topic.ts';
import { listMilestones, type MilestoneStore } from '../../pipeline/milestones.ts';
import { listSeries, type SeriesStore } from '../../pipeline/series.ts';
import type { Store } from '../../ports/store.ts';

/** What came as history meanwhile, nobody misses for so long; news is told at once. ms */
const FRESH = 60_000;

type Kept<T> = {
  readonly at: number;
  readonly news: number;
  readonly topic: Topic;
  readonly told: readonly T[];
};
type Options = { readonly now: number };
type Asked<S> = S & Pick<Store, 'lastNews'>;

/** Telling everything anew takes longer than people wait: kept until there is news, for a minute at most. */
function recently<S, T>(
  tell: (store: S, topic: Topic, options: Options) => readonly T[],
): (store: Asked<S>, topic: Topic, options: Options) => readonly T[] {
  const kept = new WeakMap<object, Kept<T>>();
  return (store, topic, options) => {
    const known = kept.get(store);
    const news = store.lastNews();
    const age = options.now - (known?.at ?? Number.NEGATIVE_INFINITY);
    if (known?.topic === topic && known.news === news && age >= 0 && age < FRESH) return known.told;
    const told = tell(store, topic, options);
    kept.set(store, { at: options.now, news, topic, told });
    return told;
  };
}

/** All series of the topic. */
export const recentSeries = recently<SeriesStore, Series>((store, topic, { now }) =>
  listSeries(store, topic, { all: false, now }),
);

/** All milestones that are known by now, oldest first. */
export const recentMilestones = recently<MilestoneStore, Milestone>(listMilestones);
