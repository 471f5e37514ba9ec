import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Queue } from '../../src/ports/queue.ts';
import { type BullQueueOptions, createBullQueue } from '../../src/queue/bullmq/queue.ts';
import {
  describeWithRedis,
  type FakeRedis,
  freePort,
  type RedisSettings,
  startRedis,
} from '../fakes/redis.ts';

const SOON = { timeout: 15_000, interval: 10 };
const SHORT = { lock: 1000, look: 500 };

let redis: FakeRedis | undefined;
let opened: Queue[] = [];
let states: string[] = [];
let errors: string[] = [];
let done: string[] = [];

beforeEach(() => {
  [opened, states, errors, done] = [[], [], [], []];
});
afterEach(async () => {
  await Promise.all(opened.map((queue) => queue.close(0)));
  await redis?.close();
  redis = undefined;
});

async function start(settings?: RedisSettings): Promise<FakeRedis> {
  redis = await startRedis(settings);
  return redis;
}

async function open(url: string, more: Partial<BullQueueOptions> = {}): Promise<Queue> {
  const queue = await createBullQueue({
    url,
    locks: SHORT,
    onError: (id, error) => errors.push(`${id}: ${error}`),
    onState: (connected, why) => states.push(`${connected ? 'up' : 'down'}: ${why}`),
    ...more,
  });
  opened.push(queue);
  return queue;
}

const add = (queue: Queue, name: string): Promise<void> =>
  queue.add({ work: 'deliver', id: name, data: { name } });

function work(queue: Queue): void {
  const run = async ({ name }: Readonly<Record<string, string | number>>): Promise<void> => {
    done.push(String(name));
  };
  queue.work({ deliver: { run, most: 2 } });
}

