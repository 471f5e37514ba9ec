import { afterAll } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { describeStore } from '../contracts/store.ts';
import { describeItems } from '../contracts/store-items.ts';
import { describeSources } from '../contracts/store-sources.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();
const stores: Store[] = [];
afterAll(() => {
  for (const store of stores) {
    try {
      store.close();
    } catch {
      // The test has closed it.
    }
  }
});

const START_OF_TESTS = Date.UTC(2026, 0, 1);

function openAt(clock: () => number): Store {
  const store = openStore(temp(), 'write', clock);
  stores.push(store);
  return store;
}
const open = (): Store => openAt(() => START_OF_TESTS);

describeStore('SQLite', open);
describeItems('SQLite', openAt);
describeSources('SQLite', open);
