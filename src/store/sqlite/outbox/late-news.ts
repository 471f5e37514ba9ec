import type { DatabaseSync } from 'node:sqlite';
import type { KeptText } from '../../../domain/kept.ts';
import { ON_DEMAND } from '../../../ports/archive.ts';
import type { NewsLog } from './news-log.ts';

/** A mail that was known comes from an archive for the first time, as news; the caller holds the transaction. */
export type LateNews = (id: number, keep: () => KeptText, now: number) => void;

/** A mail that is known because somebody looked at its thread is news all the same when its list brings it. */
export function createLateNews(database: DatabaseSync, log: NewsLog): LateNews {
  const isLate = database.prepare(
    `SELECT 1 FROM message m JOIN kept k ON k.message = m.id WHERE m.id = ?
       AND (SELECT count(*) FROM copy c WHERE c.message = m.id) = 1
       AND EXISTS (SELECT 1 FROM archive a JOIN archive d ON d.locator = a.locator
         WHERE a.id = m.archive AND d.position = '${ON_DEMAND}')`,
  );
  return (id, keep, now) => {
    if (isLate.get(id)) log.addMail(id, keep().words, now);
  };
}
