import type { DatabaseSync } from 'node:sqlite';
import type { Row } from '../rows.ts';
import { packTold, toldOf } from './card-row.ts';
import type { Stopping } from './stopping.ts';

export type Merge = {
  /**
   * Two subjects turned out to be one: the older one takes the keys, cards and deliveries of the younger. Where a target
   * has cards of both, the older one's stays, and knows what both told. Returns the version of the younger.
   */
  readonly merge: (older: number, younger: number, now: number) => number;
  /** A subject that was taken in goes on under the id of the other: somebody may be sending its card. */
  readonly idOf: (id: number) => number;
};

const TAKEN_IN = 'it is about the same as a card that the target has already';

export function createMerge(database: DatabaseSync, stopping: Stopping): Merge {
  const version = database.prepare('SELECT version FROM subject WHERE id = ?');
  const moveKeys = database.prepare('UPDATE subject_key SET subject = ? WHERE subject = ?');
  const cards = database.prepare('SELECT target, told FROM card WHERE subject = ?');
  const moveCard = database.prepare('UPDATE card SET subject = ? WHERE target = ? AND subject = ?');
  const cardOf = database.prepare('SELECT told FROM card WHERE target = ? AND subject = ?');
  const tell = database.prepare('UPDATE card SET told = ? WHERE target = ? AND subject = ?');
  const moveDeliveries = database.prepare('UPDATE delivery SET subject = ? WHERE subject = ?');
  const drop = database.prepare('DELETE FROM subject WHERE id = ?');
  const note = database.prepare('INSERT INTO merged_subject (id, into_id) VALUES (?, ?)');
  const renote = database.prepare('UPDATE merged_subject SET into_id = ? WHERE into_id = ?');
  const noted = database.prepare('SELECT into_id FROM merged_subject WHERE id = ?');

  function takeCard(older: number, younger: number, card: Row, now: number): void {
    const target = String(card.target);
    const standing = cardOf.get(target, older);
    if (standing === undefined) {
      moveCard.run(older, target, younger);
      return;
    }
    stopping.supersede(younger, target, TAKEN_IN, now);
    tell.run(packTold([...toldOf(standing), ...toldOf(card)]), target, older);
  }
  return {
    merge: (older, younger, now) => {
      const was = Number(version.get(younger)?.version ?? 0);
      moveKeys.run(older, younger);
      for (const card of cards.all(younger)) takeCard(older, younger, card, now);
      moveDeliveries.run(older, younger);
      drop.run(younger);
      renote.run(older, younger);
      note.run(younger, older);
      return was;
    },
    idOf: (id) => Number(noted.get(id)?.into_id ?? id),
  };
}
