import type { Catalog } from '../catalog/catalog.ts';
import type { WhyDelivery, WhyQuestion } from '../pipeline/matching/why-delivery.ts';
import type { Store } from '../ports/store.ts';
import type { OptionValues } from './command.ts';
import type { CliContext } from './context.ts';

/** What became of a mail or an item for each subscription, or for those of a target; nothing where there is none. */
export async function askDeliveries(
  context: CliContext,
  options: OptionValues,
  catalog: Catalog,
  store: Store,
  question: WhyQuestion,
): Promise<readonly WhyDelivery[]> {
  if (store.subscriptions(question.target).length === 0) return [];
  const { whyDelivery } = await import('../pipeline/matching/why-delivery.ts');
  const { matchingDeps } = await import('./subscribing/matching.ts');
  const { withPlatforms } = await import('./subscribing/platforms.ts');
  return withPlatforms(context, options, catalog, async (platforms) =>
    whyDelivery(matchingDeps(context, catalog, store, platforms), question),
  );
}
