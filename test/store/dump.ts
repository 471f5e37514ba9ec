import { hash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What a store holds, told without row numbers: two stores with the same dump answer everything alike. */
const QUERIES: Readonly<Record<string, string>> = {
  archives: `SELECT list, kind, locator, epoch, position, cursor_date, cursor_subject, cursor_message
    FROM archive ORDER BY locator, list`,
  messages: `SELECT m.message_id, m.key, m.thread, m.parent, m.up, m.posting, m.title, m.part, m.copied, m.kind, m.own, m.category,
      m.date, m.received, p.name, p.email, m.subject, hex(m.blob) AS blob, a.locator, a.list
    FROM message m JOIN person p ON p.id = m.author JOIN archive a ON a.id = m.archive ORDER BY 1`,
  copies: `SELECT m.message_id, a.locator, hex(c.blob) AS blob
    FROM copy c JOIN message m ON m.id = c.message JOIN archive a ON a.id = c.archive ORDER BY 1, 2, 3`,
  kept: `SELECT m.message_id, k.doc / 4096 AS second, k.confidence, k.evidence, k.context, k.files, k.trailers, k.areas, k.findings
    FROM kept k JOIN message m ON m.id = k.message ORDER BY 1`,
  said: 'SELECT m.message_id, s.words FROM said s JOIN message m ON m.id = s.message ORDER BY 1',
  clues: 'SELECT c.key, m.message_id FROM clue c JOIN message m ON m.id = c.message ORDER BY 1, 2',
  pending: 'SELECT m.message_id, q.lost FROM pending q JOIN message m ON m.id = q.message ORDER BY 1',
  raw: 'SELECT m.message_id, hex(r.bytes) AS bytes FROM raw r JOIN message m ON m.id = r.message ORDER BY 1',
  unreadable:
    'SELECT a.locator, u.place, u.why FROM unreadable u JOIN archive a ON a.id = u.archive ORDER BY 1, 2',
  words: `SELECT v.term, m.message_id, v.offset FROM terms v
    LEFT JOIN kept k ON k.doc = v.doc LEFT JOIN message m ON m.id = k.message ORDER BY 1, 2, 3`,
  items: 'SELECT kind, name, scope, category, doc, judged FROM item ORDER BY 1, 2, 3',
  itemKeys:
    'SELECT k.key, i.kind, i.name, i.scope FROM item_key k JOIN item i ON i.id = k.item ORDER BY 1, 2, 3, 4',
  itemSources:
    'SELECT i.kind, i.name, i.scope, s.source FROM item_source s JOIN item i ON i.id = s.item ORDER BY 1, 2, 3, 4',
  brokenItems: 'SELECT source, place, why FROM broken_item ORDER BY 1, 2',
  notices: 'SELECT key FROM notice ORDER BY 1',
};

/** What depends on when it came: two stores may differ in it that hold the same. */
const NEWS: typeof QUERIES = {
  newsOfMails: 'SELECT m.message_id FROM news n JOIN message m ON m.id = n.message ORDER BY 1',
  newsOfItems:
    'SELECT DISTINCT i.kind, i.name, i.scope FROM news n JOIN item i ON i.id = n.item ORDER BY 1, 2, 3',
  firstReadings: "SELECT name FROM fact WHERE name LIKE 'first reading %'",
};

/** The rows of every table but the news, as lines. */
export function dumpStore(folder: string): Record<string, string[]> {
  return dump(folder, QUERIES);
}

/** What became known, whatever the order; and what is not known to its end as yet. */
export function dumpNews(folder: string): Record<string, string[]> {
  return dump(folder, NEWS);
}

function dump(folder: string, queries: typeof QUERIES): Record<string, string[]> {
  const database = new DatabaseSync(join(folder, 'lorewatch.sqlite'), { timeout: 5000 });
  try {
    const [check] = database.prepare('PRAGMA integrity_check').all();
    database.exec("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'words', 'instance')");
    const tables = Object.entries(queries).map(([name, query]) => {
      const rows = database.prepare(query).all();
      return [name, rows.map((row) => Object.values(row).join('|'))] as const;
    });
    return { integrity: [String(check?.integrity_check)], ...Object.fromEntries(tables) };
  } finally {
    database.close();
  }
}

/** One line a table: enough to tell two stores apart. */
export function digestStore(folder: string): Record<string, string> {
  const tables = Object.entries(dumpStore(folder));
  return Object.fromEntries(
    tables.map(([name, rows]) => [name, `${rows.length} ${hash('sha1', rows.join('\n'))}`]),
  );
}
