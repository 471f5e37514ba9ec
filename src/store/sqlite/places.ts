import type { DatabaseSync } from 'node:sqlite';
import type { Row } from './rows.ts';

/** Which thread a mail stands in. A thread is named after the key of its first mail, which may be missing. */
export type Places = {
  /** The thread of a mail that answers `up`: that mail's, or one named after it while it is missing. */
  readonly find: (key: number, up: number | undefined) => number;
  /** After the mail `key` was put into `thread`: those who were waiting for it come along. */
  readonly join: (key: number, thread: number) => void;
  /**
   * After mails were taken out of these threads: what hung on them alone is parted, as if they had never
   * been there. Returns the threads there are now.
   */
  readonly mend: (threads: ReadonlySet<number>) => ReadonlySet<number>;
};

export function createPlaces(database: DatabaseSync): Places {
  const threadOf = database.prepare('SELECT thread FROM message WHERE key = ? ORDER BY id LIMIT 1');
  const waiting = database.prepare('SELECT 1 FROM message WHERE thread = ? LIMIT 1');
  const move = database.prepare('UPDATE message SET thread = ? WHERE thread = ?');
  const links = database.prepare('SELECT id, key, coalesce(up, parent) AS up FROM message WHERE thread = ?');
  const place = database.prepare('UPDATE message SET thread = ? WHERE id = ?');
  return {
    find: (key, up) => (up === undefined ? key : Number(threadOf.get(up)?.thread ?? up)),
    join: (key, thread) => {
      // Looking is cheaper than an update of nothing, and mostly nobody waits.
      if (key !== thread && waiting.get(key) !== undefined) move.run(thread, key);
    },
    mend: (threads) => {
      const parts = new Set<number>();
      for (const thread of threads) {
        for (const { id, root } of findRoots(links.all(thread))) {
          parts.add(root);
          if (root !== thread) place.run(root, id);
        }
      }
      return parts;
    },
  };
}

/** The way up from each mail: its thread is named after the last mail on it, be that here or missing. */
function findRoots(rows: readonly Row[]): { readonly id: number; readonly root: number }[] {
  const above = new Map(rows.map((row) => [Number(row.key), row.up === null ? undefined : Number(row.up)]));
  return rows.map((row) => {
    const seen = new Set<number>();
    let at = Number(row.key);
    for (let up = above.get(at); up !== undefined && !seen.has(at); up = above.get(at)) {
      seen.add(at);
      at = up;
    }
    // Mails that name each other: all of the circle have to give one name.
    return { id: Number(row.id), root: seen.has(at) ? Math.min(...circle(at, above)) : at };
  });
}

function circle(start: number, above: ReadonlyMap<number, number | undefined>): Set<number> {
  const keys = new Set<number>();
  for (let at: number | undefined = start; at !== undefined && !keys.has(at); at = above.get(at))
    keys.add(at);
  return keys;
}
