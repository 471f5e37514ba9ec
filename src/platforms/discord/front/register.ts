import type { REST } from 'discord.js';
import type { CommandSpec } from '../../../domain/answer/command-spec.ts';
import { declareCommands } from './declare.ts';
import { areSame } from './same-commands.ts';

type Settings = {
  readonly rest: REST;
  readonly application: string;
  readonly specs: readonly CommandSpec[];
  /** These alone; none: everywhere. */
  readonly guilds: readonly string[];
};

/**
 * Declares the commands where those that are registered are others: all at once, so that it can be done again. Returns
 * in how many places they were changed. Rejects as the REST client does.
 */
export async function registerCommands({ rest, application, specs, guilds }: Settings): Promise<number> {
  const declared = declareCommands(specs, { everywhere: guilds.length === 0 });
  const routes =
    guilds.length === 0
      ? [`/applications/${application}/commands` as const]
      : guilds.map((guild) => `/applications/${application}/guilds/${guild}/commands` as const);
  let changed = 0;
  for (const route of routes) {
    if (areSame(await rest.get(route), declared)) continue;
    await rest.put(route, { body: declared });
    changed++;
  }
  return changed;
}
