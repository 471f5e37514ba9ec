import { once } from 'node:events';
import { openStore } from '../../src/store/sqlite/store.ts';
import { makeCard, makeSubscription } from '../contracts/outbox-world.ts';

/** What it was the first at. */
export type Told = {
  readonly lease: boolean;
  readonly jobs: number;
  readonly schema: number;
  readonly secret: string;
  readonly subscription: number;
  /** Steps of the matching that it did. */
  readonly moves: number;
};

/** A process that opens the store when it is told to, and tries to be the first at everything. */
const [folder = '', owner = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const store = openStore(folder, 'write', () => 0);
const lease = { source: 'press', owner, until: 60_000 };
const console = { platform: 'console', text: 'console:' } as const;
const subscription = store.subscribe(makeSubscription({ target: console })).subscription.id;

/** A step of the matching: its card is placed with it, or by somebody else. */
function move(from: number): boolean {
  return store.atomically(() => {
    const { id } = store.follow(makeCard({ revision: `v${from}` }), [1]);
    store.placeCard({ target: 'console:', subject: id, subscription, told: [] });
    return store.moveMatched(from, from + 1);
  });
}
const told: Told = {
  secret: store.secret(),
  subscription,
  moves: Array.from({ length: 50 }, (_, n) => move(n)).filter(Boolean).length,
  lease: store.lease(lease, 0, () => true) === undefined,
  jobs: Array.from({ length: 50 }, (_, n) => store.claimJob(`job ${n}`, 0)).filter(Boolean).length,
  schema: store.status().schema,
};
store.close();
process.stdout.write(`${JSON.stringify(told)}\n`);
process.exit(0);
