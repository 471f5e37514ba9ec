import { lastDue } from '../../domain/subscription/due.ts';
import { printCadence } from '../../domain/subscription/read-cadence.ts';
import type { Cadence, Subscription } from '../../domain/subscription/subscription.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OutboxStore, SubscriptionChange } from '../../ports/outbox.ts';
import { type Actor, announce } from './announce.ts';
import {
  type Names,
  type OptionWishes,
  readCadenceWish,
  readFilterWish,
  readOptionWishes,
} from './read-wish.ts';
import { noSubscription, type Refusal } from './refusal.ts';
import { cadenceTold, specialOptions } from './told.ts';

export type ChangeDeps = {
  readonly store: Pick<
    OutboxStore,
    'atomically' | 'subscription' | 'subscriptions' | 'changeSubscription' | 'lastNews' | 'enqueue'
  >;
  readonly now: Clock;
  /** Who does it; missing: the operator. */
  readonly by?: Actor | undefined;
};

/** What is undefined stays. */
export type Changes = OptionWishes & {
  readonly filter?: string | undefined;
  readonly cadence?: string | undefined;
};

export type Changed =
  | {
      readonly what: 'changed';
      readonly before: Subscription;
      readonly subscription: Subscription;
      /** What became known since then (ms) and was to come with the next digest comes no more: it is told at once now. */
      readonly untold: number | undefined;
    }
  /** It would be the same as this one. */
  | { readonly what: 'there'; readonly subscription: Subscription }
  | Refusal;

/** Changes a subscription, and tells its place. Each thing is still told once: what was posted at once is in no digest. */
export function changeSubscription(deps: ChangeDeps, names: Names, id: number, changes: Changes): Changed {
  const { store, now } = deps;
  return store.atomically((): Changed => {
    const before = store.subscription(id);
    if (!before) return noSubscription(id);
    const change = readChange(names, before, changes);
    if ('wrong' in change) return change;
    const moved = change.cadence && { ...change, ...restart(store, before, change.cadence, now()) };
    const same = sameAs(store, { ...before, ...change });
    if (same) return { what: 'there', subscription: same };
    const subscription = store.changeSubscription(id, moved ?? change);
    if (!subscription) return noSubscription(id);
    if (isChanged(before, subscription)) announce(deps, subscription, { what: 'changed' });
    const toNow = before.cadence.kind !== 'now' && subscription.cadence.kind === 'now';
    return { what: 'changed', before, subscription, untold: toNow ? before.digestUntil : undefined };
  });
}

/** The subscription as it would be; writes nothing. */
export function changedBy(names: Names, before: Subscription, changes: Changes): Subscription | Refusal {
  const change = readChange(names, before, changes);
  return 'wrong' in change ? change : { ...before, ...change };
}

function readChange(names: Names, before: Subscription, changes: Changes): SubscriptionChange | Refusal {
  const { filter: wanted, cadence: when } = changes;
  const filter = wanted === undefined ? undefined : readFilterWish(names, wanted);
  if (filter && 'wrong' in filter) return filter;
  const cadence = when === undefined ? undefined : readCadenceWish(when);
  if (cadence && 'wrong' in cadence) return cadence;
  const options = readOptionWishes(before.options, changes);
  if ('wrong' in options) return options;
  return { options, ...filter, ...(cadence && { cadence }) };
}

/** From one digest to another the next one goes on where the last one ended; between digest and `now` all begins anew. */
function restart(
  store: ChangeDeps['store'],
  before: Subscription,
  cadence: Cadence,
  now: number,
): Pick<Subscription, 'digestUntil' | 'digestNews'> | undefined {
  if (before.cadence.kind !== 'now' && cadence.kind !== 'now') return undefined;
  return { digestUntil: lastDue(cadence, now), digestNews: store.lastNews() };
}

function isChanged(before: Subscription, after: Subscription): boolean {
  const terms = ({ filter, cadence, options }: Subscription): string =>
    JSON.stringify([filter, cadenceTold(cadence), specialOptions(options)]);
  return terms(before) !== terms(after);
}

function sameAs(store: ChangeDeps['store'], wanted: Subscription): Subscription | undefined {
  return store
    .subscriptions(wanted.target.text)
    .find(
      ({ id, filter, cadence }) =>
        id !== wanted.id && filter === wanted.filter && isSameCadence(cadence, wanted.cadence),
    );
}

function isSameCadence(one: Cadence, other: Cadence): boolean {
  return printCadence(one) === printCadence(other);
}
