import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryStore } from '../../../ports/outbox.ts';
import type { Write } from '../write.ts';

/** What a human decides about deliveries, and what time does to them. */
export function createDeliveryFate(
  database: DatabaseSync,
  write: Write,
): Pick<DeliveryStore, 'retryDelivery' | 'discardDelivery' | 'forgetDeliveries'> {
  const retry = database.prepare(
    `UPDATE delivery SET state = 'pending', suppression = NULL, reason = '', attempts = 0, due = ?1, ready = 1,
       updated = ?1
     WHERE id = ?2 AND +state IN ('dead', 'failed', 'uncertain', 'suppressed')`,
  );
  const discard = database.prepare(
    `UPDATE delivery SET state = 'suppressed', suppression = 'discarded', reason = ?1, updated = ?2
     WHERE id = ?3 AND +state IN ('pending', 'failed', 'dead', 'uncertain')`,
  );
  // Nothing ends before it was made: the index of what was made ends the search.
  const forget = database.prepare(
    `DELETE FROM delivery WHERE created < ?1 AND updated < ?1
       AND +state IN ('sent', 'uncertain', 'dead', 'suppressed')
       AND NOT EXISTS (SELECT 1 FROM card WHERE card.target = delivery.target AND card.subject = delivery.subject)`,
  );
  // The name of a lane may hold a secret: it goes with the last delivery.
  const clear = database.prepare(
    'DELETE FROM lane WHERE waiting = 0 AND owner IS NULL AND until < ? AND name NOT IN (SELECT lane FROM delivery)',
  );
  return {
    retryDelivery: (id, now) => write(() => retry.run(Math.floor(now), id).changes > 0),
    discardDelivery: (id, reason, now) => write(() => discard.run(reason, Math.floor(now), id).changes > 0),
    forgetDeliveries: (before) =>
      write(() => {
        const gone = Number(forget.run(Math.floor(before)).changes);
        clear.run(Math.floor(before));
        return gone;
      }),
  };
}
