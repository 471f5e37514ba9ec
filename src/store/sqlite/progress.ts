import type { DatabaseSync } from 'node:sqlite';
import type { MessageId } from '../../domain/ids.ts';
import type { PendingText, Store } from '../../ports/store.ts';
import { archiveRef } from './archives.ts';
import { hex } from './copies.ts';
import { explained } from './failure.ts';
import type { Row } from './rows.ts';

type Progress = Pick<Store, 'pendingTexts' | 'knownBlobs'>;

/** What was read already, and what is still to be read. */
export function createProgress(database: DatabaseSync, path: string, rawOf: Store['rawOf']): Progress {
  const pending = database.prepare(
    `SELECT m.id, m.message_id, m.blob, a.kind, a.list, a.locator, a.epoch
     FROM pending q JOIN message m ON m.id = q.message JOIN archive a ON a.id = m.archive
     WHERE q.message > ? AND q.lost = 0 ORDER BY q.message LIMIT ?`,
  );
  const blobs = database.prepare(
    'SELECT blob FROM message WHERE archive = ?1 UNION ALL SELECT blob FROM copy WHERE archive = ?1',
  );
  const unreadable = database.prepare('SELECT place FROM unreadable WHERE archive = ?');

  function pendingText(row: Row): PendingText {
    const id = Number(row.id);
    const messageId = String(row.message_id) as MessageId;
    return { id, messageId, archive: archiveRef(row), blob: hex(row.blob), raw: rawOf(id) };
  }
  function knownBlobs(archive: number): Set<string> {
    const known = new Set<string>();
    for (const row of blobs.iterate(archive)) {
      const blob = hex(row.blob);
      if (blob !== null) known.add(blob);
    }
    for (const row of unreadable.iterate(archive)) known.add(String(row.place));
    return known;
  }
  return {
    pendingTexts: explained(path, (limit, after) => pending.all(after, limit).map(pendingText)),
    knownBlobs: explained(path, knownBlobs),
  };
}
