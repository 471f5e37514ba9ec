import type { Catalog } from '../../catalog/catalog.ts';
import type { MatchDeps } from '../../pipeline/matching/deps.ts';
import type { Platforms } from '../../ports/platform.ts';
import type { Store } from '../../ports/store.ts';
import type { CliContext } from '../context.ts';

/** What matching asks for. */
export function matchingDeps(
  { now }: Pick<CliContext, 'now'>,
  { topic, endpoints }: Catalog,
  store: Store,
  platforms: Platforms,
): MatchDeps {
  return { store, topic, lore: endpoints.lore, now, skills: (platform) => platforms.get(platform)?.can };
}
