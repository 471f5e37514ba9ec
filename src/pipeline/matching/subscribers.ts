import { compileFilters } from '../../domain/filter/many.ts';
import { parseFilter } from '../../domain/filter/parse.ts';
import type { FilterSubject } from '../../domain/filter/subject.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { SubscriptionStore } from '../../ports/outbox.ts';
import { type Asks, readAsks } from './asks.ts';
import type { Subscriber } from './subscriber.ts';

export type Subscribers = {
  readonly byId: ReadonlyMap<number, Subscriber>;
  /** Ids of those whose filter holds, ascending. */
  readonly matching: (subject: FilterSubject) => readonly number[];
};

type Filters = Pick<Subscribers, 'matching'> & {
  readonly print: string;
  readonly asks: ReadonlyMap<string, Asks>;
};

// Filters change seldom, and reading ten thousand of them costs more than holding a mail against them.
const compiled = new WeakMap<object, Filters>();

/** Those that are told at once: of everything, or of milestones. */
export function loadSubscribers(store: Pick<SubscriptionStore, 'subscriptions'>): Subscribers {
  const wanted = store
    .subscriptions()
    .filter(({ cadence, options }) => cadence.kind === 'now' || options.milestonesNow);
  const print = wanted.map(({ id, filter }) => `${id} ${filter}`).join('\n');
  const known = compiled.get(store);
  const filters = known?.print === print ? known : compile(wanted, print);
  compiled.set(store, filters);
  const byId = new Map<number, Subscriber>();
  for (const one of wanted) {
    const asks = filters.asks.get(one.filter);
    if (asks) byId.set(one.id, { ...one, asks });
  }
  return { byId, matching: filters.matching };
}

/** A filter that cannot be read any more matches nothing; whoever lists subscriptions is told. */
function compile(wanted: readonly Subscription[], print: string): Filters {
  const asks = new Map<string, Asks>();
  const parsed = wanted.flatMap(({ id, filter: text }) => {
    const read = parseFilter(text);
    if (!read.ok) return [];
    if (!asks.has(text)) asks.set(text, readAsks(read.filter));
    return [{ id, filter: read.filter }];
  });
  return { print, asks, matching: compileFilters(parsed) };
}
