import type { DatabaseSync } from 'node:sqlite';
import type { Address } from '../../domain/address.ts';

const REMEMBERED = 20_000;

export type People = {
  /** The number of a spelling of a person. */
  readonly number: (person: Address) => number;
  /** After a rollback: numbers that were given meanwhile are given to others. */
  readonly forget: () => void;
};

export function createPeople(database: DatabaseSync): People {
  const find = database.prepare('SELECT id FROM person WHERE email = ? AND name = ?');
  const add = database.prepare('INSERT INTO person (email, name) VALUES (?, ?)');
  const known = new Map<string, number>();
  function number(person: Address): number {
    const spelling = `${person.email}\n${person.name}`;
    const remembered = known.get(spelling);
    if (remembered !== undefined) return remembered;
    const found = find.get(person.email, person.name)?.id;
    const id = Number(found ?? add.run(person.email, person.name).lastInsertRowid);
    if (known.size >= REMEMBERED) known.clear();
    known.set(spelling, id);
    return id;
  }
  return { number, forget: () => known.clear() };
}
