import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { ITEM_JUDGES } from '../pipeline/item-judges.ts';
import { createItemJudge } from '../pipeline/items.ts';
import { fetchBlobs } from '../sources/archive/bodies.ts';
import { createSources } from '../sources/index.ts';
import { openStore } from '../store/sqlite/store.ts';
import type { OptionValues } from './command.ts';
import type { CliContext } from './context.ts';
import type { Following } from './following.ts';
import { openHttp } from './network.ts';
import { isOwnerAlive, nameOwner } from './owner.ts';
import { dataFolder, readCatalog } from './wiring.ts';

export type OpenFollowing = Following & {
  readonly catalog: Catalog;
  readonly folder: string;
  readonly close: () => Promise<void>;
};

/** Opens the store for writing, the HTTP client and the sources of the catalog. */
export async function openFollowing(
  context: CliContext,
  options: OptionValues,
  onMistake: (source: string, error: unknown) => void,
): Promise<OpenFollowing> {
  const catalog = await readCatalog(context, options);
  const { topic, schedules } = catalog;
  const folder = dataFolder(context, options);
  const sources = createSources(catalog, topic);
  const http = await openHttp(context, catalog);
  const store = openStore(folder, 'write', context.now);
  const owner = nameOwner();
  return {
    catalog,
    folder,
    sources,
    schedules,
    deps: {
      store,
      topic,
      http,
      owner,
      fetchBodies: fetchBlobs,
      now: context.now,
      isAlive: (other) => isOwnerAlive(other, owner),
      folderOf: (source) => join(folder, 'sources', source),
      createJudge: () => createItemJudge(topic, store, ITEM_JUDGES),
      onMistake,
      random: Math.random,
    },
    close: async () => {
      await http.close();
      store.close();
    },
  };
}
