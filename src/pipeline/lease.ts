import type { Clock } from '../ports/clock.ts';
import type { ItemStore, Lease } from '../ports/item-store.ts';

/** How long a lease is good when nobody prolongs it, and how often that is done (ms). */
const GOOD_FOR = 5 * 60_000;
const PROLONGED_EVERY = 60_000;

export type LeaseDeps = {
  readonly store: Pick<ItemStore, 'lease' | 'release'>;
  readonly now: Clock;
  readonly owner: string;
  readonly isAlive: (owner: string) => boolean;
};

export type HeldLease =
  | { readonly kind: 'ours'; readonly giveBack: () => void }
  | { readonly kind: 'theirs'; readonly by: Lease };

/**
 * Takes a source for this process and prolongs that by a timer until it is given back. `onLost` where
 * somebody else took it meanwhile (after this machine slept), or where it cannot be prolonged.
 */
export function takeLease(
  { store, now, owner, isAlive }: LeaseDeps,
  source: string,
  onLost: () => void,
): HeldLease {
  const ask = (): Lease | undefined =>
    store.lease({ source, owner, until: now() + GOOD_FOR }, now(), isAlive);
  const by = ask();
  if (by !== undefined) return { kind: 'theirs', by };
  const timer = setInterval(() => {
    if (!isOurs(ask)) onLost();
  }, PROLONGED_EVERY);
  return {
    kind: 'ours',
    giveBack: () => {
      clearInterval(timer);
      store.release(source, owner);
    },
  };
}

/** A store that cannot be written tells so where the next piece is stored; here it must not end the process. */
function isOurs(ask: () => Lease | undefined): boolean {
  try {
    return ask() === undefined;
  } catch {
    return false;
  }
}
