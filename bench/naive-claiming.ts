import { DatabaseSync } from 'node:sqlite';

/** The claim that comes to mind first: the oldest for which nothing older of its lane is still on the way. */
const CLAIM = `SELECT id FROM naive d WHERE state IN ('pending', 'failed') AND due <= ?
  AND NOT EXISTS (SELECT 1 FROM naive e WHERE e.lane = d.lane AND e.id < d.id
    AND e.state IN ('pending', 'failed', 'sending'))
  ORDER BY id LIMIT 1`;

type Naive = {
  /** So many workers try; who got something settles. Returns how many did. */
  readonly work: (workers: number, now: number) => number;
  readonly close: () => void;
};

/** The same rows as in the store, in a table of their own with an index on the state, as one would make it. */
export function createNaive(path: string): Naive {
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA synchronous = FULL;
    CREATE TABLE naive AS SELECT id, lane, state, due FROM delivery;
    CREATE UNIQUE INDEX naive_id ON naive (id);
    CREATE INDEX naive_state ON naive (state, id);
  `);
  const claim = database.prepare(CLAIM);
  const set = database.prepare('UPDATE naive SET state = ? WHERE id = ?');
  function take(now: number): number | undefined {
    database.exec('BEGIN IMMEDIATE');
    const id = claim.get(now)?.id;
    if (id !== undefined) set.run('sending', id);
    database.exec('COMMIT');
    return id === undefined ? undefined : Number(id);
  }
  return {
    work: (workers, now) => {
      const got = Array.from({ length: workers }, () => take(now)).filter((id) => id !== undefined);
      for (const id of got) set.run('sent', id);
      return got.length;
    },
    close: () => database.close(),
  };
}
