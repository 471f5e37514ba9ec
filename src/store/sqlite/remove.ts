import type { DatabaseSync } from 'node:sqlite';
import type { Copies } from './copies.ts';

export type RemovedCopy = { readonly messageId: string; readonly key: number; readonly blob: string | null };

/**
 * Takes a mail out of the list that an archive belongs to, in all archives of it: a removal stands in the
 * list's newest epoch, whichever holds the mail. It names the mail by its bytes; where no copy has these,
 * by its id, if the list has one copy only. Returns the mail's row; undefined where there was none.
 */
export type Remover = (archive: number, copy: RemovedCopy, torn: Set<number>) => number | undefined;

export function createRemover(database: DatabaseSync, copies: Copies): Remover {
  const sameList = database.prepare(
    'SELECT id FROM archive WHERE list = (SELECT list FROM archive WHERE id = ?)',
  );
  return (archive, { key, messageId, blob }, torn) => {
    const held = copies.of(key, messageId);
    if (!held) return undefined;
    const list = new Set(sameList.all(archive).map((row) => Number(row.id)));
    const inList = held.copies.filter((copy) => list.has(copy.archive));
    const same = inList.filter((copy) => copy.blob === blob);
    const going = same.length > 0 || inList.length > 1 ? same : inList;
    copies.take(held, going, torn);
    return going.length > 0 ? held.id : undefined;
  };
}
