import type { RunReport } from '../pipeline/run-report.ts';
import { createScheduler } from '../scheduler/scheduler.ts';
import { appointments, type Following } from './following.ts';
import type { Log } from './log.ts';
import { createTry } from './one-pass.ts';
import type { RunProgress } from './run-progress.ts';
import { runSentence } from './run-told.ts';

export type DaemonOptions = {
  readonly since: number;
  readonly progress: RunProgress;
  readonly log: Log;
  /** Resolves when it is to end. */
  readonly stop: Promise<void>;
};

/** Follows the sources until it is told to stop. False where a try did not end in time. */
export async function follow(
  following: Following,
  { since, progress, log, stop }: DaemonOptions,
): Promise<boolean> {
  const { deps, sources, schedules } = following;
  const tryOne = createTry(following, {
    since,
    progress,
    onReport: (report) => {
      logReport(log, report, deps.topic.name);
      tellNotices(following, log);
    },
  });
  const scheduler = createScheduler({
    sources: appointments(sources),
    schedules,
    now: deps.now,
    stateOf: (id) => deps.store.sourceState(id),
    claim: (job, now) => deps.store.claimJob(job, now),
    run: tryOne,
    onSkip: (source, why) => log.debug({ source }, `${source}: passed over: ${why}`),
    onError: (source, error) => log.error({ source, err: error }, `${source}: ${wordsOf(error)}`),
  });
  tellNotices(following, log);
  scheduler.start();
  await stop;
  log.info('ending: running tries are stopped');
  return scheduler.stop();
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Nothing new is no news. */
function logReport(log: Log, report: RunReport, name: string): void {
  const { source, outcome } = report;
  const sentence = runSentence(report, { name });
  if (outcome === 'held') {
    log.debug({ source, outcome }, sentence);
    return;
  }
  const { mails, kinds, changed, unreadable, lost, elapsed } = report;
  const fields = { source, outcome, mails, items: kinds, changed, unreadable, lost, elapsed_ms: elapsed };
  const quiet =
    outcome === 'done' && mails + changed + unreadable + lost === 0 && Object.keys(kinds).length === 0;
  if (outcome === 'failed' || unreadable > 0) log.warn(fields, sentence);
  else if (quiet) log.debug(fields, sentence);
  else log.info(fields, sentence);
  for (const loss of report.losses) log.warn({ source }, `${source}: ${loss}`);
}

/** The admin is told in the log; what was told is not told again. */
function tellNotices({ deps: { store } }: Following, log: Log): void {
  const notices = store.untoldNotices();
  if (notices.length === 0) return;
  for (const { source, what, text, key } of notices) log.warn({ source, what, key }, `admin: ${text}`);
  store.markTold(notices.map(({ key }) => key));
}
