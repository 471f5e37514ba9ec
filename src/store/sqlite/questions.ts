import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import type { Period } from '../../domain/compose/period.ts';
import type { MessageId } from '../../domain/ids.ts';
import type { Store, StoredMail } from '../../ports/store.ts';
import { archiveRef } from './archives.ts';
import { hex } from './copies.ts';
import { explained } from './failure.ts';
import {
  KEPT_COLUMNS,
  keptMail,
  keptRow,
  LISTS_COLUMN,
  listNames,
  MESSAGE_COLUMNS,
  messageRow,
  type Row,
  saidOf,
} from './rows.ts';

const KEPT_ROWS = `SELECT ${MESSAGE_COLUMNS}, ${KEPT_COLUMNS}, ${LISTS_COLUMN}
  FROM kept k JOIN message m ON m.id = k.message JOIN person p ON p.id = m.author LEFT JOIN said s ON s.message = m.id`;
const IN_ORDER = 'ORDER BY m.date, m.id';
type Questions = Pick<
  Store,
  'message' | 'rawOf' | 'keptBetween' | 'countMails' | 'countPatches' | 'knownAuthors' | 'span'
>;

export function createQuestions(database: DatabaseSync, path: string): Questions {
  const message = database.prepare(
    `SELECT ${MESSAGE_COLUMNS}, ${KEPT_COLUMNS}, ${LISTS_COLUMN}, m.blob, a.kind AS archive_kind, a.list, a.locator, a.epoch,
            k.message AS kept
     FROM message m JOIN person p ON p.id = m.author JOIN archive a ON a.id = m.archive
     LEFT JOIN kept k ON k.message = m.id LEFT JOIN said s ON s.message = m.id WHERE m.key = ? AND m.message_id = ?`,
  );
  const raw = database.prepare('SELECT bytes FROM raw WHERE message = ?');
  const between = database.prepare(`${KEPT_ROWS} WHERE m.date >= ? AND m.date < ? ${IN_ORDER}`);
  const count = database.prepare('SELECT count(*) AS n FROM message WHERE date >= ? AND date < ?');
  const patches = database.prepare(
    'SELECT count(*) AS n FROM message WHERE date >= ? AND date < ? AND kind = 0 AND category < 5',
  );
  const span = database.prepare(
    'SELECT (SELECT min(date) FROM message) AS since, (SELECT max(date) FROM message) AS until',
  );
  function rawOf(id: number): Buffer | undefined {
    const bytes = raw.get(id)?.bytes;
    return bytes instanceof Uint8Array ? inflateRawSync(bytes) : undefined;
  }
  function askMessage(messageId: MessageId, key: number): StoredMail | undefined {
    const row = message.get(key, messageId);
    return row && storedMail(row);
  }
  function askSpan(): Period | undefined {
    const row = span.get();
    if (row?.since === null || row?.since === undefined) return undefined;
    return { since: Number(row.since) * 1000, until: Number(row.until) * 1000 };
  }
  const counted = (question: StatementSync) =>
    explained(path, ({ since, until }: Period) =>
      Number(question.get(seconds(since), seconds(until))?.n ?? 0),
    );
  return {
    message: explained(path, askMessage),
    rawOf: explained(path, rawOf),
    keptBetween: explained(path, ({ since, until }) =>
      between.all(seconds(since), seconds(until)).map(keptRow),
    ),
    countMails: counted(count),
    countPatches: counted(patches),
    knownAuthors: explained(path, (emails, before) => knownAuthors(database, emails, seconds(before))),
    span: explained(path, askSpan),
  };
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}

function storedMail(row: Row): StoredMail {
  return {
    ...messageRow(row),
    lists: listNames(row),
    said: saidOf(row),
    kept: row.kept === null ? undefined : keptMail(row),
    archive: archiveRef({ ...row, kind: row.archive_kind ?? '' }),
    blob: hex(row.blob),
  };
}

/** A patch or cover letter with relevance `yes` makes somebody a contributor. */
function knownAuthors(database: DatabaseSync, emails: readonly string[], before: number): Set<string> {
  const known = database.prepare(
    `SELECT 1 FROM person p JOIN message m ON m.author = p.id
     WHERE p.email = ? AND m.date < ? AND m.kind IN (0, 1) AND m.category < 5 LIMIT 1`,
  );
  return new Set(emails.filter((email) => known.get(email, before) !== undefined));
}
