import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/domain/subscription/subscription.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { describeWithRedis, type FakeRedis, startRedis } from '../fakes/redis.ts';
import { createTemp } from '../sources/temp.ts';
import { type Chat, type ChatKind, startChat } from './deliver-chat.ts';
import type { DeliverErrand } from './deliver-child.ts';
import { articlesOf, followPress } from './deliver-follow.ts';

const SCRIPT = join(import.meta.dirname, 'deliver-child.ts');
const SECOND = 1000;
const T0 = Date.UTC(2026, 10, 2, 9);
const PRESS = T0 + 60 * SECOND;
const TARGET = { platform: 'slack', text: 'slack:T1/CA' } as const;
const TITLES = articlesOf(3, PRESS)
  .slice(1)
  .map(({ title }) => title);
/** So many children at once. */
const CREW = 3;
/** More than any child takes; a walk that is longer never ends. */
const LONGEST = 60;

type Row = {
  readonly driver: string;
  readonly kind: ChatKind;
  readonly point: string;
  readonly posts: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly uncertain: number;
  readonly told: number;
};

const temp = createTemp();
const rows: Row[] = [];
let folder = '';
let chat: Chat;

/** A store that follows the press since yesterday, with one subscription. */
async function prepare(place: string): Promise<void> {
  const now = (): number => T0;
  const store = openStore(place, 'write', now);
  await followPress(store, articlesOf(1, PRESS), { now, owner: 'parent', isAlive: () => false });
  const cadence = { kind: 'now' } as const;
  const since = { created: T0, digestUntil: T0, digestNews: 0 };
  store.subscribe({ target: TARGET, filter: '', cadence, options: DEFAULT_OPTIONS, ...since });
  store.close();
}

beforeAll(async () => {
  folder = temp();
  mkdirSync(join(folder, 'template'));
  await prepare(join(folder, 'template'));
  chat = await startChat((pid) => process.kill(pid, 'SIGKILL'));
});
afterAll(async () => {
  await chat.close();
  const table = rows.map((row) => Object.values(row).join('\t'));
  const head = ['driver', 'platform', 'killed', 'posts', 'duplicates', 'lost', 'uncertain', 'told'].join(
    '\t',
  );
  if (process.env.LOREWATCH_CRASH_TABLE)
    writeFileSync(process.env.LOREWATCH_CRASH_TABLE, `${[head, ...table].join('\n')}\n`);
});

