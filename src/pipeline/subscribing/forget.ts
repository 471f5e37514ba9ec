import type { Store } from '../../ports/store.ts';

const WAITING = ['pending', 'failed', 'uncertain'] as const;
const GONE = 'its installation was removed';

/**
 * The installation is gone: its subscriptions, what waits for them, and what is kept of it (its token) go too, all or
 * nothing; never another one's. What was sent stays where it is. Returns how many subscriptions it had. Throws where
 * the tenant is none: `''` would be everybody.
 */
export function forgetTenant(
  store: Pick<
    Store,
    | 'atomically'
    | 'subscriptions'
    | 'removeSubscription'
    | 'deliveries'
    | 'discardDelivery'
    | 'dropInstallation'
  >,
  tenant: string,
  now: () => number = Date.now,
): number {
  if (!/^[a-z]+:[^/\s]+\/$/.test(tenant)) throw new Error('no tenant of an installation');
  return store.atomically(() => {
    const own = store.subscriptions().filter(({ target }) => target.text.startsWith(tenant));
    for (const { id } of own) store.removeSubscription(id);
    // Also what is told of subscriptions that were removed before: nobody is there to read it.
    for (const { id, target } of store.deliveries({ states: WAITING }))
      if (target.startsWith(tenant)) store.discardDelivery(id, GONE, now());
    store.dropInstallation(tenant);
    return own.length;
  });
}
