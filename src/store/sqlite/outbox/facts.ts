import type { DatabaseSync } from 'node:sqlite';

/** Single values by name; whoever writes holds the transaction. */
export type Facts = {
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, value: string) => void;
  readonly drop: (name: string) => void;
};

export function createFacts(database: DatabaseSync): Facts {
  const get = database.prepare('SELECT value FROM fact WHERE name = ?');
  const set = database.prepare('INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM fact WHERE name = ?');
  return {
    get: (name) => {
      const value = get.get(name)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    set: (name, value) => {
      set.run(name, value);
    },
    drop: (name) => {
      drop.run(name);
    },
  };
}
