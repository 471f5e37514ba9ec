import type { DatabaseSync } from 'node:sqlite';
import type { News, NewsMark, NewsStore } from '../../../ports/outbox.ts';
import { explained } from '../failure.ts';
import { ITEM_COLUMNS, itemKindCode, knownItem } from '../items/rows.ts';
import { KEPT_COLUMNS, keptRow, LISTS_COLUMN, MESSAGE_COLUMNS, type Row } from '../rows.ts';
import type { Write } from '../write.ts';
import type { Facts } from './facts.ts';

/** How far the news was matched: an id. */
const MATCHED = 'matched';

// By its own number: it is a short span of a long log that is asked for.
const KEPT = `SELECT n.id AS news, ${MESSAGE_COLUMNS}, ${KEPT_COLUMNS}, ${LISTS_COLUMN}
  FROM news n NOT INDEXED CROSS JOIN kept k ON k.message = n.message CROSS JOIN message m ON m.id = n.message
  CROSS JOIN person p ON p.id = m.author LEFT JOIN said s ON s.message = m.id`;

/** The questions as SQL, so that a test can ask how SQLite answers them. */
export const NEWS_QUESTIONS = {
  after: `SELECT n.id, n.at, n.message, n.item, n.words FROM news n WHERE n.id > ?
    AND (n.item IS NOT NULL OR EXISTS (SELECT 1 FROM kept k WHERE k.message = n.message)) ORDER BY n.id LIMIT ?`,
  kept: `${KEPT} WHERE n.id > ? AND n.id <= ? ORDER BY n.id`,
  mail: `${KEPT} WHERE n.id = ?`,
  items: `SELECT ${ITEM_COLUMNS} FROM
    (SELECT item, min(id) AS first FROM news NOT INDEXED WHERE id > ? AND id <= ? AND item IS NOT NULL GROUP BY item) n
    CROSS JOIN item i ON i.id = n.item ORDER BY n.first`,
  item: `SELECT ${ITEM_COLUMNS} FROM item i WHERE i.id = ?`,
  // From the newest back: what is asked for is mostly near. The clock may have gone wrong between.
  at: 'SELECT id FROM news WHERE +at <= ? ORDER BY id DESC LIMIT 1',
  // Besides min() a column without its own is of the row that has the minimum (sqlite.org/lang_select.html, 2.5).
  learnedMails: `SELECT message AS known, min(id) AS id, at FROM news
    WHERE message IN (SELECT value FROM json_each(?)) GROUP BY message`,
  learnedItems: `SELECT i.name AS known, min(n.id) AS id, n.at FROM json_each(?1) j
    CROSS JOIN item i ON i.kind = ?2 AND i.name = j.value CROSS JOIN news n ON n.item = i.id GROUP BY i.name`,
} as const;

/** The log of what became known. */
export function createNews(database: DatabaseSync, path: string, write: Write, facts: Facts): NewsStore {
  const after = database.prepare(NEWS_QUESTIONS.after);
  const mail = database.prepare(NEWS_QUESTIONS.mail);
  const item = database.prepare(NEWS_QUESTIONS.item);
  const kept = database.prepare(NEWS_QUESTIONS.kept);
  const items = database.prepare(NEWS_QUESTIONS.items);
  const last = database.prepare('SELECT max(id) AS id FROM news');
  const at = database.prepare(NEWS_QUESTIONS.at);
  const mails = database.prepare(NEWS_QUESTIONS.learnedMails);
  const learned = database.prepare(NEWS_QUESTIONS.learnedItems);

  function readNews(row: Row): News | [] {
    const head = { id: Number(row.id), at: Number(row.at) };
    if (row.item !== null) {
      const known = item.get(row.item ?? null);
      return known ? { ...head, what: 'item', known: knownItem(known) } : [];
    }
    const told = mail.get(head.id);
    return told ? { ...head, what: 'mail', row: keptRow(told), words: String(row.words ?? '') } : [];
  }
  return {
    newsAfter: explained(path, (id, limit) => after.all(id, limit).flatMap(readNews)),
    lastNews: explained(path, () => Number(last.get()?.id ?? 0)),
    newsAt: explained(path, (time) => Number(at.get(Math.floor(time))?.id ?? 0)),
    learnedMails: explained(
      path,
      (ids) => new Map(mails.all(JSON.stringify(ids)).map((row) => [Number(row.known), markOf(row)])),
    ),
    learnedItems: explained(path, (kind, ids) => {
      const rows = learned.all(JSON.stringify(ids), itemKindCode(kind));
      return new Map(rows.map((row) => [String(row.known), markOf(row)]));
    }),
    keptLearned: explained(path, (span) => kept.all(span.after, span.upTo).map(keptRow)),
    itemsLearned: explained(path, (span) => items.all(span.after, span.upTo).map(knownItem)),
    ...createMatched(database, path, write, facts),
  };
}

function markOf(row: Row): NewsMark {
  return { id: Number(row.id), at: Number(row.at) };
}

type Matched = Pick<NewsStore, 'matchedUpTo' | 'moveMatched' | 'forgetNews'>;

/** How far the news was matched, and what of it is let go. */
function createMatched(database: DatabaseSync, path: string, write: Write, facts: Facts): Matched {
  const letGo = database.prepare(
    'UPDATE news SET words = NULL WHERE id > ? AND id <= ? AND words IS NOT NULL',
  );
  const forget = database.prepare(
    `DELETE FROM news WHERE at < ? AND id <= ? AND id <= coalesce(
       (SELECT min(digest_news) FROM subscription WHERE json_extract(cadence, '$.kind') <> 'now'), ?2)`,
  );
  const matched = (): number => Number(facts.get(MATCHED) ?? 0);

  function move(from: number, to: number): boolean {
    if (matched() !== from) return false;
    facts.set(MATCHED, String(to));
    letGo.run(from, to);
    return true;
  }
  return {
    matchedUpTo: explained(path, matched),
    moveMatched: (from, to) => write(() => move(from, to)),
    forgetNews: (before) => write(() => Number(forget.run(Math.floor(before), matched()).changes)),
  };
}
