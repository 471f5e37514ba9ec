import { UserError } from '../../ports/errors.ts';
import { type CliCommand, textOption } from '../command.ts';
import { EXIT, tell } from '../context.ts';
import { readCount } from '../read-count.ts';

export const releaseCommand: CliCommand = {
  name: 'release',
  arguments: '[version]',
  summary: 'what of the topic is in a release of the kernel, and what came with it',
  detail: `Without a version: the newest releases, of linux-next none. With one (7.2, 7.1.3, 7.3-rc1): how many of its commits
are about the topic, and the milestones and patch series that came with it.`,
  options: [
    { flags: '--limit <n>', summary: 'without a version: so many at most', fallback: '20' },
    { flags: '--json', summary: 'one JSON line a release; of one release one object' },
  ],
  uses: ['data', 'config'],
  examples: ['release', 'release 7.2', 'release 7.3-rc1 --json'],
  run: async ([version], options, context) => {
    const limit = readCount('--limit', textOption(options, 'limit') ?? '20');
    const { readCatalog, withStore } = await import('../wiring.ts');
    const { askRelease, askReleases } = await import('../../commands/release.ts');
    const { seriesUrl } = await import('../../commands/told/series-entry.ts');
    const { jsonLine } = await import('../json.ts');
    const { releaseLine, releaseObject, releaseStoryObject, releaseText } = await import(
      '../release-told.ts'
    );
    const { topic, endpoints } = await readCatalog(context, options);
    const isJson = options.json === true;
    if (version === undefined) {
      const all = await withStore(context, options, (store) => askReleases({ store }));
      const shown = all.slice(0, limit);
      for (const one of shown)
        context.print(isJson ? jsonLine(releaseObject(one)) : releaseLine(one, topic.name, context));
      if (all.length === 0) tell(context, 'no release is stored yet');
      else if (shown.length < all.length)
        tell(context, `the newest ${shown.length} of ${all.length}; more with --limit`);
      return EXIT.done;
    }
    const deps = { topic, lore: endpoints.lore, now: context.now };
    const told = await withStore(context, options, (store) => askRelease({ ...deps, store }, version));
    if ('wrong' in told) throw new UserError(told.wrong);
    const urlOf = (series: Parameters<typeof seriesUrl>[1]): string => seriesUrl(endpoints.lore, series);
    context.print(
      isJson ? jsonLine(releaseStoryObject(told, urlOf)) : releaseText(told, topic.name, context),
    );
    return EXIT.done;
  },
};
