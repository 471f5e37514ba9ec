import type { OutboxStatus } from '../commands/told/outbox.ts';
import { DELIVERY_STATES } from '../domain/delivery/delivery.ts';
import { readTarget, targetLabel } from '../domain/subscription/read-target.ts';
import { SUBSCRIPTION_STATES } from '../domain/subscription/subscription.ts';
import { cleanLine } from '../render/clean.ts';
import { count } from './progress.ts';
import type { Style } from './style.ts';
import { type Column, layTable } from './table.ts';

const WIDTH = 96;
const COLUMNS: readonly Column[] = [
  { head: 'target', least: 20 },
  { head: 'waiting', right: true },
  { head: 'last sent' },
  { head: 'not before' },
];

/** The public form; no secret of a target. */
export function outboxObject(status: OutboxStatus): object {
  return {
    subscriptions: status.subscriptions,
    deliveries: status.deliveries,
    unmatched: status.unmatched,
    paused_since: iso(status.pausedSince),
    targets: status.targets.map(({ lane, waiting, lastSent, until }) => ({
      target: labelOf(lane),
      waiting,
      last_sent: iso(lastSent),
      not_before: iso(until === 0 ? undefined : until),
    })),
  };
}

/** Lines for a reader; none where nobody is subscribed and nothing was ever posted. */
export function outboxLines(status: OutboxStatus, now: number, style: Style): string[] {
  const { subscriptions, deliveries, targets } = status;
  const subscribed = listing(SUBSCRIPTION_STATES, subscriptions);
  if (subscribed === '' && targets.length === 0) return [];
  const paused =
    status.pausedSince === undefined
      ? []
      : [style.red(`  all is paused since ${minute(status.pausedSince)}`)];
  const waiting = status.unmatched > 0 ? [`  ${count(status.unmatched)} news wait to be matched`] : [];
  return [
    style.bold('What goes out'),
    `  subscriptions  ${subscribed || 'none'}`,
    `  deliveries     ${listing(DELIVERY_STATES, deliveries) || 'none'}`,
    ...waiting,
    ...paused,
    ...targetLines(status, now, style),
    '',
  ];
}

function targetLines({ targets, moreTargets }: OutboxStatus, now: number, style: Style): string[] {
  if (targets.length === 0) return [];
  const cells = targets.map(({ lane, waiting, lastSent, until }) => [
    labelOf(lane),
    count(waiting),
    lastSent === undefined ? 'never' : minute(lastSent),
    until > now ? minute(until) : '',
  ]);
  const { head, rows } = layTable(COLUMNS, cells, WIDTH, style.bold);
  const more = moreTargets > 0 ? [`and ${count(moreTargets)} targets more`] : [];
  return [head, ...rows, ...more].map((line) => `  ${line}`);
}

function listing<State extends string>(
  order: readonly State[],
  counts: Readonly<Partial<Record<State, number>>>,
): string {
  const told = order.flatMap((state) => (counts[state] ? [`${count(counts[state] ?? 0)} ${state}`] : []));
  return told.join(', ');
}

function labelOf(lane: string): string {
  const read = readTarget(lane);
  return 'wrong' in read ? 'a target that cannot be read' : cleanLine(targetLabel(read));
}

function minute(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
