import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryStore, LaneState } from '../../../ports/outbox.ts';
import { explained } from '../failure.ts';
import type { Row } from '../rows.ts';
import type { Write } from '../write.ts';
import { optional, UNBRAKED, wholeMs } from './delivery-rows.ts';

/** In the words of the index: lanes in which something waits, and that nobody holds. */
const FREE = 'waiting > 0 AND owner IS NULL';

/** The questions as SQL, so that a test can ask how SQLite answers them. */
export const LANE_QUESTIONS = {
  due: `SELECT name FROM lane WHERE ${FREE} AND max(next_due, until) <= ? AND ${UNBRAKED}
    ORDER BY max(next_due, until), last_sent LIMIT ?`,
  next: `SELECT max(next_due, until) AS due FROM lane WHERE ${FREE} AND ${UNBRAKED}
    ORDER BY max(next_due, until) LIMIT 1`,
  all: 'SELECT name, until, waiting, last_sent FROM lane ORDER BY name',
  // A name is compared byte by byte: the last of all characters is behind whatever follows the prefix.
  hold: `UPDATE lane SET until = ?1 WHERE name >= ?2 AND name < ?2 || char(1114111) AND until < ?1`,
} as const;

export function createLanes(
  database: DatabaseSync,
  path: string,
  write: Write,
): Pick<DeliveryStore, 'dueLanes' | 'nextDue' | 'lanes' | 'holdLanes'> {
  const due = database.prepare(LANE_QUESTIONS.due);
  const next = database.prepare(LANE_QUESTIONS.next);
  const all = database.prepare(LANE_QUESTIONS.all);
  const hold = database.prepare(LANE_QUESTIONS.hold);
  return {
    dueLanes: explained(path, (now, limit) =>
      due.all(Math.floor(now), Math.floor(limit)).map(({ name }) => String(name)),
    ),
    nextDue: explained(path, () => optional(next.get()?.due)),
    lanes: explained(path, () => all.all().map(laneState)),
    holdLanes: (prefix, until) => {
      write(() => hold.run(wholeMs(until), prefix));
    },
  };
}

function laneState(row: Row): LaneState {
  return {
    lane: String(row.name),
    until: Number(row.until),
    waiting: Number(row.waiting),
    lastSent: optional(row.last_sent),
  };
}
