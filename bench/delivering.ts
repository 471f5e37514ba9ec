import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Outcome } from '../src/domain/delivery/delivery.ts';
import { DEFAULT_OPTIONS } from '../src/domain/subscription/subscription.ts';
import { type DeliverDeps, deliverLane } from '../src/pipeline/delivering/deliver-lane.ts';
import type { Platform } from '../src/ports/platform.ts';
import type { Store } from '../src/ports/store.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import type { BenchRow } from './table.ts';

const DELIVERIES = 100_000;
const LANES = 1000;
const CHUNK = 5000;
/** Of all sends so many are answered with a pause of 1..30 s. */
const LIMITED = 0.05;
/** Bytes. */
const ROOM = 1 << 29;
const T0 = Date.UTC(2026, 10, 2, 9);
const HOUR = 3_600_000;

/** 100,000 posts to 1000 targets of a platform that asks for pauses at random; beside a loop that takes them in order. */
export async function deliveringRows(scratch: string): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(inMemory() ?? scratch, 'lorewatch-delivering-'));
  try {
    return rowsOf(await timeLanes(folder), timeNaive(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each claim waits for the disk, which is not what is measured: a disk in memory, where there is one with room. */
function inMemory(): string | undefined {
  const place = '/dev/shm';
  if (!existsSync(place)) return undefined;
  const { bavail, bsize } = statfsSync(place);
  return bavail * bsize > ROOM ? place : undefined;
}

function rowsOf(ours: Cost & Seen, naive: Cost): BenchRow[] {
  return [
    {
      what: '100,000 posts, 1000 lanes, 429 at random (time of the clock)',
      ours: `${(ours.took / HOUR).toFixed(2)} h`,
      peer: `one loop ${(naive.took / HOUR).toFixed(1)} h`,
      value: naive.took / ours.took,
      limit: 100,
      unit: 'x',
      atLeast: true,
    },
    {
      what: 'own CPU of a delivery (claim, send, settle)',
      ours: '',
      peer: `one loop ${((naive.cpu * 1000) / DELIVERIES).toFixed(3)} ms`,
      value: (ours.cpu * 1000) / DELIVERIES,
      limit: 1,
      unit: 'ms',
    },
    { what: 'lost, twice or overtaken', ours: '', peer: '', value: ours.wrong, limit: 0, unit: 'posts' },
    {
      what: 'a lane that waited for another, at most',
      ours: '',
      peer: '',
      value: ours.lateness / 1000,
      limit: 1,
      unit: 's',
    },
  ];
}

type Cost = { readonly took: number; readonly cpu: number };
type Seen = { readonly wrong: number; readonly lateness: number };

async function timeLanes(folder: string): Promise<Cost & Seen> {
  let time = T0;
  const now = (): number => time;
  const store = openStore(folder, 'write', now);
  fill(store);
  const fake = createFake(now);
  const deps = depsOf(store, fake.platform, now);
  const cpu = cpuSeconds();
  for (;;) {
    const lanes = store.dueLanes(time, 500);
    for (const lane of lanes) await deliverLane(deps, lane, new AbortController().signal);
    if (lanes.length > 0) continue;
    const next = store.nextDue();
    if (next === undefined) break;
    time = Math.max(time + 1, next);
  }
  const cost = { took: time - T0, cpu: cpuSeconds() - cpu };
  const { sent = 0 } = store.countDeliveries();
  store.close();
  return { ...cost, wrong: DELIVERIES - sent + fake.wrong(), lateness: fake.lateness() };
}

function fill(store: Store): void {
  for (let lane = 0; lane < LANES; lane++) {
    store.subscribe({
      target: { platform: 'slack', text: laneOf(lane) },
      filter: '',
      cadence: { kind: 'now' },
      options: DEFAULT_OPTIONS,
      created: T0,
      digestUntil: T0,
      digestNews: 0,
    });
  }
  for (let from = 0; from < DELIVERIES; from += CHUNK)
    store.atomically(() => {
      for (let n = from; n < from + CHUNK; n++) enqueue(store, n);
    });
}

function laneOf(lane: number): string {
  return `slack:T1/C${lane}`;
}

function enqueue(store: Store, n: number): void {
  const lane = laneOf(n % LANES);
  store.enqueue({
    subscription: (n % LANES) + 1,
    event: `notice ${n}`,
    kind: 'notice',
    target: lane,
    lane,
    subject: undefined,
    payload: { text: String(n) },
    due: T0,
  });
}

function depsOf(store: Store, platform: Platform, now: () => number): DeliverDeps {
  return {
    store,
    platforms: new Map([[platform.id, platform]]),
    now,
    owner: 'bench',
    isAlive: () => true,
    random: createRandom(7),
    links: { issueUrl: () => undefined, unsubscribeUrl: () => undefined },
    admin: undefined,
    onMistake: (_what, error) => {
      throw error;
    },
  };
}

/** A platform that asks for pauses, and sees what is twice, out of order, too early or late. */
function createFake(now: () => number): {
  readonly platform: Platform;
  readonly wrong: () => number;
  readonly lateness: () => number;
} {
  const random = createRandom(1);
  const lanes = new Map<string, { last: number; free: number }>();
  let wrong = 0;
  let lateness = 0;
  const platform: Platform = {
    id: 'slack',
    can: { edit: true, lines: true, nonce: 0 },
    check: () => undefined,
    send: async ({ target, post }) => {
      const lane = lanes.get(target.text) ?? { last: -1, free: T0 };
      lanes.set(target.text, lane);
      const n = post.what === 'notice' ? Number(post.text) : -1;
      if (now() < lane.free || n !== (lane.last < 0 ? n % LANES : lane.last + LANES)) wrong++;
      lateness = Math.max(lateness, now() - lane.free);
      const answer = answerOf(random);
      lane.free = now() + (answer.what === 'again' ? (answer.wait ?? 0) : 0);
      if (answer.what === 'sent') lane.last = n;
      return answer;
    },
    close: async () => undefined,
  };
  return { platform, wrong: () => wrong, lateness: () => lateness };
}

function answerOf(random: () => number): Outcome {
  if (random() >= LIMITED) return { what: 'sent', receipt: { ts: '1' } };
  return { what: 'again', why: 'too many requests', wait: 1000 + Math.floor(random() * 29_000) };
}

/** As it is written first: a table, the oldest that waits, and a pause wherever one is asked for. */
function timeNaive(folder: string): Cost {
  const database = new DatabaseSync(join(folder, 'naive.sqlite'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE post (id INTEGER PRIMARY KEY, target TEXT, text TEXT, state TEXT);
    CREATE INDEX post_waiting ON post (id) WHERE state = 'pending'; BEGIN`);
  const add = database.prepare("INSERT INTO post (target, text, state) VALUES (?, ?, 'pending')");
  for (let n = 0; n < DELIVERIES; n++) add.run(laneOf(n % LANES), String(n));
  database.exec('COMMIT');
  const next = database.prepare("SELECT id FROM post WHERE state = 'pending' ORDER BY id LIMIT 1");
  const mark = database.prepare('UPDATE post SET state = ? WHERE id = ?');
  const random = createRandom(1);
  let took = 0;
  const cpu = cpuSeconds();
  for (let row = next.get(); row !== undefined; row = next.get()) {
    mark.run('sending', Number(row.id));
    for (let answer = answerOf(random); answer.what === 'again'; answer = answerOf(random))
      took += answer.wait ?? 0;
    mark.run('sent', Number(row.id));
  }
  const cost = { took, cpu: cpuSeconds() - cpu };
  database.close();
  return cost;
}

/** mulberry32: the same numbers each time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
