import { existsSync } from 'node:fs';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ArchiveKind, ArchiveRef, Cursor } from '../../ports/archive.ts';
import type { ArchiveState } from '../../ports/store.ts';

type Row = Record<string, SQLOutputValue>;

export type Archives = {
  readonly open: (ref: ArchiveRef) => ArchiveState;
  readonly replace: (id: number) => ArchiveState;
  readonly setCursor: (id: number, cursor: Cursor) => void;
  readonly touch: (id: number, now: number) => void;
};

export function createArchives(database: DatabaseSync): Archives {
  const find = database.prepare('SELECT * FROM archive WHERE locator = ? AND list = ?');
  const elsewhere = database.prepare(`SELECT * FROM archive
     WHERE list = ? AND kind = 'git' AND epoch IS ? AND locator NOT LIKE '%#replaced-%'`);
  const move = database.prepare('UPDATE archive SET locator = ? WHERE id = ? RETURNING *');
  const add = database.prepare(
    'INSERT INTO archive (list, kind, locator, epoch) VALUES (?, ?, ?, ?) RETURNING *',
  );
  const byId = database.prepare('SELECT * FROM archive WHERE id = ?');
  const set = database.prepare(
    'UPDATE archive SET position = ?, cursor_date = ?, cursor_subject = ?, cursor_message = ? WHERE id = ?',
  );
  const touch = database.prepare('UPDATE archive SET last_read = ? WHERE id = ?');

  /** The archive row of an epoch that was moved, so that what is known of it stays known. */
  function adopt(ref: ArchiveRef): Row | undefined {
    if (ref.kind !== 'git') return undefined;
    const lost = elsewhere.all(ref.list, ref.epoch).filter((row) => !existsSync(String(row.locator)));
    const id = lost.length === 1 ? lost[0]?.id : undefined;
    return id === undefined ? undefined : move.get(ref.locator, id);
  }
  function create(ref: ArchiveRef): ArchiveState {
    const row = add.get(ref.list, ref.kind, ref.locator, ref.epoch);
    if (row === undefined) throw new Error('the archive row was not written');
    return archiveState(row);
  }
  return {
    open: (ref) => {
      const known = find.get(ref.locator, ref.list) ?? adopt(ref);
      return known ? archiveState(known) : create(ref);
    },
    replace: (id) => {
      const row = byId.get(id);
      if (row === undefined) throw new Error(`there is no archive ${id}`);
      const ref = archiveRef(row);
      move.get(`${ref.locator}#replaced-${id}`, id);
      return create(ref);
    },
    setCursor: (id, cursor) => {
      set.run(cursor.position, seconds(cursor.date), cursor.subject, cursor.messageId, id);
    },
    touch: (id, now) => {
      touch.run(seconds(now), id);
    },
  };
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

export function archiveState(row: Row): ArchiveState {
  return { id: Number(row.id), ...archiveRef(row), cursor: cursorOf(row) };
}

export function archiveRef(row: Row): ArchiveRef {
  return {
    kind: String(row.kind) as ArchiveKind,
    list: String(row.list),
    locator: String(row.locator),
    epoch: row.epoch === null || row.epoch === undefined ? null : Number(row.epoch),
  };
}

function cursorOf(row: Row): Cursor | undefined {
  const position = row.position;
  if (typeof position !== 'string') return undefined;
  const message = row.cursor_message;
  return {
    position,
    date: Number(row.cursor_date) * 1000,
    subject: String(row.cursor_subject),
    messageId: typeof message === 'string' ? message : null,
  };
}
