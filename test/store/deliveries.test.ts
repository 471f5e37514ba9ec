import { afterAll } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { describeDeliveries } from '../contracts/store-deliveries.ts';
import { describeDeliveryQuestions } from '../contracts/store-delivery-questions.ts';
import { describeLanes } from '../contracts/store-lanes.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();
const stores: Store[] = [];
afterAll(() => {
  for (const store of stores) store.close();
});

function openAt(clock: () => number): Store {
  const store = openStore(temp(), 'write', clock);
  stores.push(store);
  return store;
}

describeDeliveries('SQLite', openAt);
describeDeliveryQuestions('SQLite', openAt);
describeLanes('SQLite', openAt);
