import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src/store/sqlite/store.ts';
import { describeWithCorpus } from '../../corpus.ts';
import { importOne } from '../../pipeline/ingesting.ts';
import { createTemp } from '../../sources/temp.ts';
import { cardsOf, lostWhileGrowing, tellAll } from './grown.ts';

const temp = createTemp();
/** ms; what was not looked at by then is left. */
const TIME = 30_000;

describeWithCorpus('the cards of linux-kbuild', (corpus) => {
  it('lose nothing while the mails come one by one, and are small', async () => {
    const folder = temp();
    await importOne(folder, join(corpus, 'corpus', 'linux-kbuild.bundle'));
    const store = openStore(folder, 'read', () => 0);
    try {
      const told = tellAll(store, Date.UTC(2100, 0, 1));
      expect(told.happenings.length).toBeGreaterThan(100);
      for (const card of cardsOf(told)) expect(JSON.stringify(card).length).toBeLessThan(20_000);
      const end = Date.now() + TIME;
      expect(lostWhileGrowing(told, () => Date.now() > end)).toEqual([]);
    } finally {
      store.close();
    }
  }, 120_000);
});
