import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import type { World } from '../../test/fakes/world.ts';
import { readArrivals } from './arrivals.ts';
import { type Judged, judgeTarget, type Told } from './delivered.ts';
import { balance } from './ledger.ts';
import type { Places } from './places.ts';
import type { Subscribed } from './subscriptions.ts';

/** Every source is asked each minute. */
const ASKED = 75_000;
/** Three lists, releases, commits, advisories, the press. */
const SOURCES = 7;
const ROWS = 1_000_000;

/** Whether every source and every archive was read to its end once. */
export function firstRead(data: string): boolean {
  return look(
    data,
    (store) => {
      const states = store.sourceStates();
      const archives = store.archives();
      return (
        states.length >= SOURCES &&
        states.every(({ lastSuccess }) => lastSuccess !== undefined) &&
        archives.length > 0 &&
        archives.every(({ isFirstReading }) => !isFirstReading)
      );
    },
    false,
  );
}

/** Whether all that was published is known, matched and told, as far as it can be. */
export function drained(world: World, data: string, takenOut: ReadonlySet<string>, since: number): boolean {
  if (Date.now() < since + ASKED || balance(world, data, takenOut).some(({ lost }) => lost > 0)) return false;
  return look(data, (store) => store.matchedUpTo() >= store.lastNews() && waiting(store) === 0, false);
}

export function whatWaits(data: string): string {
  return look(
    data,
    (store) => {
      const counts = Object.entries(store.countDeliveries()).map(([state, count]) => `${count} ${state}`);
      return `${counts.join(', ')}; ${waiting(store)} wait, matched ${store.matchedUpTo()} of ${store.lastNews()}`;
    },
    'no store',
  );
}

export function judge(
  data: string,
  subscribed: readonly Subscribed[],
  places: Places,
  judged: Omit<Judged, 'store' | 'rows'>,
): Told[] {
  return look(
    data,
    (store) => {
      const rows = store.deliveries({ limit: ROWS });
      const byTarget = Map.groupBy(subscribed, ({ target }) => target);
      const arrivals = readArrivals(places, [...byTarget.keys()], rows);
      return [...byTarget].map(([target, own]) =>
        judgeTarget(target, own, arrivals.get(target) ?? [], { ...judged, store, rows }),
      );
    },
    [],
  );
}

/** A summary waits for its hour. */
function waiting(store: Pick<Store, 'deliveries'>): number {
  const rows = store.deliveries({ states: ['pending', 'sending', 'failed'], limit: ROWS });
  return rows.filter(({ kind, due }) => kind !== 'summary' || due <= Date.now()).length;
}

/** Asks the store of the running daemon; `otherwise` where there is none yet. */
function look<T>(data: string, ask: (store: Store) => T, otherwise: T): T {
  let store: Store;
  try {
    store = openStore(data, 'read', Date.now);
  } catch {
    return otherwise;
  }
  try {
    return ask(store);
  } finally {
    store.close();
  }
}
