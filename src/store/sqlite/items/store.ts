import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../../ports/clock.ts';
import type { ItemBatch, ItemStore, ItemsRemembered } from '../../../ports/item-store.ts';
import { createNewsLog } from '../outbox/news-log.ts';
import type { Write } from '../write.ts';
import { createLeases } from './leases.ts';
import { createItemQuestions } from './questions.ts';
import { createItemRememberer } from './remember.ts';
import { createSources } from './sources.ts';

/** What is remembered beside mail, on a database that is open. */
export function createItemStore(database: DatabaseSync, path: string, write: Write, clock: Clock): ItemStore {
  const remember = createItemRememberer(database, createNewsLog(database));
  const sources = createSources(database, path, write);

  function rememberItems(batch: ItemBatch): ItemsRemembered {
    const remembered = remember(batch, Math.floor(clock()));
    if (batch.memory) sources.remind(batch.source, batch.memory);
    return remembered;
  }
  return {
    ...createItemQuestions(database, path),
    ...sources,
    ...createLeases(database, write),
    rememberItems: (batch) => write(() => rememberItems(batch)),
  };
}
