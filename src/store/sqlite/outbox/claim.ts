import type { DatabaseSync } from 'node:sqlite';
import type { Delivery, DeliveryState } from '../../../domain/delivery/delivery.ts';
import type { DeliveryStore, Settled } from '../../../ports/outbox.ts';
import type { Row } from '../rows.ts';
import type { Write } from '../write.ts';
import type { HeldAs } from './delivery-held.ts';
import { DELIVERY_COLUMNS, deliveryOf, kindOf, UNBRAKED, wholeMs } from './delivery-rows.ts';
import { WAITS } from './delivery-schema.ts';

/** The steps as SQL, so that a test can ask how SQLite takes them. */
export const CLAIM_STEPS = {
  free: `SELECT 1 FROM lane WHERE name = ? AND waiting > 0 AND owner IS NULL AND until <= ? AND next_due <= ?
    AND ${UNBRAKED}`,
  ripen: `UPDATE delivery SET ready = 1 WHERE lane = ? AND ${WAITS} AND ready = 0 AND due <= ?`,
  next: `SELECT id FROM delivery WHERE lane = ? AND ${WAITS} AND ready = 1 AND due <= ? ORDER BY id LIMIT 1`,
} as const;

/** Taking and giving back: a lane is held by the one whose delivery is in flight, and by nobody where none is. */
export function createClaims(
  database: DatabaseSync,
  write: Write,
  heldAs: HeldAs,
): Pick<DeliveryStore, 'claim' | 'settle'> {
  const free = database.prepare(CLAIM_STEPS.free);
  const ripen = database.prepare(CLAIM_STEPS.ripen);
  const next = database.prepare(CLAIM_STEPS.next);
  const send = database.prepare(
    `UPDATE delivery SET state = 'sending', attempts = attempts + 1, sent_at = ?1, updated = ?1 WHERE id = ?2
     RETURNING ${DELIVERY_COLUMNS}`,
  );
  const hold = database.prepare('UPDATE lane SET owner = ?, lease = ?, sending = ? WHERE name = ?');
  const held = database.prepare('SELECT 1 FROM lane WHERE name = ? AND owner = ? AND sending = ?');
  const find = database.prepare('SELECT subscription, kind, lane, due FROM delivery WHERE id = ?');
  const end = database.prepare(
    `UPDATE delivery SET state = ?, suppression = ?, reason = ?, receipt = coalesce(?, receipt), doubt = ?, due = ?,
       ready = ?6 <= ?7, updated = ?7
     WHERE id = ?8 RETURNING ${DELIVERY_COLUMNS}`,
  );
  const pause = database.prepare('UPDATE lane SET until = max(until, ?) WHERE name = ?');

  function take(lane: string, owner: string, until: number, at: number): Delivery | undefined {
    if (!free.get(lane, at, at)) return undefined;
    ripen.run(lane, at);
    const first = next.get(lane, at)?.id;
    const row = first === undefined ? undefined : send.get(at, first);
    if (!row) return undefined;
    hold.run(owner, until, Number(row.id), lane);
    return deliveryOf(row);
  }
  /** While it was on its way, its subscription may have been stopped: what comes back is held then, like the rest. */
  function heldBack(row: Row, settled: Settled): Settled {
    if (!waits(settled.state)) return settled;
    const held = heldAs({ subscription: Number(row.subscription), kind: kindOf(row) });
    return held ? { ...settled, state: 'suppressed', suppression: held.as, reason: held.reason } : settled;
  }
  function settle(id: number, owner: string, told: Settled, at: number): Delivery | undefined {
    if (told.state === 'sending') throw new RangeError(`the delivery ${id} cannot end in flight`);
    const row = find.get(id);
    if (!row || !held.get(String(row.lane), owner, id)) return undefined;
    const settled = heldBack(row, told);
    const { state, suppression, reason, receipt, doubt, due, laneUntil } = settled;
    if (laneUntil !== undefined) pause.run(wholeMs(laneUntil), String(row.lane));
    const later = due === undefined || !waits(state) ? Number(row.due) : wholeMs(due);
    const packed = receipt ? JSON.stringify(receipt) : null;
    const doubted = doubt === undefined ? null : wholeMs(doubt);
    const ended = end.get(state, suppression ?? null, reason, packed, doubted, later, at, id);
    return ended && deliveryOf(ended);
  }
  return {
    claim: (lane, lease, now) => {
      const at = Math.floor(now);
      // Most who ask in vain need not wait for those who write.
      if (!free.get(lane, at, at)) return undefined;
      return durably(database, () => write(() => take(lane, lease.owner, wholeMs(lease.until), at)));
    },
    settle: (id, owner, settled, now) => write(() => settle(id, owner, settled, Math.floor(now))),
  };
}

const waits = (state: DeliveryState): boolean => state === 'pending' || state === 'failed';

/**
 * What is written here is on the disk when it returns, with all that was written before: a power cut must not take back
 * that something was handed to a platform. Everything else may be lost to one, and is then done again.
 */
function durably<T>(database: DatabaseSync, act: () => T): T {
  if (database.isTransaction) return act();
  database.exec('PRAGMA synchronous = FULL');
  try {
    return act();
  } finally {
    database.exec('PRAGMA synchronous = NORMAL');
  }
}
