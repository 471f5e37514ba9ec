import type { ItemKind } from '../domain/item/item.ts';
import { span } from '../domain/source/moment.ts';
import type { Topic } from '../domain/topic.ts';
import type { Gains, RunReport } from '../pipeline/run-report.ts';
import { count, duration } from './progress.ts';

const NOUNS: Readonly<Record<ItemKind, readonly [one: string, many: string]>> = {
  release: ['release', 'releases'],
  commit: ['commit', 'commits'],
  advisory: ['CVE', 'CVEs'],
  article: ['article', 'articles'],
};

/** `lwn: 3 new articles, 1 about Rust, in 1.2 s`. Strangers' words may stand in it. */
export function runSentence(report: RunReport, topic: Pick<Topic, 'name'>): string {
  if (report.outcome === 'held') {
    const owner = report.by.owner.replace(/:.*/, '');
    return `${report.source}: another process is asking it right now (${owner})`;
  }
  const gains = gainsWords(report, topic);
  const time = report.elapsed >= 1000 ? ` in ${duration(report.elapsed)}` : '';
  switch (report.outcome) {
    case 'done':
      return `${report.source}: ${gains || 'nothing new'}${gains && time}${routeWords(report)}`;
    case 'stopped':
      return `${report.source}: stopped in the middle${gains && `; ${gains} are stored`}`;
    case 'failed':
      return `${report.source}: failed: ${report.trouble?.why ?? ''}${gains && `; ${gains} are stored`}${waitWords(report)}`;
  }
}

function gainsWords(gains: Gains, { name }: Pick<Topic, 'name'>): string {
  const { mails, kinds, changed, unreadable, lost } = gains;
  const parts: string[] = [];
  if (mails > 0) parts.push(mails === 1 ? '1 new mail' : `${count(mails)} new mails`);
  for (const [kind, [one, many]] of Object.entries(NOUNS)) {
    const found = kinds[kind as ItemKind];
    if (found === undefined || found.added === 0) continue;
    parts.push(`${count(found.added)} new ${found.added === 1 ? one : many}`);
    if (found.about < found.added) parts.push(`${count(found.about)} about ${name}`);
  }
  if (changed > 0) parts.push(`${count(changed)} changed`);
  if (unreadable > 0) parts.push(`${count(unreadable)} unreadable`);
  if (lost > 0) parts.push(`${count(lost)} lost`);
  return parts.join(', ');
}

type Tried = Exclude<RunReport, { outcome: 'held' }>;

function routeWords({ state: { route, gap }, routeWhy }: Tried): string {
  const by =
    route === undefined ? '' : `; by way of ${route}${routeWhy === undefined ? '' : ` (${routeWhy})`}`;
  return gap === undefined ? by : `${by}; may have missed something: ${gap}`;
}

function waitWords({ state: { nextTry, lastTry, failures } }: Tried): string {
  if (nextTry === undefined || lastTry === undefined || failures < 2) return '';
  return `; next try in ${span(nextTry - lastTry)}`;
}

/** One line of `ingest --json`. */
export function runObject(report: RunReport): object {
  if (report.outcome === 'held')
    return { id: report.source, outcome: report.outcome, owner: report.by.owner };
  const { source, outcome, mails, kinds, changed, unreadable, lost, losses, elapsed, state } = report;
  return {
    id: source,
    outcome,
    mails,
    items: kinds,
    changed,
    unreadable,
    lost,
    losses,
    gap: state.gap ?? null,
    route: state.route ?? null,
    reason: report.trouble?.why ?? null,
    next_try: state.nextTry === undefined ? null : new Date(state.nextTry).toISOString(),
    elapsed_ms: elapsed,
  };
}

/** Whether something is known to be missing, or to have come in broken. */
export function hasLosses(report: RunReport): boolean {
  if (report.outcome === 'held') return false;
  return (
    report.lost > 0 || report.unreadable > 0 || report.losses.length > 0 || report.state.gap !== undefined
  );
}
