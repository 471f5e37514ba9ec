import type { Delivery } from '../domain/delivery/delivery.ts';
import { clock } from '../domain/source/moment.ts';
import { readTarget, targetLabel } from '../domain/subscription/read-target.ts';
import { cleanLine } from '../render/clean.ts';
import { wrap } from '../render/wrap.ts';
import type { Style } from './style.ts';
import { type Cell, type Column, layTable, type Paint } from './table.ts';

const WIDTH = 100;
const INDENT = '    ';
const COLUMNS: readonly Column[] = [
  { head: 'id', right: true },
  { head: 'made' },
  { head: 'sub', right: true },
  { head: 'target', least: 14 },
  { head: 'event', least: 12 },
  { head: 'state' },
  { head: 'tries', right: true },
  { head: 'about', least: 10 },
];

/** A delivery and the title of what it is about, where it is about something. */
export type DeliveryRow = { readonly delivery: Delivery; readonly title: string | undefined };

/** One line of `deliveries --json`. The target as it may be shown. */
export function deliveryObject({ delivery, title }: DeliveryRow): object {
  const { id, subscription, event, kind, state, suppression, attempts, reason, receipt, key } = delivery;
  return {
    id,
    subscription,
    target: labelOf(delivery.target),
    event,
    state,
    attempts,
    reason,
    receipt: receipt ?? null,
    kind,
    about: title ?? null,
    suppressed_as: suppression ?? null,
    key,
    created: iso(delivery.created),
    due: iso(delivery.due),
    sent_at: iso(delivery.sentAt),
    updated: iso(delivery.updated),
  };
}

/** The table; below what did not arrive, why. 100 columns, times in UTC. */
export function deliveriesText(rows: readonly DeliveryRow[], style: Style): string {
  const { head, rows: laid } = layTable(
    COLUMNS,
    rows.map((row) => cellsOf(row, style)),
    WIDTH,
    style.bold,
  );
  const lines = rows.flatMap(({ delivery }, at) => [
    laid[at] ?? '',
    ...indented(delivery.reason).map(style.dim),
  ]);
  return `${[head, ...lines].join('\n')}\n`;
}

/** All that is known of one. */
export function deliveryText({ delivery, title }: DeliveryRow, style: Style): string {
  const {
    id,
    key,
    subscription,
    event,
    state,
    suppression,
    attempts,
    due,
    created,
    sentAt,
    reason,
    receipt,
  } = delivery;
  const facts: [string, string | undefined][] = [
    ['subscription', subscription === 0 ? 'the operator' : String(subscription)],
    ['target', labelOf(delivery.target)],
    ['event', event],
    ['about', title],
    ['state', suppression === undefined ? state : `${state} (${suppression})`],
    ['why', reason === '' ? undefined : reason],
    ['attempts', String(attempts)],
    ['made', told(created)],
    ['due', told(due)],
    ['handed over', told(sentAt)],
    [
      'receipt',
      receipt &&
        Object.entries(receipt)
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
    ],
    ['key', key],
  ];
  const lines = facts.flatMap(([name, value]) =>
    value === undefined
      ? []
      : wrap(cleanLine(value), WIDTH - 16).map(
          (line, at) => `${at === 0 ? style.dim(name.padEnd(14)) : ' '.repeat(14)}${line}`,
        ),
  );
  return `${[style.bold(`delivery ${id}`), ...lines].join('\n')}\n`;
}

/** A target's text as it may be shown. */
function labelOf(text: string): string {
  const target = readTarget(text);
  return 'wrong' in target ? 'an unknown target' : targetLabel(target);
}

function cellsOf({ delivery, title }: DeliveryRow, style: Style): Cell[] {
  const { id, created, subscription, target, event, state, attempts } = delivery;
  return [
    String(id),
    clock(created),
    subscription === 0 ? '-' : String(subscription),
    labelOf(target),
    event,
    { text: state, paint: paintOf(state, style) },
    String(attempts),
    title ?? '',
  ];
}

function paintOf(state: Delivery['state'], style: Style): Paint {
  switch (state) {
    case 'sent':
      return style.green;
    case 'dead':
    case 'failed':
    case 'uncertain':
      return style.red;
    case 'suppressed':
      return style.dim;
    case 'pending':
    case 'sending':
      return style.bold;
  }
}

function indented(text: string): string[] {
  return wrap(cleanLine(text), WIDTH - INDENT.length).map((line) => INDENT + line);
}

function told(time: number | undefined): string | undefined {
  return time === undefined ? undefined : `${clock(time)} UTC`;
}

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
