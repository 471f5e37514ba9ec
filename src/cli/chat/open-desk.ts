import type { Catalog } from '../../catalog/catalog.ts';
import type { CommandDeps, SourceTold } from '../../commands/command.ts';
import { createDesk } from '../../commands/desk.ts';
import { COMMANDS } from '../../commands/index.ts';
import type { Desk } from '../../ports/chat.ts';
import { UserError } from '../../ports/errors.ts';
import type { Platforms } from '../../ports/platform.ts';
import type { Store } from '../../ports/store.ts';
import { fetchBlobs } from '../../sources/archive/bodies.ts';
import { openStore } from '../../store/sqlite/store.ts';
import type { OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { fetchMissing } from '../on-demand.ts';
import { openPlatforms } from '../open-platforms.ts';
import { readServices } from '../services.ts';
import { matchingDeps } from '../subscribing/matching.ts';
import { dataFolder, readCatalog } from '../wiring.ts';

export type OpenDesk = {
  readonly desk: Pick<Desk, 'read' | 'answer' | 'suggest'>;
  readonly store: Store;
  readonly close: () => Promise<void>;
};

type Events = {
  readonly onMistake: (what: string, error: unknown) => void;
  readonly wake: () => void;
};

/** A desk with a store of its own; a new store where there is none. */
export async function openDesk(
  context: CliContext,
  options: OptionValues,
  events: Events,
): Promise<OpenDesk> {
  const catalog = await readCatalog(context, options);
  const store = openStore(dataFolder(context, options), 'write', context.now);
  const platforms = openPlatforms(context, { catalog, store });
  const deps = commandDeps(context, options, { catalog, store, platforms, wake: events.wake });
  return {
    desk: createDesk(deps, COMMANDS, events.onMistake),
    store,
    close: async () => {
      await Promise.all([...platforms.values()].map((platform) => platform.close()));
      store.close();
    },
  };
}

type Opened = {
  readonly catalog: Catalog;
  readonly store: Store;
  readonly platforms: Platforms;
  readonly wake: () => void;
};

function commandDeps(
  context: CliContext,
  options: OptionValues,
  { catalog, store, platforms, wake }: Opened,
): CommandDeps {
  const { topic, endpoints } = catalog;
  const { url } = readServices(context.settings);
  return {
    store,
    topic,
    lore: endpoints.lore,
    now: context.now,
    platforms,
    match: matchingDeps(context, catalog, store, platforms),
    fetchBodies: fetchBlobs,
    fetchMissing: async (asked) => {
      try {
        return await fetchMissing(asked, options, context);
      } catch (error) {
        if (error instanceof UserError) return { wrong: error.message };
        throw error;
      }
    },
    sources: () => catalog.sources.map(({ id }) => sourceTold(store, id)),
    issueUrl: (id) => url && `${url}/digests/${id}`,
    specs: COMMANDS,
    wake,
  };
}

function sourceTold(store: Store, id: string): SourceTold {
  const state = store.sourceState(id);
  return {
    id,
    lastSuccess: state?.lastSuccess,
    failingSince: state?.failingSince,
    lost: state?.lost ?? 0,
  };
}
