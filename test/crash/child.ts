import { RUST } from '../../config/topics/rust/topic.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import { fetchBlobs } from '../../src/sources/archive/bodies.ts';
import { findArchives } from '../../src/sources/archive/detect.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

/** What a child is told on its command line, as JSON. */
export type Errand = {
  readonly store: string;
  readonly paths: readonly string[];
  readonly batchMails: number;
  /**
   * Ends itself with SIGKILL at the nth of these events: a transaction that has begun, a batch that was
   * read, texts that are fetched. `loud`: says so on every batch, for a parent that does it.
   */
  readonly killAt?: { readonly write?: number; readonly batch?: number; readonly texts?: number };
  readonly loud?: boolean;
};

const errand = JSON.parse(process.argv[2] ?? '') as Errand;
const left = { write: 0, batch: 0, texts: 0, ...errand.killAt };

function event(name: keyof typeof left): void {
  left[name]--;
  if (left[name] === 0) process.kill(process.pid, 'SIGKILL');
}

const store = openStore(errand.store, 'write', () => {
  event('write');
  return 0;
});
for (const path of errand.paths) {
  for (const reader of await findArchives(path, { dataDir: errand.store })) {
    const fetchBodies: typeof fetchBlobs = (gitDir, blobs) => {
      event('texts');
      return fetchBlobs(gitDir, blobs);
    };
    const report = await ingest({ store, topic: RUST, fetchBodies }, reader, {
      count: false,
      batchMails: errand.batchMails,
      onProgress: ({ read }) => {
        event('batch');
        if (errand.loud) process.stdout.write(`${read}\n`);
      },
    });
    if (errand.loud) process.stdout.write(`${JSON.stringify(report)}\n`);
  }
}
store.close();
