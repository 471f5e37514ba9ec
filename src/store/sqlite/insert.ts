import type { DatabaseSync } from 'node:sqlite';
import { deflateRawSync } from 'node:zlib';
import type { JudgedMail } from '../../ports/store.ts';
import { categoryCode, kindCode } from './codes.ts';
import type { People } from './people.ts';
import type { Places } from './places.ts';
import { packSaid, type Row } from './rows.ts';

const NO_BLOB = Buffer.alloc(0);

export type Inserted =
  | { readonly what: 'mail'; readonly id: number; readonly thread: number }
  /** It was known; `copy`: but not from there. */
  | { readonly what: 'copy' | 'known'; readonly id: number };

/** Puts a mail into its thread; where it was known, one more copy of it is. */
export type Inserter = (archive: number, mail: JudgedMail, touched: Set<number>) => Inserted;

export function createInserter(database: DatabaseSync, places: Places, people: People): Inserter {
  const find = database.prepare('SELECT id, archive, blob FROM message WHERE key = ? AND message_id = ?');
  const add = database.prepare(
    `INSERT INTO message (key, thread, parent, up, posting, title, part, copied, archive, kind, own, category, date, received, author, message_id, subject, blob)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addCopy = database.prepare('INSERT OR IGNORE INTO copy (message, archive, blob) VALUES (?, ?, ?)');
  const addSaid = database.prepare('INSERT INTO said (message, words) VALUES (?, ?)');
  const addClue = database.prepare('INSERT OR IGNORE INTO clue (key, message) VALUES (?, ?)');
  const addRaw = database.prepare('INSERT INTO raw (message, bytes) VALUES (?, ?)');

  function noteCopy(found: Row, archive: number, blob: Buffer | null): boolean {
    const first = found.blob instanceof Uint8Array ? found.blob : NO_BLOB;
    if (found.archive === archive && (blob ?? NO_BLOB).equals(first)) return false;
    return addCopy.run(Number(found.id), archive, blob ?? NO_BLOB).changes > 0;
  }
  function insert(archive: number, { row }: JudgedMail, thread: number, blob: Buffer | null): number {
    const own = categoryCode(row.own);
    const result = add.run(
      row.key,
      thread,
      row.parent ?? null,
      row.up === row.parent ? null : (row.up ?? null),
      row.posting ?? null,
      row.title ?? null,
      row.part,
      row.copied ? 1 : 0,
      archive,
      kindCode(row.kind),
      own,
      own,
      Math.floor(row.date / 1000),
      Math.floor(row.received / 1000),
      people.number(row.author),
      row.messageId,
      row.subject,
      blob,
    );
    return Number(result.lastInsertRowid);
  }
  return (archive, mail, touched) => {
    const { key, messageId, up } = mail.row;
    const blob = mail.blob === null ? null : Buffer.from(mail.blob, 'hex');
    const found = find.get(key, messageId);
    if (found) {
      return { what: noteCopy(found, archive, blob) ? 'copy' : 'known', id: Number(found.id) };
    }
    const thread = places.find(key, up);
    const id = insert(archive, mail, thread, blob);
    if (mail.said) addSaid.run(id, packSaid(mail.said));
    for (const clue of mail.clues) addClue.run(clue, id);
    if (mail.raw) addRaw.run(id, deflateRawSync(mail.raw));
    places.join(key, thread);
    touched.add(thread);
    return { what: 'mail', id, thread };
  };
}
