import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryStore } from '../../../ports/outbox.ts';
import { explained } from '../failure.ts';
import type { Row } from '../rows.ts';
import type { Write } from '../write.ts';
import { DELIVERY_COLUMNS, deliveryOf, wholeMs } from './delivery-rows.ts';

/** What the dead left behind. There are no more of them than there were workers. */
export function createOrphanage(
  database: DatabaseSync,
  path: string,
  write: Write,
): Pick<DeliveryStore, 'orphans' | 'adopt'> {
  const all = database.prepare(
    'SELECT owner, lease, sending FROM lane WHERE owner IS NOT NULL ORDER BY lease, sending',
  );
  const one = database.prepare(`SELECT ${DELIVERY_COLUMNS} FROM delivery WHERE id = ?`);
  const holder = database.prepare(
    'SELECT name, owner, lease FROM lane WHERE name = (SELECT lane FROM delivery WHERE id = ?1) AND sending = ?1',
  );
  const take = database.prepare('UPDATE lane SET owner = ?, lease = ? WHERE name = ?');

  type IsAlive = (owner: string) => boolean;
  const isLost = (row: Row, now: number, isAlive: IsAlive): boolean =>
    Number(row.lease) <= now || !isAlive(String(row.owner));

  return {
    orphans: explained(path, (now, isAlive, limit) => {
      const lost = all.all().filter((row) => isLost(row, now, isAlive));
      const rows = lost.slice(0, limit).map(({ sending }) => one.get(Number(sending)));
      return rows.filter((row) => row !== undefined).map(deliveryOf);
    }),
    adopt: (id, lease, now, isAlive) =>
      write(() => {
        const row = holder.get(id);
        if (!row || !isLost(row, now, isAlive)) return false;
        take.run(lease.owner, wholeMs(lease.until), String(row.name));
        return true;
      }),
  };
}