/** How long it takes to fail, ms, and with which words. */
async function failing(promise: Promise<void>): Promise<{ why: string; took: number }> {
  const began = performance.now();
  const why = await promise.then(
    () => 'it did not fail',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { why, took: performance.now() - began };
}

describeWithRedis('a queue whose Redis', () => {
  it('is not there yet: it works as soon as it is', async () => {
    const later = await start();
    await later.kill();
    const queue = await open(later.url);
    work(queue);
    const { why, took } = await failing(add(queue, 'early'));
    expect(why).toBe(`Redis (${later.url}) cannot be reached: nobody listens there`);
    expect(took).toBeLessThan(2500);
    expect(await queue.health()).toEqual({ ok: false, why, waiting: 0, running: 0 });
    expect(states).toEqual([`down: ${why}`]);
    await later.start();
    await expect
      .poll(() => states, SOON)
      .toEqual([`down: ${why}`, `up: Redis (${later.url}) is there again`]);
    await add(queue, 'late');
    await expect.poll(() => done, SOON).toEqual(['late']);
    expect(await queue.health()).toMatchObject({ ok: true, why: `Redis (${later.url})` });
    expect(errors).toEqual([]);
  });

  it('was never there: it ends all the same', async () => {
    const queue = await open(`redis://127.0.0.1:${await freePort()}`);
    work(queue);
    expect(await queue.close(5000)).toBe(true);
  });

  it('loses its power: what waited is done afterwards, and is told of once', async () => {
    const one = await start();
    const [asks, works] = [await open(one.url), await open(one.url)];
    const names = Array.from({ length: 30 }, (_, n) => `job-${n}`);
    for (const name of names) await add(asks, name);
    await one.kill();
    await expect.poll(() => states.length, SOON).toBe(2);
    work(works);
    expect((await failing(add(asks, 'meanwhile'))).why).toContain('cannot be reached');
    await one.start();
    await expect.poll(() => done.length, SOON).toBe(30);
    expect(new Set(done)).toEqual(new Set(names));
    expect(states.filter((state) => state.startsWith('down'))).toHaveLength(2);
    await add(asks, 'meanwhile');
    await expect.poll(() => done, SOON).toContain('meanwhile');
  });

  it('loses its power while a worker waits for jobs, and while one does one', async () => {
    const one = await start();
    const queue = await open(one.url);
    const { promise: gate, resolve: release } = Promise.withResolvers<void>();
    const run = async ({ name }: Readonly<Record<string, string | number>>): Promise<void> => {
      if (name === 'long') await gate;
      done.push(String(name));
    };
    queue.work({ deliver: { run, most: 1 }, match: { run, most: 1 } });
    await add(queue, 'long');
    await expect.poll(() => queue.health(), SOON).toMatchObject({ running: 1 });
    await one.kill();
    await one.start();
    await queue.add({ work: 'match', id: 'm', data: { name: 'waited' } });
    await expect.poll(() => done, SOON).toEqual(['waited']);
    release();
    await expect.poll(() => queue.health(), SOON).toMatchObject({ ok: true, waiting: 0, running: 0 });
    await add(queue, 'more');
    await expect.poll(() => done, SOON).toContain('more');
  });

  it('is flushed: jobs are gone, and asked for again', async () => {
    const one = await start();
    const [asks, works] = [await open(one.url), await open(one.url)];
    const { promise: gate, resolve: release } = Promise.withResolvers<void>();
    const run = async ({ name }: Readonly<Record<string, string | number>>): Promise<void> => {
      done.push(`began ${name}`);
      if (name === 'long') await gate;
    };
    await add(asks, 'gone');
    works.work({ ingest: { run, most: 1 }, match: { run, most: 2 } });
    await asks.add({ work: 'ingest', id: 'long', data: { name: 'long' } });
    await expect.poll(() => done, SOON).toEqual(['began long']);
    expect(await one.command('FLUSHALL')).toBe('+OK');
    await add(asks, 'gone');
    expect(await asks.health()).toMatchObject({ ok: true, waiting: 1, running: 0 });
    await asks.add({ work: 'match', id: 'other', data: { name: 'other' } });
    await expect.poll(() => done, SOON).toEqual(['began long', 'began other']);
    release();
    await asks.add({ work: 'ingest', id: 'short', data: { name: 'short' } });
    await expect.poll(() => done, SOON).toEqual(['began long', 'began other', 'began short']);
    expect(states).toEqual([]);
    expect(errors).toEqual([
      expect.stringMatching(/^ingest: JobLost: a job was lost while it ran here: Redis was flushed/),
    ]);
  });

  it('stands still: who adds a job is told in time, and it goes on when it goes on', async () => {
    const one = await start();
    const queue = await open(one.url);
    work(queue);
    await add(queue, 'before');
    one.freeze();
    const { why, took } = await failing(add(queue, 'meanwhile'));
    one.thaw();
    expect(why).toContain(`Redis (${one.url})`);
    expect(took).toBeLessThan(2500);
    await add(queue, 'after');
    await expect.poll(() => done, SOON).toContain('after');
  });

  it('is full: the reason is told, once a minute', async () => {
    const one = await start({ maxmemory: '1' });
    const queue = await open(one.url);
    work(queue);
    expect((await failing(add(queue, 'a'))).why).toBe('Redis refuses a job: its memory is full');
    expect(errors.length).toBeLessThan(2);
  });
});

describeWithRedis('a queue with a password', () => {
  const SECRET = 'p@ss:w/rd%';
  const written = encodeURIComponent(SECRET);

  it('is let in with a user, and has a database of its own', async () => {
    const { port } = await start({ requirepass: SECRET });
    const [own, other] = [
      await open(`redis://default:${written}@127.0.0.1:${port}/3`),
      await open(`redis://:${written}@127.0.0.1:${port}`),
    ];
    await add(own, 'here');
    expect(await own.health()).toMatchObject({
      ok: true,
      why: `Redis (redis://127.0.0.1:${port}/3)`,
      waiting: 1,
    });
    expect(await other.health()).toMatchObject({ ok: true, waiting: 0 });
    expect(states).toEqual([]);
  });

  it.each([
    ['a wrong password', 'hunter2', 'it does not take the user or the password'],
    ['none', '', 'it wants a password'],
  ])('says so where it is %s, and nowhere what it is', async (_, password, words) => {
    const { port } = await start({ requirepass: SECRET });
    const queue = await open(`redis://${password === '' ? '' : `:${password}@`}127.0.0.1:${port}`);
    work(queue);
    const { why } = await failing(add(queue, 'a'));
    expect(why).toBe(`Redis (redis://127.0.0.1:${port}) cannot be reached: ${words}`);
    const health = await queue.health();
    expect(JSON.stringify([states, errors, health, why])).not.toContain('hunter2');
    expect(states).toEqual([`down: ${why}`]);
    expect(errors).toEqual([]);
  });
});
