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

type Filters = Pick<Subscribers, 'matching'> & { readonly asks: ReadonlyMap<string, Asks> };
type Known = Subscribers & { readonly version: number };

// They change seldom, and reading ten thousand of them costs more than holding a mail against them.
const loaded = new WeakMap<object, Known>();

/** Those that are told at once: of everything, or of milestones. */
export function loadSubscribers(
  store: Pick<SubscriptionStore, 'subscriptions' | 'subscriptionsVersion'>,
): Subscribers {
  // Asked first: what changes in between is read again the next time.
  const version = store.subscriptionsVersion();
  const known = loaded.get(store);
  if (known?.version === version) return known;
  const wanted = store
    .subscriptions()
    .filter(({ cadence, options }) => cadence.kind === 'now' || options.milestonesNow);
  const { asks, matching } = compile(wanted);
  const byId = new Map<number, Subscriber>();
  for (const one of wanted) {
    const own = asks.get(one.filter);
    if (own) byId.set(one.id, { ...one, asks: own });
  }
  const read: Known = { byId, matching, version };
  loaded.set(store, read);
  return read;
}

/** A filter that cannot be read any more matches nothing; whoever lists subscriptions is told. */
function compile(wanted: readonly Subscription[]): Filters {
  const asks = new Map<string, Asks>();
  const parsed = wanted.flatMap(({ id, filter: text }) => {
    const read = parseFilter(text);
    if (!read.ok) return [];
    if (!asks.has(text)) asks.set(text, readAsks(read.filter));
    return [{ id, filter: read.filter }];
  });
  return { asks, matching: compileFilters(parsed) };
}
