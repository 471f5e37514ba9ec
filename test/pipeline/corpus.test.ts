import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithCorpus } from '../corpus.ts';
import { createTemp } from '../sources/temp.ts';
import { digestStore, dumpStore } from '../store/dump.ts';
import { importOne } from './ingesting.ts';

const temp = createTemp();

describeWithCorpus('the linux-kbuild bundle', (corpus) => {
  it('is read whole, once, in bounded memory', async () => {
    const store = temp();
    const bundle = join(corpus, 'corpus', 'linux-kbuild.bundle');
    const before = process.memoryUsage().rss;
    let peak = 0;
    const report = await importOne(store, bundle, {
      onProgress: () => {
        peak = Math.max(peak, process.memoryUsage().rss);
      },
    });
    expect(report).toMatchObject({
      read: 12_483,
      added: 12_475,
      known: 8,
      removed: 0,
      unreadable: 0,
      losses: [],
    });
    expect(peak - before).toBeLessThan(192 << 20);
    expect(dumpStore(store)).toMatchObject({ pending: [], unreadable: [], integrity: ['ok'] });
    const digest = digestStore(store);
    expect(await importOne(store, bundle)).toMatchObject({ added: 0, known: 0, read: 0, upToDate: true });
    expect(digestStore(store)).toEqual(digest);
  }, 120_000);
});
