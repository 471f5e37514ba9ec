import type { Asker } from '../../ports/chat.ts';
import type { Store } from '../../ports/store.ts';

/** A tenant without a place (a home tab) has so many at most that are looked at. */
const MOST_TARGETS = 50;

/** Whether he is the operator himself, who sees all. */
export function isOperator({ platform, tenant }: Pick<Asker, 'platform' | 'tenant'>): boolean {
  return platform === 'console' && tenant === '';
}

/**
 * The targets that somebody may see something of: where he asks, else all of his installation. undefined: all there are.
 * A place that is not of his installation is none.
 */
export function targetsOf(
  store: Pick<Store, 'subscriptions'>,
  asker: Pick<Asker, 'platform' | 'tenant' | 'place'>,
): readonly string[] | undefined {
  const { tenant, place } = asker;
  if (isOperator(asker)) return undefined;
  // An installation without a name is nobody's.
  if (tenant === '') return [];
  if (place !== undefined) return place.text.startsWith(tenant) ? [place.text] : [];
  const own = store.subscriptions().filter(({ target }) => target.text.startsWith(tenant));
  return [...new Set(own.map(({ target }) => target.text))].slice(0, MOST_TARGETS);
}
