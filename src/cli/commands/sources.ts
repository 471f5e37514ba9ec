import type { Schedule } from '../../domain/source/plan.ts';
import { newSourceState, type SourceState } from '../../domain/source/state.ts';
import type { CliCommand } from '../command.ts';
import { type CliContext, EXIT, isColored } from '../context.ts';
import type { Followed } from '../following.ts';
import type { SourceRow } from '../sources-told.ts';

export const sourcesCommand: CliCommand = {
  name: 'sources',
  summary: 'how the sources are: fresh, late or failing, since when, and what was lost',
  detail: `\`fresh\`: asked as its schedule wants it; \`late\`: ticks were missed; \`failing\`: three tries in a row failed;
\`never\`: not asked yet. The lag is the time since a source was last known to be complete. Asks no server.`,
  options: [{ flags: '--json', summary: 'one JSON line a source' }],
  uses: ['data', 'config'],
  examples: ['sources', 'sources --json'],
  run: async (_words, options, context) => {
    const { dataFolder, readCatalog } = await import('../wiring.ts');
    const { createSources } = await import('../../sources/index.ts');
    const catalog = await readCatalog(context, options);
    const states = await readStates(dataFolder(context, options), context);
    const rows = await rowsOf(createSources(catalog, catalog.topic), catalog.schedules, states);
    await printSources(rows, options.json === true, context);
    return EXIT.done;
  },
};

/** What the store knows of the sources; nothing where there is no store yet. */
export async function readStates(folder: string, context: CliContext): Promise<readonly SourceState[]> {
  const { existsSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { STORE_FILE } = await import('../../store/sqlite/open.ts');
  if (!existsSync(join(folder, STORE_FILE))) return [];
  const { openStore } = await import('../../store/sqlite/store.ts');
  const store = openStore(folder, 'read', context.now);
  try {
    return store.sourceStates();
  } finally {
    store.close();
  }
}

/** A row for each source, in their order. Throws UserError where a schedule is wrong. */
export async function rowsOf(
  sources: readonly Followed[],
  schedules: Readonly<Record<string, Schedule>>,
  states: readonly SourceState[],
): Promise<SourceRow[]> {
  const { readAllTicks } = await import('../../scheduler/scheduler.ts');
  const { appointments } = await import('../following.ts');
  const ticks = readAllTicks(appointments(sources), schedules);
  return sources.flatMap(({ plan, source }) => {
    const own = ticks.get(plan.schedule);
    const state = states.find(({ id }) => id === plan.id) ?? newSourceState(plan.id);
    return own === undefined ? [] : [{ plan, url: source.url, state, ticks: own }];
  });
}

export async function printSources(
  rows: readonly SourceRow[],
  json: boolean,
  context: CliContext,
): Promise<void> {
  const { sourceObject, sourcesText } = await import('../sources-told.ts');
  const { jsonLine } = await import('../json.ts');
  const { createStyle } = await import('../style.ts');
  const now = context.now();
  if (json) for (const row of rows) context.print(jsonLine(sourceObject(row, now)));
  else context.print(sourcesText(rows, now, createStyle(isColored(context))));
}
