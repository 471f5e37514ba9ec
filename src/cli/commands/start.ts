import { type CliCommand, textOption } from '../command.ts';
import { EXIT } from '../context.ts';
import { partsOf, ROLES } from '../roles.ts';
import { readSince } from './ingest.ts';

export const startCommand: CliCommand = {
  name: 'start',
  summary: 'the daemon: follows every source, tells every subscription, until it is told to end',
  detail: `Asks each source when it is due, makes up once for what was missed while it was off, and logs on stderr.
A source that was never asked before is read from 14 days ago on. Ctrl-C or SIGTERM end it within ten seconds,
a second one at once; whatever way it ends, the next start goes on from there. What is asked, how often and as
whom is in the configuration; LOREWATCH_CONTACT (or \`contact\`) tells servers whom to write to.

What is new is held against the subscriptions and posted, digests go out when they are due, and pages are served on PORT
(8080). With REDIS_URL the work is shared by as many processes as wanted, each with a role or with all of them.`,
  options: [
    { flags: '--role <role>', summary: 'which part of the work to do', choices: ROLES, fallback: 'all' },
    {
      flags: '--since <when>',
      summary: 'how far back a source is read that was never asked before: a date (UTC) or a span (14d)',
      fallback: '14d',
    },
  ],
  uses: ['data', 'config'],
  examples: ['start', 'start --since 60d', 'start --role worker'],
  run: async (_words, options, context) => {
    const parts = partsOf(textOption(options, 'role') ?? 'all', context.settings.redis);
    const since = await readSince(options, context);
    const { createLog } = await import('../log.ts');
    const { createRunProgress } = await import('../run-progress.ts');
    const { openService } = await import('../open-service.ts');
    const { serve } = await import('../daemon/serve.ts');
    const progress = createRunProgress(context);
    const log = createLog(context, progress.clear);
    const service = await openService(context, options, parts, log);
    // A promise that nobody waited for is our mistake, and no reason to follow nothing any more.
    const stray = (error: unknown): void =>
      log.error({ err: error }, 'a mistake of the program, please report it');
    process.on('unhandledRejection', stray);
    try {
      const { folder, following } = service;
      const { length } = following.sources;
      const all = parts.size > 1;
      const what = parts.has('scheduler')
        ? `following ${length} sources into ${folder}; \`lorewatch sources\` tells how they are`
        : `at work on ${folder}`;
      log.info(
        { sources: length, folder, roles: [...parts] },
        all ? what : `${[...parts].join(', ')}: ${what}`,
      );
      const { promise: stop, resolve } = Promise.withResolvers<void>();
      context.onStop(resolve);
      await serve(service, { since, progress, log, stop });
      log.info('ended');
      return EXIT.done;
    } finally {
      process.off('unhandledRejection', stray);
      await service.close();
    }
  },
};
