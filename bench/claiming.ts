import { join } from 'node:path';
import type { Store } from '../src/ports/store.ts';
import { STORE_FILE } from '../src/store/sqlite/open.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import { median } from './measure.ts';
import { createNaive } from './naive-claiming.ts';
import type { BenchRow } from './table.ts';

const WAITING = 100_000;
const WORKERS = 10;
/** Deliveries that are claimed and settled of what waits; of the naive claim so many rounds, and its time for all is projected. */
const SHARE = 2000;
const NAIVE_ROUNDS = 5;
const COUNTS = 9;
const BATCH = 5000;
const NOON = Date.UTC(2026, 4, 5, 12);
const HOUR = 3_600_000;

/** What taking turns costs ten workers where much waits: half of it in one of many lanes, or all in one lane. */
export function claimingRows(scratch: string): BenchRow[] {
  const many = timeClaiming(scratch, 1000);
  const count = 'count the states of 100,000 (CPU)';
  return [
    ...costRows(many, 1000),
    ...costRows(timeClaiming(scratch, 1), 1),
    { what: count, ours: '', peer: '', value: many.count, limit: 20, unit: 'ms' },
  ];
}

function costRows(cost: ClaimingCost, lanes: number): BenchRow[] {
  const where = lanes === 1 ? 'one lane' : `${lanes} lanes`;
  const alone = { ours: '', peer: '' };
  const minutes = Math.ceil((cost.naive.cpu * WAITING) / 60_000);
  return [
    {
      what: `claim + settle, 100,000 wait in ${where} (CPU)`,
      ours: `${cost.ours.wall.toFixed(2)} ms wall, on the disk`,
      peer: `naive ${cost.naive.cpu.toFixed(1)} ms, for all ${minutes} min`,
      value: cost.ours.cpu,
      limit: 1.5,
      unit: 'ms',
    },
    {
      ...alone,
      what: `the naive claim in ${where}`,
      value: cost.naive.cpu / cost.ours.cpu,
      limit: 5,
      unit: 'x',
      atLeast: true,
    },
    { ...alone, what: `enqueue in ${where} (CPU)`, value: cost.enqueue * 1000, limit: 150, unit: 'us' },
    {
      ...alone,
      what: `all of ${where} falls due at once (CPU)`,
      value: cost.ripen / 1000,
      limit: 2,
      unit: 's',
    },
  ];
}

type Took = { readonly cpu: number; readonly wall: number };

/** CPU ms, and wall ms where the disk is waited for. */
type ClaimingCost = {
  /** A delivery, with what the idle workers ask in vain. */
  readonly ours: Took;
  readonly naive: Took;
  /** A delivery. */
  readonly enqueue: number;
  /** The first claim of the first lane. */
  readonly ripen: number;
  readonly count: number;
};

function timeClaiming(scratch: string, lanes: number): ClaimingCost {
  const folder = join(scratch, `claiming-${lanes}`);
  const store = openStore(folder, 'write', () => NOON);
  try {
    const enqueue = timed(() => fill(store, lanes)).cpu / WAITING;
    const ripen = timed(() => work(store)).cpu;
    const ours = average(lanes === 1 ? SHARE : SHARE / WORKERS, () => work(store));
    const count = median(Array.from({ length: COUNTS }, () => timed(() => store.countDeliveries()).cpu));
    return { ours, naive: timeNaive(folder), enqueue, ripen, count };
  } finally {
    store.close();
  }
}

function timeNaive(folder: string): Took {
  const naive = createNaive(join(folder, STORE_FILE));
  try {
    return average(NAIVE_ROUNDS, () => naive.work(WORKERS, NOON + HOUR));
  } finally {
    naive.close();
  }
}

/** Nothing is due until an hour later; the first half is for the first lane. */
function fill(store: Store, lanes: number): void {
  for (let n = 0; n < WAITING; n += BATCH) {
    store.atomically(() => {
      for (let m = n; m < n + BATCH; m++) {
        const target = `mailto:reader-${m < WAITING / 2 ? 0 : m % lanes}@example.org`;
        const post = { kind: 'card', target, lane: target, subject: m, payload: { step: 'v2' } } as const;
        store.enqueue({ ...post, subscription: 0, event: `card ${m}`, due: NOON + HOUR });
      }
    });
  }
}

/** Each worker tries for a lane; then all who got something settle. Returns how many did. */
function work(store: Store): number {
  const now = NOON + HOUR;
  const lanes = store.dueLanes(now, WORKERS);
  const claimed = Array.from({ length: WORKERS }, (_, n) => {
    const owner = `worker ${n}`;
    const delivery = store.claim(lanes[n % lanes.length] ?? '', { owner, until: now + HOUR }, now);
    return delivery && { id: delivery.id, owner };
  });
  const got = claimed.filter((one) => one !== undefined);
  for (const { id, owner } of got) {
    store.settle(id, owner, { state: 'sent', reason: '', receipt: { id: `${id}@example.org` } }, now);
  }
  return got.length;
}

function timed(act: () => void): Took {
  const [before, start] = [process.cpuUsage(), performance.now()];
  act();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall: performance.now() - start };
}

/** Of one delivery; `act` returns how many it did. */
function average(rounds: number, act: () => number): Took {
  let done = 0;
  const { cpu, wall } = timed(() => {
    for (let n = 0; n < rounds; n++) done += act();
  });
  if (done < rounds) throw new Error('the bench found nothing to claim');
  return { cpu: cpu / done, wall: wall / done };
}
