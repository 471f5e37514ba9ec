import type { DatabaseSync } from 'node:sqlite';

/** Single values by name; whoever writes holds the transaction. */
export type Facts = {
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, value: string) => void;
  /** False where there was none. */
  readonly drop: (name: string) => boolean;
  /** Those whose names begin so, by name. */
  readonly startingWith: (prefix: string) => readonly { readonly name: string; readonly value: string }[];
};

export function createFacts(database: DatabaseSync): Facts {
  const get = database.prepare('SELECT value FROM fact WHERE name = ?');
  const set = database.prepare('INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM fact WHERE name = ?');
  const among = database.prepare(
    'SELECT name, value FROM fact WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name',
  );
  return {
    get: (name) => {
      const value = get.get(name)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    set: (name, value) => {
      set.run(name, value);
    },
    drop: (name) => drop.run(name).changes > 0,
    startingWith: (prefix) =>
      among.all(prefix).map(({ name, value }) => ({ name: String(name), value: String(value) })),
  };
}
