import { openStore } from '../../src/store/sqlite/store.ts';
import { endpointsOf, type Told, tryList } from '../sources/list/trying.ts';

/** What a child is told on its command line, as JSON. */
export type ListErrand = {
  /** Holds the mirrors and the memory. */
  readonly folder: string;
  readonly store: string;
  readonly lore: string;
  readonly now: number;
  readonly since: number;
  readonly batchMails: number;
  /** Ends itself with SIGKILL in the nth transaction. */
  readonly killAtWrite?: number;
};

const errand = JSON.parse(process.argv[2] ?? '') as ListErrand;
let left = errand.killAtWrite ?? 0;
const store = openStore(errand.store, 'write', () => {
  left--;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  return 0;
});
const { folder, lore, now, since, batchMails } = errand;
const told: Told = await tryList({ folder, store, endpoints: endpointsOf(lore), now, since, batchMails });
store.close();
process.stdout.write(`${JSON.stringify(told)}\n`);
