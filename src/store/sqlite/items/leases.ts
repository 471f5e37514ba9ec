import type { DatabaseSync } from 'node:sqlite';
import type { ItemStore, Lease } from '../../../ports/item-store.ts';
import type { Write } from '../write.ts';

/** How long a job that was run is remembered, ms. */
const JOB_MEMORY = 60 * 86_400_000;

/** Who may do what: in one transaction each, so that of two processes one comes first. */
export function createLeases(
  database: DatabaseSync,
  write: Write,
): Pick<ItemStore, 'lease' | 'release' | 'claimJob'> {
  const held = database.prepare('SELECT owner, until FROM lease WHERE source = ?');
  const take = database.prepare('INSERT OR REPLACE INTO lease (source, owner, until) VALUES (?, ?, ?)');
  const drop = database.prepare('DELETE FROM lease WHERE source = ? AND owner = ?');
  const claim = database.prepare('INSERT OR IGNORE INTO job (name, at) VALUES (?, ?)');
  const forget = database.prepare('DELETE FROM job WHERE at < ?');

  function holder(source: string): Lease | undefined {
    const row = held.get(source);
    return row && { source, owner: String(row.owner), until: Number(row.until) };
  }
  return {
    lease: (lease, now, isAlive) =>
      write(() => {
        const { source, owner, until } = lease;
        const other = holder(source);
        if (other && other.owner !== owner && other.until > now && isAlive(other.owner)) return other;
        take.run(source, owner, Math.floor(until));
        return undefined;
      }),
    release: (source, owner) => {
      write(() => drop.run(source, owner));
    },
    claimJob: (job, now) =>
      write(() => {
        const isFirst = claim.run(job, Math.floor(now)).changes > 0;
        if (isFirst) forget.run(Math.floor(now) - JOB_MEMORY);
        return isFirst;
      }),
  };
}
