import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, loadCatalog } from '../catalog/catalog.ts';
import type { Store } from '../ports/store.ts';
import { STORE_FILE } from '../store/sqlite/open.ts';
import { openStore } from '../store/sqlite/store.ts';
import { type OptionValues, textOption } from './command.ts';
import type { CliContext } from './context.ts';

/** The catalog with the overlay that the command line or the environment names. */
export async function readCatalog(context: CliContext, options: OptionValues): Promise<Catalog> {
  const catalog = await loadCatalog(textOption(options, 'config') ?? context.settings.config);
  return { ...catalog, contact: context.settings.contact ?? catalog.contact };
}

/** The folder of the store. */
export function dataFolder(context: CliContext, options: OptionValues): string {
  return textOption(options, 'data') ?? context.settings.data;
}

/** Whether there is a store to ask yet. */
export function hasStore(context: CliContext, options: OptionValues): boolean {
  return existsSync(join(dataFolder(context, options), STORE_FILE));
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
