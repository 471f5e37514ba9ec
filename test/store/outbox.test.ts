import { afterAll } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { describeCards } from '../contracts/store-cards.ts';
import { describeInstallations } from '../contracts/store-installations.ts';
import { describeIssues } from '../contracts/store-issues.ts';
import { describeNews } from '../contracts/store-news.ts';
import { describeNewsAsked } from '../contracts/store-news-asked.ts';
import { describeSubscriptions } from '../contracts/store-subscriptions.ts';
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

describeNews('SQLite', openAt);
describeNewsAsked('SQLite', openAt);
describeSubscriptions('SQLite', openAt);
describeCards('SQLite', openAt);
describeIssues('SQLite', openAt);
describeInstallations('SQLite', openAt);
