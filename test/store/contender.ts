import { once } from 'node:events';
import { openStore } from '../../src/store/sqlite/store.ts';

/** What it was the first at. */
export type Told = { readonly lease: boolean; readonly jobs: number; readonly schema: number };

/** A process that opens the store when it is told to, and tries to be the first at everything. */
const [folder = '', owner = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const store = openStore(folder, 'write', () => 0);
const lease = { source: 'press', owner, until: 60_000 };
const told: Told = {
  lease: store.lease(lease, 0, () => true) === undefined,
  jobs: Array.from({ length: 50 }, (_, n) => store.claimJob(`job ${n}`, 0)).filter(Boolean).length,
  schema: store.status().schema,
};
store.close();
process.stdout.write(`${JSON.stringify(told)}\n`);
process.exit(0);
