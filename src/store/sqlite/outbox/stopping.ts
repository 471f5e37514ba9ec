import type { DatabaseSync } from 'node:sqlite';
import type { Suppression } from '../../../domain/delivery/delivery.ts';
import { WAITS } from './delivery-schema.ts';

/** What becomes of deliveries that wait when something else is decided. Triggers keep the lanes right. `now` in ms. */
export type Stopping = {
  /** But for what the subscription is told about itself. */
  readonly suppress: (
    subscription: number,
    as: Extract<Suppression, 'paused' | 'suspended' | 'removed'>,
    reason: string,
    now: number,
  ) => void;
  /** Cards, edits and lines of a subject in a target that has a card of it already. */
  readonly supersede: (subject: number, target: string, reason: string, now: number) => void;
  /**
   * What was suppressed since then because the subscription was stopped waits again; but for what another
   * subscription told the same target meanwhile. Returns how many.
   */
  readonly resume: (subscription: number, since: number, now: number) => number;
};

const SUPPRESS = "UPDATE delivery SET state = 'suppressed', suppression = ?, reason = ?, updated = ?";

export function createStopping(database: DatabaseSync): Stopping {
  const suppress = database.prepare(`${SUPPRESS} WHERE subscription = ? AND ${WAITS} AND kind <> 'notice'`);
  const supersede = database.prepare(`${SUPPRESS} WHERE subject = ? AND target = ? AND ${WAITS}`);
  const resume = database.prepare(
    `UPDATE delivery SET state = 'pending', suppression = NULL, reason = '', attempts = 0, due = max(due, ?3),
       ready = due <= ?3, updated = ?3
     WHERE subscription = ?1 AND state = 'suppressed' AND suppression IN ('paused', 'suspended') AND updated >= ?2
       AND NOT EXISTS (SELECT 1 FROM card c WHERE c.target = delivery.target AND c.subject = delivery.subject
         AND c.subscription <> ?1)`,
  );
  return {
    suppress: (subscription, as, reason, now) => {
      suppress.run(as, reason, now, subscription);
    },
    supersede: (subject, target, reason, now) => {
      supersede.run('superseded', reason, now, subject, target);
    },
    resume: (subscription, since, now) => Number(resume.run(subscription, since, now).changes),
  };
}
