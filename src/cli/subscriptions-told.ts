import { clock } from '../domain/source/moment.ts';
import { printQuiet } from '../domain/subscription/quiet.ts';
import { printCadence } from '../domain/subscription/read-cadence.ts';
import { targetLabel } from '../domain/subscription/read-target.ts';
import type { Subscription } from '../domain/subscription/subscription.ts';
import type { Brake } from '../pipeline/subscribing/brake.ts';
import { filterTold, nextDigest, nextDigestTold, specialOptions } from '../pipeline/subscribing/told.ts';
import { cleanLine } from '../render/clean.ts';
import { wrap } from '../render/wrap.ts';
import type { Style } from './style.ts';
import { type Column, layTable } from './table.ts';

const WIDTH = 100;
const INDENT = '    ';
const COLUMNS: readonly Column[] = [
  { head: 'id', right: true },
  { head: 'target', least: 16 },
  { head: 'filter', least: 12 },
  { head: 'cadence', least: 30 },
  { head: 'state' },
  { head: 'next' },
];

/** One line of `subscriptions --json`. The target as it may be shown. */
export function subscriptionObject(subscription: Subscription, now: number): object {
  const { id, target, filter, cadence, options, state, reason, created } = subscription;
  return {
    id,
    target: targetLabel(target),
    filter,
    cadence: printCadence(cadence),
    zone: cadence.kind === 'now' ? null : cadence.zone,
    paused: state === 'paused',
    state,
    reason,
    next: iso(nextDigest(subscription, now)),
    quiet: options.quiet === undefined ? null : printQuiet(options.quiet),
    most_an_hour: options.mostAnHour,
    milestones_now: options.milestonesNow,
    created: iso(created),
  };
}

/** The table, with what is special below each, and the brake where it is on. 100 columns. */
export function subscriptionsText(
  subscriptions: readonly Subscription[],
  brake: Brake | undefined,
  now: number,
  style: Style,
): string {
  const cells = subscriptions.map((each) => cellsOf(each, now, style));
  const { head, rows } = layTable(COLUMNS, cells, WIDTH, style.bold);
  const lines = subscriptions.flatMap((each, at) => {
    const row = rows[at] ?? '';
    return [row, ...remarks(each, row, style)];
  });
  return `${[head, ...lines, ...brakeLines(brake, style)].join('\n')}\n`;
}

/** "everything is paused since 21 Nov 10:12 UTC: too much at once"; none where the brake is off. */
export function brakeLines(brake: Brake | undefined, style: Style): string[] {
  if (!brake) return [];
  const why = brake.reason === '' ? '' : `: ${cleanLine(brake.reason)}`;
  const told = `everything is paused since ${clock(brake.since)} UTC${why}; \`lorewatch resume all\` lets go`;
  return ['', ...wrap(told, WIDTH).map(style.red)];
}

function cellsOf(
  subscription: Subscription,
  now: number,
  style: Style,
): (string | { text: string; paint: (text: string) => string })[] {
  const { id, target, filter, cadence, state } = subscription;
  const paint = state === 'active' ? style.green : style.red;
  return [
    String(id),
    targetLabel(target),
    filterTold(filter),
    printCadence(cadence),
    { text: state, paint },
    nextDigestTold(subscription, now) ?? (state === 'active' ? 'at once' : '-'),
  ];
}

function remarks(subscription: Subscription, row: string, style: Style): string[] {
  const { options, filter, target, cadence, state, reason } = subscription;
  const lines: string[] = [];
  if (state !== 'active' && reason !== '') lines.push(...indented(cleanLine(reason)).map(style.red));
  // What had to give way in the row stands below it whole.
  const whole = { target: targetLabel(target), filter, cadence: printCadence(cadence) };
  for (const [name, value] of Object.entries(whole))
    if (!row.includes(cleanLine(value))) lines.push(...indented(`${name}: ${cleanLine(value)}`));
  const special = specialOptions(options);
  if (special.length > 0) lines.push(...indented(special.join(', ')).map(style.dim));
  return lines;
}

function indented(text: string): string[] {
  return wrap(text, WIDTH - INDENT.length).map((line) => INDENT + line);
}

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
