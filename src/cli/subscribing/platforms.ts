import type { Catalog } from '../../catalog/catalog.ts';
import type { Platforms } from '../../ports/platform.ts';
import { openStore } from '../../store/sqlite/store.ts';
import type { OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { openPlatforms } from '../open-platforms.ts';
import { dataFolder, hasStore } from '../wiring.ts';

/** The platforms, to ask whether they can post to a target and what they can do: nothing is sent by them. */
export async function withPlatforms<T>(
  context: CliContext,
  options: OptionValues,
  catalog: Catalog,
  work: (platforms: Platforms) => Promise<T>,
): Promise<T> {
  // Most targets need no store, and there may be none yet.
  const installation = (tenant: string): string | undefined => {
    if (!hasStore(context, options)) return undefined;
    const store = openStore(dataFolder(context, options), 'read', context.now);
    try {
      return store.installation(tenant);
    } finally {
      store.close();
    }
  };
  const platforms = openPlatforms(context, { catalog, store: { secret: () => '', installation } });
  try {
    return await work(platforms);
  } finally {
    await Promise.all([...platforms.values()].map((platform) => platform.close()));
  }
}
