import type { Notice } from '../../domain/source/state.ts';
import type { IssueReport } from '../../pipeline/issuing/issue-digests.ts';
import type { RunReport } from '../../pipeline/run-report.ts';
import type { Log } from '../log.ts';
import { count } from '../progress.ts';
import { runSentence } from '../run-told.ts';

/** Nothing new is no news. */
export function logRun(log: Log, report: RunReport, name: string): void {
  const { source, outcome } = report;
  const sentence = runSentence(report, { name });
  if (outcome === 'held') {
    log.debug({ source, outcome }, sentence);
    return;
  }
  const { mails, kinds, changed, unreadable, lost, elapsed } = report;
  const fields = { source, outcome, mails, items: kinds, changed, unreadable, lost, elapsed_ms: elapsed };
  const quiet = outcome === 'done' && unreadable + lost === 0 && !broughtNews(report);
  if (outcome === 'failed' || unreadable > 0) log.warn(fields, sentence);
  else if (quiet) log.debug(fields, sentence);
  else log.info(fields, sentence);
  for (const loss of report.losses) log.warn({ source }, `${source}: ${loss}`);
}

/** Whether there is something that somebody may want to be told. */
export function broughtNews(report: RunReport): boolean {
  if (report.outcome === 'held') return false;
  return report.mails + report.changed > 0 || Object.keys(report.kinds).length > 0;
}

/** So many notices of a moment are told in the log; the rest is a number. */
const FEW = 5;

/** The admin is told in the log too; what was told is not told again. */
export function logNotices(log: Log, notices: readonly Notice[]): void {
  const few = notices.length > FEW ? notices.slice(0, FEW - 1) : notices;
  for (const { source, what, text, key } of few) log.warn({ source, what, key }, `admin: ${text}`);
  for (const { source, what, text, key } of notices.slice(few.length))
    log.debug({ source, what, key }, `admin: ${text}`);
  const more = notices.length - few.length;
  if (more > 0) log.warn({ notices: more }, `admin: ${more} more notices at the same time (debug: each)`);
}

export function logDigests(log: Log, { issues, queued, waiting }: IssueReport): void {
  if (waiting > 0) log.debug({ waiting }, `${waiting} late digests wait until the sources were asked`);
  if (queued === 0) return;
  const way = queued === 1 ? '1 digest is on its way' : `${count(queued)} digests are on their way`;
  log.info({ issues, queued }, issues < queued ? `${way}, ${count(issues)} of them different` : way);
}
