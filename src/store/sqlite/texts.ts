import type { DatabaseSync } from 'node:sqlite';
import type { KeptText } from '../../domain/kept.ts';
import type { Settle } from '../../ports/store.ts';
import type { Keeper } from './keep.ts';
import type { Settler } from './settler.ts';

export type TextKeeper = (
  texts: ReadonlyMap<number, KeptText | undefined>,
  settle: Settle,
  news: number | undefined,
) => void;

/** Keeps texts that were waited for; the caller holds the transaction. What cannot be had is marked so. */
export function createTextKeeper(database: DatabaseSync, keeper: Keeper, settleThreads: Settler): TextKeeper {
  const placeOf = database.prepare('SELECT date, thread FROM message WHERE id = ?');
  const giveUp = database.prepare('UPDATE pending SET lost = 1 WHERE message = ?');
  const unwait = database.prepare('DELETE FROM pending WHERE message = ?');
  return (texts, settle, news) => {
    const touched = new Set<number>();
    for (const [id, text] of texts) {
      const place = placeOf.get(id);
      if (!text || !place) {
        giveUp.run(id);
        continue;
      }
      unwait.run(id);
      keeper.keep(id, Number(place.date), text, news);
      touched.add(Number(place.thread));
    }
    settleThreads.settle(touched, new Map(), settle, news);
  };
}
