import { type CliCommand, textOption } from '../command.ts';
import { EXIT } from '../context.ts';
import { UsageError } from '../usage-error.ts';
import { readSince } from './ingest.ts';

const ROLES = ['all', 'web', 'scheduler', 'worker', 'chat'] as const;
/** What this version can be. */
const READY: readonly string[] = ['all', 'scheduler'];

export const startCommand: CliCommand = {
  name: 'start',
  summary: 'the daemon: follows every source on its schedule, until it is told to end',
  detail: `Asks each source when it is due, makes up once for what was missed while it was off, and logs on stderr.
A source that was never asked before is read from 14 days ago on. Ctrl-C or SIGTERM end it within ten seconds,
a second one at once; whatever way it ends, the next start goes on from there. What is asked, how often and as
whom is in the configuration; LOREWATCH_CONTACT (or \`contact\`) tells servers whom to write to.`,
  options: [
    { flags: '--role <role>', summary: 'which part of the work to do', choices: ROLES, fallback: 'all' },
    {
      flags: '--since <when>',
      summary: 'how far back a source is read that was never asked before: a date (UTC) or a span (14d)',
      fallback: '14d',
    },
  ],
  uses: ['data', 'config'],
  examples: ['start', 'start --since 60d'],
  run: async (_words, options, context) => {
    const role = textOption(options, 'role') ?? 'all';
    if (!READY.includes(role))
      throw new UsageError(`the role \`${role}\` is not there yet; there is ${READY.join(', ')}`);
    const since = await readSince(options, context);
    const { createLog } = await import('../log.ts');
    const { createRunProgress } = await import('../run-progress.ts');
    const { openFollowing } = await import('../open-following.ts');
    const { follow } = await import('../daemon.ts');
    const progress = createRunProgress(context);
    const log = createLog(context, progress.clear);
    const following = await openFollowing(context, options, (source, error) =>
      log.error({ source, err: error }, `${source}: a mistake of the program, please report it`),
    );
    // A promise that nobody waited for is our mistake, and no reason to follow nothing any more.
    const stray = (error: unknown): void =>
      log.error({ err: error }, 'a mistake of the program, please report it');
    process.on('unhandledRejection', stray);
    try {
      const { sources, folder } = following;
      log.info(
        { sources: sources.length, folder },
        `following ${sources.length} sources into ${folder}; \`lorewatch sources\` tells how they are`,
      );
      const { promise: stop, resolve } = Promise.withResolvers<void>();
      context.onStop(resolve);
      await follow(following, { since, progress, log, stop });
      log.info('ended');
      return EXIT.done;
    } finally {
      process.off('unhandledRejection', stray);
      await following.close();
    }
  },
};
