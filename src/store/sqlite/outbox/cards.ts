import type { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '../../../domain/item/json.ts';
import type { CardStore } from '../../../ports/outbox.ts';
import { explained } from '../failure.ts';
import type { Write } from '../write.ts';
import { packTold, standingCard, toldOf } from './card-row.ts';
import type { Merge } from './merge.ts';

type Cards = Pick<CardStore, 'cardsOf' | 'placeCard' | 'markSteps' | 'markPosted'>;

/** The cards that stand in targets, or are on their way there. */
export function createCards(database: DatabaseSync, path: string, write: Write, idOf: Merge['idOf']): Cards {
  const ofSubject = database.prepare('SELECT * FROM card WHERE subject = ? ORDER BY target');
  // A card that never came, and never will as long as its subscription is stopped, keeps nobody else's away.
  const place = database.prepare(
    `INSERT INTO card (target, subject, subscription, told) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET subscription = ?3, told = ?4
     WHERE version = 0 AND receipt IS NULL AND subscription <> ?3
       AND NOT EXISTS (SELECT 1 FROM subscription s WHERE s.id = card.subscription AND s.state = 'active')
       AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.subject = ?2 AND d.target = ?1 AND d.kind = 'card'
         AND d.state IN ('pending', 'failed', 'sending', 'sent', 'uncertain'))`,
  );
  const told = database.prepare('SELECT told FROM card WHERE target = ? AND subject = ?');
  const tell = database.prepare('UPDATE card SET told = ? WHERE target = ? AND subject = ?');
  const post = database.prepare(
    'UPDATE card SET version = max(version, ?), receipt = coalesce(?, receipt) WHERE target = ? AND subject = ?',
  );

  function markSteps(target: string, subject: number, steps: readonly string[]): void {
    const row = told.get(target, subject);
    if (row) tell.run(packTold([...toldOf(row), ...steps]), target, subject);
  }
  return {
    cardsOf: explained(path, (subject) => ofSubject.all(idOf(subject)).map(standingCard)),
    placeCard: (card) =>
      write(() => {
        const { target, subject, subscription } = card;
        return place.run(target, idOf(subject), subscription, packTold(card.told)).changes > 0;
      }),
    markSteps: (target, subject, steps) => write(() => markSteps(target, idOf(subject), steps)),
    markPosted: (target, subject, version, receipt) => {
      const packed = receipt === undefined ? null : canonicalJson(receipt);
      write(() => post.run(version, packed, target, idOf(subject)));
    },
  };
}
