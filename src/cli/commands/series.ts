import { SERIES_STATES, type Series } from '../../domain/series/series.ts';
import type { Topic } from '../../domain/topic.ts';
import { UserError } from '../../ports/errors.ts';
import type { Store } from '../../ports/store.ts';
import { type CliCommand, type OptionValues, textOption } from '../command.ts';
import { type CliContext, EXIT, tell } from '../context.ts';
import { readCount } from '../read-count.ts';
import { UsageError } from '../usage-error.ts';

const SHOWN = '25';

export const seriesCommand: CliCommand = {
  name: 'series',
  arguments: '[mail]',
  summary: 'patch series over all their revisions, and what became of them',
  detail: `Without a mail: the series about the topic, the one that moved last first. With a Message-ID or a link of any of its
patches or answers: the whole story of one series, with the line that proves each step. What a link names and the store
does not have yet is fetched, with its thread.`,
  options: [
    { flags: '--all', summary: 'every series that was read, whatever it is about' },
    { flags: '--state <state>', summary: 'only those in this state', choices: [...SERIES_STATES] },
    { flags: '--limit <n>', summary: `so many at most (${SHOWN}; with --json all)` },
    { flags: '--json', summary: 'one JSON line a series, oldest first; of one series one object' },
  ],
  uses: ['data', 'config'],
  examples: [
    'series',
    'series --state applied --limit 100',
    'series 20260405235309.418950-1-a@example.org',
    'series https://lore.kernel.org/rust-for-linux/20260405235309.418950-1-a@example.org/',
    'series --all --json',
  ],
  run: async ([asked], options, context) => {
    const { hasStore, readCatalog, withStore } = await import('../wiring.ts');
    const { topic, endpoints } = await readCatalog(context, options);
    const { seriesUrl } = await import('../../commands/told/series-entry.ts');
    const urlOf = (series: Series): string => seriesUrl(endpoints.lore, series);
    const ask = (store: Store): Promise<boolean> =>
      asked === undefined
        ? printList(store, topic, options, context, urlOf)
        : printOne(asked, store, topic, options, context, urlOf);
    const isNew = asked?.includes('://') === true && !hasStore(context, options);
    if (!isNew && (await withStore(context, options, ask))) return EXIT.done;
    const { fetchMissing } = await import('../on-demand.ts');
    const fetched = await fetchMissing(asked ?? '', options, context);
    if (fetched && (await withStore(context, options, ask))) return EXIT.done;
    throw new UserError(
      `the store has no mail ${asked}: import the archive that holds it, or give a link to it`,
    );
  },
};

type UrlOf = (series: Series) => string;

async function printList(
  store: Store,
  topic: Topic,
  options: OptionValues,
  context: CliContext,
  urlOf: UrlOf,
): Promise<true> {
  const limit = readCount(
    '--limit',
    textOption(options, 'limit') ?? (options.json === true ? undefined : SHOWN),
  );
  const { askAllSeries } = await import('../../commands/series.ts');
  const deps = { store, topic, now: context.now };
  const wanted = askAllSeries(deps, { all: options.all === true, state: textOption(options, 'state') });
  if (options.json === true) {
    const { jsonLine } = await import('../json.ts');
    const { seriesObject } = await import('../series-object.ts');
    for (const series of limit === undefined ? wanted : wanted.slice(-limit)) {
      context.print(jsonLine(seriesObject(series, urlOf(series))));
    }
    return true;
  }
  const { seriesLine } = await import('../series-told.ts');
  const shown = [...wanted].sort((a, b) => b.lastActive - a.lastActive).slice(0, limit);
  context.print(shown.map((series) => seriesLine(series, context)).join(''));
  if (wanted.length === 0) tell(context, 'no such series');
  else if (shown.length < wanted.length) {
    tell(context, `${shown.length} of ${wanted.length} series; more with --limit`);
  }
  return true;
}

/** False where the store does not have the mail. */

async function printOne(
  asked: string,
  store: Store,
  topic: Topic,
  options: OptionValues,
  context: CliContext,
  urlOf: UrlOf,
): Promise<boolean> {
  const { readMailReference } = await import('../../domain/links.ts');
  const id = readMailReference(asked);
  if (id === undefined) throw new UsageError(`\`${asked}\` is neither a Message-ID nor a link to a mail`);
  const { askSeries } = await import('../../commands/series.ts');
  const series = askSeries({ store, topic, now: context.now }, id);
  if (series === 'no mail') return false;
  if (series === 'none') throw new UserError(`the mail ${id} belongs to no patch series`);
  if (options.json === true) {
    const { jsonLine } = await import('../json.ts');
    const { seriesObject } = await import('../series-object.ts');
    context.print(jsonLine(seriesObject(series, urlOf(series))));
    return true;
  }
  const { seriesStory } = await import('../series-told.ts');
  context.print(seriesStory(series, urlOf(series), context));
  return true;
}
