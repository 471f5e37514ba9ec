import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../../ports/clock.ts';
import type { DeliveryStore } from '../../../ports/outbox.ts';
import type { Write } from '../write.ts';
import { createClaims } from './claim.ts';
import { createOrphanage } from './claim-orphans.ts';
import { createDeliveryEntry } from './delivery-entry.ts';
import { createDeliveryFate } from './delivery-fate.ts';
import { createHeldAs } from './delivery-held.ts';
import { createDeliveryQuestions } from './delivery-questions.ts';
import { createLanes } from './lanes.ts';

/** What is on its way, on a database that is open. `write` is the one of the whole outbox. */
export function createDeliveries(
  database: DatabaseSync,
  path: string,
  write: Write,
  clock: Clock,
): DeliveryStore {
  const heldAs = createHeldAs(database);
  return {
    ...createDeliveryQuestions(database, path),
    ...createDeliveryEntry(database, write, clock, heldAs),
    ...createClaims(database, write, heldAs),
    ...createOrphanage(database, path, write),
    ...createLanes(database, path, write),
    ...createDeliveryFate(database, write),
  };
}
