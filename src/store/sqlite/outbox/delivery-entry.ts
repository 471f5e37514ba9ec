import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../../ports/clock.ts';
import type { DeliveryStore } from '../../../ports/outbox.ts';
import type { Write } from '../write.ts';
import type { HeldAs } from './delivery-held.ts';
import { DELIVERY_COLUMNS, deliveryOf, wholeMs } from './delivery-rows.ts';

/** With `-` and the id, which has 16 digits at most, no more than the 25 characters of a nonce. */
const NAME_LENGTH = 8;

export function createDeliveryEntry(
  database: DatabaseSync,
  write: Write,
  clock: Clock,
  heldAs: HeldAs,
): Pick<DeliveryStore, 'enqueue'> {
  const christen = database.prepare(`INSERT OR IGNORE INTO fact (name, value) VALUES ('store', ?)`);
  const isNamed = database.prepare(`SELECT 1 FROM fact WHERE name = 'store'`);
  const add = database.prepare(
    `INSERT INTO delivery (subscription, event, kind, target, lane, subject, payload, state, suppression, reason, due,
       ready, created, updated)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?11, ?11 <= ?12, ?12, ?12)
     ON CONFLICT (subscription, event) DO NOTHING RETURNING ${DELIVERY_COLUMNS}`,
  );

  return {
    enqueue: (delivery) =>
      write(() => {
        if (!isNamed.get()) christen.run(makeName());
        const { subscription, event, kind, target, lane, subject, payload, due } = delivery;
        const suppressed = delivery.suppressed ?? heldAs(delivery);
        const row = add.get(
          subscription,
          event,
          kind,
          target,
          lane,
          subject ?? null,
          payload === undefined ? null : JSON.stringify(payload),
          suppressed ? 'suppressed' : 'pending',
          suppressed?.as ?? null,
          suppressed?.reason ?? '',
          wholeMs(due),
          Math.floor(clock()),
        );
        return row && deliveryOf(row);
      }),
  };
}

function makeName(): string {
  const name = randomInt(36 ** NAME_LENGTH).toString(36);
  return name.padStart(NAME_LENGTH, '0');
}
