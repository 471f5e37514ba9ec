import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SOURCES } from '../../config/sources.ts';
import type { Delivery } from '../../src/domain/delivery/delivery.ts';
import { lastDue } from '../../src/domain/subscription/due.ts';
import { readTarget } from '../../src/domain/subscription/read-target.ts';
import {
  type Cadence,
  DEFAULT_OPTIONS,
  type Subscription,
  WEEKDAYS,
} from '../../src/domain/subscription/subscription.ts';
import { webhookSecret } from '../../src/platforms/webhook/secret.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { type FakeReceiver, startReceiver } from '../fakes/receiver.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FILTERS = ['', 'area:rust', 'author:miguel', 'milestone:any', 'path:rust/**'];

/** A data folder of its own, who is to be told, and where the posts arrive. */
export type Town = {
  readonly folder: string;
  readonly overlay: string;
  readonly receiver: FakeReceiver;
  readonly store: Store;
  /**
   * Digests that are due and late: of `count` subscriptions, one of five writes to a file, the others post;
   * or all to one target. */
  readonly subscribe: (count: number, from?: number, target?: string) => readonly Subscription[];
  /** Of the digests, all that there are. */
  readonly digests: () => readonly Delivery[];
  /** How often each webhook was posted to, by the path of its address. */
  readonly posts: () => ReadonlyMap<string, number>;
  /** Events that stand in the files. */
  readonly entries: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** `data`: a store to begin with, which is copied. */
export async function openTown(folder: string, data: string, now = Date.now): Promise<Town> {
  const home = join(folder, 'data');
  cpSync(data, home, { recursive: true });
  const store = openStore(home, 'write', Date.now);
  const secret = store.secret();
  const receiver = await startReceiver({
    // Of the one address that is more than a path it is the secret, too.
    secretOf: (url) =>
      webhookSecret(secret, url === `${receiver.host.url}/hooks/SECRET` ? receiver.url : url),
    now,
  });
  const overlay = join(folder, 'lorewatch.yaml');
  writeFileSync(overlay, quiet());
  const files = new Set<string>();
  return {
    folder: home,
    overlay,
    receiver,
    store,
    subscribe: (count, from = 0, target = '') =>
      Array.from({ length: count }, (_, at) => {
        const n = from + at;
        if (target !== '') return subscribeOne(store, n, target);
        const path = join(folder, `${n}.jsonl`);
        if (n % 5 === 0) files.add(path);
        return subscribeOne(store, n, n % 5 === 0 ? `file:${path}` : `${receiver.host.url}/hooks/${n}`);
      }),
    digests: () => store.deliveries({ kinds: ['digest'], limit: 10_000 }),
    posts: () => {
      const paths = Map.groupBy(receiver.host.requests, ({ path }) => path);
      return new Map([...paths].map(([path, { length }]) => [path, length]));
    },
    entries: () => [...files].flatMap((path) => readFileSync(path, 'utf8').trim().split('\n')),
    close: async () => {
      store.close();
      await receiver.host.close();
    },
  };
}

/** Nothing is followed but one source, where one is named; nobody is waited for; `more` is YAML. */
export function quiet(more = '', followed = ''): string {
  const off = SOURCES.filter(({ id }) => id !== followed)
    .map(({ id }) => `  - {id: ${id}, enabled: false}`)
    .join('\n');
  return `contact: test@example.org\nhttp: {pause_ms: 0, allow_private: [127.0.0.1]}\nsources:\n${off}\n${more}`;
}

/** Its times are hours away from now on both sides, so that nothing falls due in the middle of a test. */
function subscribeOne(store: Store, n: number, text: string): Subscription {
  const now = Date.now();
  const target = readTarget(text);
  if ('wrong' in target) throw new Error(target.wrong);
  const at = new Date(now - 6 * HOUR).getUTCHours() * 60;
  const day = WEEKDAYS[(new Date(now - 2 * DAY).getUTCDay() + 6) % 7] ?? 'MON';
  const cadence: Cadence =
    n % 2 === 0 ? { kind: 'daily', at, zone: 'UTC' } : { kind: 'weekly', day, at, zone: 'UTC' };
  const digestUntil = lastDue(cadence, lastDue(cadence, now) - 1);
  return store.subscribe({
    target,
    filter: FILTERS[n % FILTERS.length] ?? '',
    cadence,
    options: DEFAULT_OPTIONS,
    created: digestUntil,
    digestUntil,
    digestNews: 0,
  }).subscription;
}
