import type { DatabaseSync } from 'node:sqlite';
import { clueKeys } from '../../domain/series/clues.ts';
import type { Keeper } from './keep.ts';
import { type Row, saidOf } from './rows.ts';

/** One list's copy of a mail; `first` is the one that was read. `blob` is hex. */
export type Copy = { readonly archive: number; readonly blob: string | null; readonly first: boolean };

export type Held = { readonly id: number; readonly thread: number; readonly copies: readonly Copy[] };

export type Copies = {
  readonly of: (key: number, messageId: string) => Held | undefined;
  /** Takes copies out, and the mail with its last one. Its thread is added to `torn`. */
  readonly take: (held: Held, going: readonly Copy[], torn: Set<number>) => void;
};

export function createCopies(database: DatabaseSync, keeper: Keeper): Copies {
  const find = database.prepare(
    'SELECT id, archive, blob, thread FROM message WHERE key = ? AND message_id = ?',
  );
  const others = database.prepare('SELECT archive, blob FROM copy WHERE message = ?');
  const dropCopy = database.prepare('DELETE FROM copy WHERE message = ? AND archive = ? AND blob = ?');
  const nextCopy = database.prepare(
    'SELECT archive, blob FROM copy WHERE message = ? ORDER BY length(blob) = 0, archive, blob LIMIT 1',
  );
  const promote = database.prepare('UPDATE message SET archive = ?, blob = ? WHERE id = ?');
  const reread = database.prepare(
    'INSERT OR REPLACE INTO pending (message) SELECT id FROM message WHERE id = ? AND category < 7',
  );
  const drop = database.prepare('DELETE FROM message WHERE id = ?');
  const said = database.prepare('SELECT words FROM said WHERE message = ?');
  const dropClue = database.prepare('DELETE FROM clue WHERE key = ? AND message = ?');

  /** The copy that was read is gone: another takes its place and is read again, or the mail goes. */
  function takeFirst(id: number): void {
    const other = nextCopy.get(id);
    if (other === undefined) {
      for (const clue of clueKeys(saidOf(said.get(id) ?? {}))) dropClue.run(clue, id);
      keeper.unkeep(id);
      drop.run(id);
      return;
    }
    const { archive = null, blob = null } = other;
    dropCopy.run(id, archive, blob);
    promote.run(archive, blob instanceof Uint8Array && blob.length === 0 ? null : blob, id);
    reread.run(id);
  }
  return {
    of: (key, messageId) => {
      const row = find.get(key, messageId);
      if (row === undefined) return undefined;
      const id = Number(row.id);
      const copies = [...others.all(id).map((other) => toCopy(other, false)), toCopy(row, true)];
      return { id, thread: Number(row.thread), copies };
    },
    take: ({ id, thread }, going, torn) => {
      // The first one last, so that none takes its place that goes too.
      for (const { archive, blob } of going.filter(({ first }) => !first)) {
        dropCopy.run(id, archive, Buffer.from(blob ?? '', 'hex'));
      }
      if (going.some(({ first }) => first)) takeFirst(id);
      if (going.length > 0) torn.add(thread);
    },
  };
}

function toCopy(row: Row, first: boolean): Copy {
  return { archive: Number(row.archive), blob: hex(row.blob), first };
}

/** null where the archive has no blobs. */
export function hex(blob: unknown): string | null {
  return blob instanceof Uint8Array && blob.length > 0 ? Buffer.from(blob).toString('hex') : null;
}
