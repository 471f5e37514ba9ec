import { afterAll } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { describeStore } from '../contracts/store.ts';
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

describeStore('SQLite', () => {
  const store = openStore(temp(), 'write', () => START_OF_TESTS);
  stores.push(store);
  return store;
});

const START_OF_TESTS = Date.UTC(2026, 0, 1);
