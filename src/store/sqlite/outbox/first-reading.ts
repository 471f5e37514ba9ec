import type { DatabaseSync } from 'node:sqlite';

/** The fact that the first reading of an archive began and has not come to its end, by the archive's row id. */
export const FIRST_READING = 'first reading ';

export type FirstReading = {
  /** Notes that it began, where nothing of the archive was read before. */
  readonly begin: (archive: number) => void;
  readonly end: (archive: number) => void;
};

/** Remembered, so that what an interrupted first reading left over can be told from news. */
export function createFirstReading(database: DatabaseSync): FirstReading {
  const begin = database.prepare(
    `INSERT OR IGNORE INTO fact (name, value)
     SELECT '${FIRST_READING}' || id, '' FROM archive WHERE id = ? AND position IS NULL`,
  );
  const end = database.prepare(`DELETE FROM fact WHERE name = '${FIRST_READING}' || CAST(? AS INTEGER)`);
  return {
    begin: (archive) => {
      begin.run(archive);
    },
    end: (archive) => {
      end.run(archive);
    },
  };
}