/** The last line that a child said; throws where it neither came to its end nor was ended. */
async function runChild(errand: Omit<DeliverErrand, 'press'>): Promise<string> {
  const args = [SCRIPT, JSON.stringify({ ...errand, press: PRESS })];
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on('close', (...end) => resolve(end));
  });
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the child ended with ${code ?? signal}`);
  return said.trim();
}

type Place = DeliverErrand['places'][number];
type Walk = { readonly driver: string; readonly kind: ChatKind; readonly redis: string | undefined };

function makePlace({ driver, kind }: Walk, killAt: number): Place {
  const name = `${driver}-${kind}-${killAt}`;
  const place = join(folder, name);
  cpSync(join(folder, 'template'), place, { recursive: true });
  return { folder: place, room: `${chat.url}/${kind}/${name}`, prefix: name };
}

/** Ends a child at each of its steps, each with a store of its own, until one comes to its end. */
async function killEverywhere(walk: Walk): Promise<{ place: Place; point: string }[]> {
  const ended: { place: Place; point: string }[] = [];
  let isThrough = false;
  let killAt = 0;
  const crew = Array.from({ length: CREW }, async () => {
    while (!isThrough && killAt < LONGEST) {
      killAt++;
      const own = killAt;
      const place = makePlace(walk, own);
      const point = await runChild({ ...walk, places: [place], begin: PRESS + 600 * SECOND, killAt: own });
      if (point === 'done') isThrough = true;
      ended[own - 1] = { place, point };
    }
  });
  await Promise.all(crew);
  return ended;
}

function look({ driver, kind }: Walk, { place, point }: { place: Place; point: string }): Row {
  const { posts } = chat.room(new URL(place.room).pathname.slice(1));
  const store = openStore(place.folder, 'read', () => 0);
  const deliveries = store.deliveries({});
  const told = store.untoldNotices().filter(({ what }) => what === 'delivery').length;
  store.close();
  const uncertain = deliveries.filter(({ state }) => state === 'uncertain');
  const stands = new Set(posts.map(({ text }) => text));
  const accounted = new Set([...posts, ...uncertain].map(({ key }) => key));
  const sent = deliveries.filter(({ state }) => state === 'sent');
  const lost = TITLES.length - deliveries.length + deliveries.filter(({ key }) => !accounted.has(key)).length;
  expect(sent.length + uncertain.length, `${driver} ${kind}: ${point}`).toBe(TITLES.length);
  expect([...stands], `${driver} ${kind}: ${point}`).toEqual(TITLES.filter((title) => stands.has(title)));
  const duplicates = posts.length - stands.size;
  return { driver, kind, point, posts: posts.length, duplicates, lost, uncertain: uncertain.length, told };
}

async function walk(driver: string, kind: ChatKind, redis?: string): Promise<Row[]> {
  const way = { driver, kind, redis };
  const ended = await killEverywhere(way);
  const places = ended.map(({ place }) => place);
  const said = await runChild({ ...way, places, begin: PRESS + 630 * SECOND });
  expect(said).toBe('done');
  const seen = ended.map((one) => look(way, one));
  rows.push(...seen);
  return seen;
}

/** What has to hold after each kill; `points`: how many there were at least. */
function check(seen: readonly Row[], kind: ChatKind): void {
  const points = seen.filter(({ point }) => point !== 'done');
  expect(points.length).toBeGreaterThanOrEqual(20);
  expect(new Set(points.map(({ point }) => point)).size).toBeGreaterThanOrEqual(12);
  for (const row of seen) expect(row).toMatchObject({ duplicates: 0, lost: 0 });
  if (kind !== 'none') {
    for (const row of seen) expect(row).toMatchObject({ posts: TITLES.length, uncertain: 0 });
    return;
  }
  const inFlight = /claimed|sent|took it|answer|before it is settled|within it is settled/;
  for (const row of seen) {
    const uncertain = inFlight.test(row.point) ? 1 : 0;
    expect(row).toMatchObject({ uncertain, told: uncertain });
  }
}

/** One store, and child after child that is ended in it, each a step later than the one before. Returns how many. */
async function killAgain(kind: ChatKind): Promise<{ place: Place; children: number }> {
  const way = { driver: 'again', kind, redis: undefined };
  const place = makePlace(way, 0);
  for (let n = 0; n < LONGEST; n++) {
    // What the first ones left behind is mended by those that are ended in the middle of it.
    const killAt = n % 2 === 0 ? 11 : 4 + n;
    const begin = PRESS + (600 + n * 6) * SECOND;
    if ((await runChild({ ...way, places: [place], begin, killAt })) === 'done')
      return { place, children: n };
  }
  throw new Error('it never came to its end');
}

const KINDS = ['nonce', 'find', 'none'] as const;

describe('a delivery that is killed at each of its steps, the queue in the process', () => {
  it.each(KINDS)(
    'goes on as if nothing had been: %s',
    async (kind) => {
      check(await walk('memory', kind), kind);
    },
    60_000,
  );
});

describe('a delivery that is killed again and again', () => {
  it.each(KINDS)(
    'comes to its end, and nothing is lost or there twice: %s',
    async (kind) => {
      const { place, children } = await killAgain(kind);
      expect(children).toBeGreaterThanOrEqual(4);
      const row = look({ driver: 'again', kind, redis: undefined }, { place, point: `${children} times` });
      rows.push(row);
      expect(row).toMatchObject({ duplicates: 0, lost: 0 });
      if (kind !== 'none') expect(row).toMatchObject({ posts: TITLES.length, uncertain: 0 });
    },
    60_000,
  );
});

describeWithRedis('a delivery that is killed at each of its steps, the queue in Redis', () => {
  let redis: FakeRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());

  it.each(KINDS)(
    'goes on as if nothing had been: %s',
    async (kind) => {
      check(await walk('bullmq', kind, redis.url), kind);
    },
    60_000,
  );
});
