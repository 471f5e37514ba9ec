import type { DatabaseSync } from 'node:sqlite';
import { type Copies, hex } from './copies.ts';

/** Copies of an archive that are not among these blobs (hex) go. Returns how many. */
export type MissingRemover = (archive: number, present: ReadonlySet<string>, torn: Set<number>) => number;

type Gone = Map<string, { readonly key: number; readonly blobs: Set<string> }>;

export function createMissingRemover(database: DatabaseSync, copies: Copies): MissingRemover {
  const held = database.prepare(
    `SELECT message_id, key, blob FROM message WHERE archive = ?1
     UNION ALL SELECT m.message_id, m.key, c.blob FROM copy c JOIN message m ON m.id = c.message WHERE c.archive = ?1`,
  );
  const unreadable = database.prepare('SELECT place FROM unreadable WHERE archive = ?');
  const dropUnreadable = database.prepare('DELETE FROM unreadable WHERE archive = ? AND place = ?');

  function findGone(archive: number, present: ReadonlySet<string>): Gone {
    const gone: Gone = new Map();
    for (const row of held.iterate(archive)) {
      const blob = hex(row.blob);
      if (blob === null || present.has(blob)) continue;
      const messageId = String(row.message_id);
      const mail = gone.get(messageId) ?? { key: Number(row.key), blobs: new Set() };
      mail.blobs.add(blob);
      gone.set(messageId, mail);
    }
    return gone;
  }
  return (archive, present, torn) => {
    let taken = 0;
    for (const [messageId, { key, blobs }] of findGone(archive, present)) {
      const mail = copies.of(key, messageId);
      const going =
        mail?.copies.filter((copy) => copy.archive === archive && copy.blob && blobs.has(copy.blob)) ?? [];
      if (mail) copies.take(mail, going, torn);
      taken += going.length;
    }
    const broken = unreadable.all(archive).filter((row) => !present.has(String(row.place)));
    for (const { place = null } of broken) dropUnreadable.run(archive, place);
    return taken + broken.length;
  };
}
