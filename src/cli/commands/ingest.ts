import { nearest } from '../../domain/filter/nearest.ts';
import type { RunReport } from '../../pipeline/run-report.ts';
import { type CliCommand, type OptionValues, textOption } from '../command.ts';
import { type CliContext, EXIT, type ExitCode, tell } from '../context.ts';
import type { Followed, Following } from '../following.ts';
import { UsageError } from '../usage-error.ts';

const DAY = 86_400_000;

export const ingestCommand: CliCommand = {
  name: 'ingest',
  arguments: '[source_id...]',
  summary: 'one pass over the sources, now',
  detail: `Asks all of them, or those that are named, once, whether they are due or not, and stores what is new.
A source that was never asked before is read from 14 days ago on. It may be interrupted at any time.`,
  options: [
    {
      flags: '--since <when>',
      summary: 'how far back a source is read that was never asked before: a date (UTC) or a span (14d)',
      fallback: '14d',
    },
    { flags: '--json', summary: 'one JSON line a source' },
  ],
  uses: ['data', 'config'],
  examples: ['ingest', 'ingest rust-for-linux lwn', 'ingest rust-for-linux --since 60d'],
  run: async (words, options, context) => {
    const since = await readSince(options, context);
    const { openFollowing } = await import('../open-following.ts');
    const following = await openFollowing(context, options, (source, error) => {
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell(context, `${source}: this is a mistake of the program, please report it:\n${told}`);
    });
    try {
      return await ingestPass(following, words, { since, json: options.json === true }, context);
    } finally {
      await following.close();
    }
  },
};

/** Where a source begins that was never asked before, ms. Throws UsageError. */
export async function readSince(options: OptionValues, context: CliContext): Promise<number> {
  const { parseMoment } = await import('../moments.ts');
  const now = context.now();
  const text = textOption(options, 'since');
  return text === undefined ? now - 14 * DAY : parseMoment('--since', text, now);
}

/** One pass over the sources with these ids, all where none is named. Throws UsageError for one that is not there. */
export async function ingestPass(
  following: Following,
  ids: readonly string[],
  { since, json }: { readonly since: number; readonly json: boolean },
  context: CliContext,
): Promise<ExitCode> {
  checkIds(ids, following.sources);
  const { onePass } = await import('../one-pass.ts');
  const { createRunProgress } = await import('../run-progress.ts');
  const { runSentence, runObject, hasLosses } = await import('../run-told.ts');
  const { jsonLine } = await import('../json.ts');
  const { plain } = await import('../plain.ts');
  const progress = createRunProgress(context);
  const reports: RunReport[] = [];
  const onReport = (report: RunReport): void => {
    reports.push(report);
    progress.clear();
    const sentence = runSentence(report, following.deps.topic);
    context.print(json ? jsonLine(runObject(report)) : `${plain(sentence).replaceAll('\n', ' ')}\n`);
    for (const loss of report.outcome === 'held' ? [] : report.losses) tell(context, loss);
  };
  const wanted = ids.length > 0 ? ids : following.sources.map(({ plan }) => plan.id);
  const settle = context.onInterrupt(() => {
    progress.clear();
    tell(context, 'interrupted; what was read is stored, and the same command goes on from there');
  });
  await onePass(following, wanted, { since, progress, onReport });
  settle();
  const failed = reports.filter(({ outcome }) => outcome === 'failed').length;
  if (failed > 0 && failed === reports.length) return EXIT.failed;
  return failed > 0 || reports.some(hasLosses) ? EXIT.losses : EXIT.done;
}

/** The nearest name first. */
function checkIds(ids: readonly string[], sources: readonly Followed[]): void {
  const known = sources.map(({ plan }) => plan.id);
  for (const id of ids) {
    if (known.includes(id)) continue;
    const meant = nearest(id, known);
    const others = known.filter((name) => name !== meant).join(', ');
    throw new UsageError(
      meant === undefined
        ? `there is no source \`${id}\`; there is ${others}`
        : `there is no source \`${id}\`; \`${meant}\` is near; there is also ${others}`,
    );
  }
}
