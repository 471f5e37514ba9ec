import type { DatabaseSync } from 'node:sqlite';

/** Writes what became known into the log; the caller holds the transaction. `now` in ms. */
export type NewsLog = {
  /** A mail is kept that was not. Each stands in the log once. */
  readonly addMail: (id: number, words: string, now: number) => void;
  /** A mail that is kept reads otherwise now. */
  readonly rewordMail: (id: number, words: string) => void;
  /** A mail is not kept any more: what nobody was told of yet is no news. */
  readonly dropMail: (id: number) => void;
  readonly addItem: (id: number, now: number) => void;
};

export function createNewsLog(database: DatabaseSync): NewsLog {
  const addMail = database.prepare(
    `INSERT INTO news (at, message, words) SELECT ?1, ?2, ?3
     WHERE NOT EXISTS (SELECT 1 FROM news n WHERE n.message = ?2)`,
  );
  // Those that were matched have no words.
  const reword = database.prepare('UPDATE news SET words = ? WHERE message = ? AND words IS NOT NULL');
  const drop = database.prepare('DELETE FROM news WHERE message = ? AND words IS NOT NULL');
  const addItem = database.prepare('INSERT INTO news (at, item) VALUES (?, ?)');
  return {
    addMail: (id, words, now) => {
      addMail.run(now, id, words);
    },
    rewordMail: (id, words) => {
      reword.run(words, id);
    },
    dropMail: (id) => {
      drop.run(id);
    },
    addItem: (id, now) => {
      addItem.run(now, id);
    },
  };
}
