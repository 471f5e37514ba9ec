import { type Catalog, loadCatalog } from '../catalog.ts';
import type { Store } from '../ports/store.ts';
import { openStore } from '../store/sqlite/store.ts';
import { type OptionValues, textOption } from './command.ts';
import type { CliContext } from './context.ts';

/** The catalog with the overlay that the command line or the environment names. */
export function readCatalog(context: CliContext, options: OptionValues): Promise<Catalog> {
  return loadCatalog(textOption(options, 'config') ?? context.settings.config);
}

/** The folder of the store. */
export function dataFolder(context: CliContext, options: OptionValues): string {
  return textOption(options, 'data') ?? context.settings.data;
}

/** Opens the store for questions and closes it behind the answer. */
export async function withStore<T>(
  context: CliContext,
  options: OptionValues,
  ask: (store: Store) => T | Promise<T>,
): Promise<T> {
  const store = openStore(dataFolder(context, options), 'read', context.now);
  try {
    return await ask(store);
  } finally {
    store.close();
  }
}
