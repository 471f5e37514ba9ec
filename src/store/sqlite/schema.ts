import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../ports/errors.ts';
import { ITEM_TABLES } from './items/schema.ts';
import { OUTBOX_TABLES } from './outbox/schema.ts';

/**
 * One step a version; a step that was released is never changed. Times of mails are seconds, categories and
 * kinds are their place in the domain's tables, keys are `keyOf` of the domain.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE archive (
    id INTEGER PRIMARY KEY,
    list TEXT NOT NULL,
    kind TEXT NOT NULL,
    locator TEXT NOT NULL,
    epoch INTEGER,
    position TEXT, cursor_date INTEGER, cursor_subject TEXT, cursor_message TEXT,
    last_read INTEGER,
    UNIQUE (locator, list)
  );
  CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (email, name)
  );
  -- Every mail, whatever it is about: threads need them all.
  CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    key INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    parent INTEGER,
    up INTEGER,
    posting INTEGER,
    title INTEGER,
    part INTEGER NOT NULL,
    copied INTEGER NOT NULL,
    archive INTEGER NOT NULL REFERENCES archive,
    kind INTEGER NOT NULL,
    own INTEGER NOT NULL,
    category INTEGER NOT NULL,
    date INTEGER NOT NULL,
    received INTEGER NOT NULL,
    author INTEGER NOT NULL REFERENCES person,
    message_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    blob BLOB
  );
  CREATE INDEX message_key ON message (key);
  CREATE INDEX message_thread ON message (thread);
  CREATE INDEX message_date ON message (date);
  -- Who sent a patch about the topic before.
  CREATE INDEX message_patch ON message (author, date) WHERE kind IN (0, 1) AND category < 5;
  -- Who sends pull requests.
  CREATE INDEX message_pull ON message (author) WHERE kind = 3;
  CREATE INDEX message_topic ON message (thread) WHERE own < 8 OR category < 8;
  -- Other revisions of a patch.
  CREATE INDEX message_title ON message (title) WHERE title IS NOT NULL;
  -- What a mail says of series, kept of every mail that says something.
  CREATE TABLE said (message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE, words TEXT NOT NULL);
  -- What links revisions: keys of change-ids, of the ids that are named as earlier revisions, of listed titles.
  CREATE TABLE clue (
    key INTEGER NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (key, message)
  ) WITHOUT ROWID;
  -- The same mail from another list, or once more from the same.
  CREATE TABLE copy (
    message INTEGER NOT NULL REFERENCES message ON DELETE CASCADE,
    archive INTEGER NOT NULL REFERENCES archive,
    blob BLOB NOT NULL,
    PRIMARY KEY (message, archive, blob)
  ) WITHOUT ROWID;
  -- What is known beyond the row of a mail that is about the topic.
  CREATE TABLE kept (
    message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    doc INTEGER NOT NULL UNIQUE,
    confidence INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    context TEXT,
    files TEXT,
    trailers TEXT,
    areas TEXT,
    findings TEXT
  );
  CREATE INDEX kept_findings ON kept (message) WHERE findings IS NOT NULL;
  -- Kept mails whose text is still to be read, or (lost = 1) cannot be had any more.
  CREATE TABLE pending (
    message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    lost INTEGER NOT NULL DEFAULT 0
  );
  -- Mails of archives that cannot give them again, deflated.
  CREATE TABLE raw (message INTEGER PRIMARY KEY REFERENCES message ON DELETE CASCADE, bytes BLOB NOT NULL);
  CREATE TABLE unreadable (
    archive INTEGER NOT NULL REFERENCES archive,
    place TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (archive, place)
  ) WITHOUT ROWID;
  -- The row id is made of the date, so that "newest first" needs no sorting.
  CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', contentless_delete = 1, detail = full,
    tokenize = "unicode61 remove_diacritics 2 tokenchars '_'"
  );
  `,
  ITEM_TABLES,
  OUTBOX_TABLES,
];

/** The version that the first step makes: a store of version 1 never left its makers. */
const FIRST_VERSION = 2;
const SCHEMA_VERSION = FIRST_VERSION + MIGRATIONS.length - 1;

/** A store of a newer program is left untouched, and so is one of a program too old. */
export function checkVersion(database: DatabaseSync, path: string): void {
  const version = readVersion(database);
  if (version > 0 && version < FIRST_VERSION) {
    throw new StoreError(
      `the store ${path} was made by an early lorewatch that did not follow series: move its folder away, or name another with --data, and import the archives again`,
    );
  }
  if (version <= SCHEMA_VERSION) return;
  throw new StoreError(
    `the store ${path} was made by a newer lorewatch (schema ${version}, this program knows ${SCHEMA_VERSION}): update lorewatch, or name another folder with --data`,
  );
}

/** Brings the database to this program's schema, or to an older one. */
export function migrate(database: DatabaseSync, target = SCHEMA_VERSION): void {
  const version = readVersion(database);
  for (let next = Math.max(version + 1, FIRST_VERSION); next <= target; next++) {
    database.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have been faster.
      if (readVersion(database) < next) {
        database.exec(MIGRATIONS[next - FIRST_VERSION] ?? '');
        database.exec(`PRAGMA user_version = ${next}`);
      }
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}

export function readVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
}
