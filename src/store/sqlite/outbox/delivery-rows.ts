import type {
  Delivery,
  DeliveryKind,
  DeliveryState,
  Receipt,
  Suppression,
} from '../../../domain/delivery/delivery.ts';
import { StoreError } from '../../../ports/errors.ts';
import { readDoc } from '../items/rows.ts';
import type { Row } from '../rows.ts';

/** What `deliveryOf` reads. The store's name in the key keeps two stores that post to one channel apart. */
export const DELIVERY_COLUMNS = `id, (SELECT value FROM fact WHERE name = 'store') || '-' || id AS key,
  subscription, event, kind, target, lane, subject, payload, state, suppression, reason, attempts, due, created, sent_at,
  doubt, updated, receipt`;

/** A condition: the emergency brake is off. */
export const UNBRAKED = `NOT EXISTS (SELECT 1 FROM fact WHERE name = 'brake')`;

export function deliveryOf(row: Row): Delivery {
  const what = `the delivery ${String(row.id)}`;
  return {
    id: Number(row.id),
    key: String(row.key),
    subscription: Number(row.subscription),
    event: String(row.event),
    kind: kindOf(row),
    target: String(row.target),
    lane: String(row.lane),
    subject: optional(row.subject),
    payload: row.payload === null ? undefined : readValue(row.payload, what),
    state: String(row.state) as DeliveryState,
    suppression: row.suppression === null ? undefined : (String(row.suppression) as Suppression),
    reason: String(row.reason),
    attempts: Number(row.attempts),
    due: Number(row.due),
    created: Number(row.created),
    sentAt: optional(row.sent_at),
    ...(row.doubt === null ? {} : { doubt: Number(row.doubt) }),
    updated: Number(row.updated),
    receipt: row.receipt === null ? undefined : readDoc<Receipt>(row.receipt, what),
  };
}

export function kindOf(row: Row): DeliveryKind {
  return String(row.kind) as DeliveryKind;
}

export function optional(value: Row[string] | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

/** A time in whole ms that SQLite keeps as an integer, not before the one given. */
export function wholeMs(time: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Math.ceil(time), Number.MAX_SAFE_INTEGER));
}

function readValue(text: Row[string] | undefined, what: string): unknown {
  try {
    return JSON.parse(String(text));
  } catch (error) {
    throw new StoreError(
      `the store is damaged: ${what} cannot be read in it: restore a copy, or remove the store and fill it again`,
      { cause: error },
    );
  }
}
