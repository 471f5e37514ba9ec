import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWithRedis, type FakeRedis, startRedis } from '../fakes/redis.ts';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';
import { createTemp } from '../sources/temp.ts';
import { createDaemons, type Daemon, until } from './daemon.ts';
import { openTown, type Town } from './service-world.ts';

const COUNT = 150;
/** Deliveries that a worker has in hand at most. */
const IN_FLIGHT = 64;
const OUTAGE = /^Redis \(redis:\/\/127\.0\.0\.1:\d+\) cannot be reached: .*; nothing is lost/;
const temp = createTemp();
const daemons = createDaemons();
let demo: DemoStore;
let redis: FakeRedis;
let town: Town;

beforeAll(async () => {
  demo = await makeDemoStore();
});
afterAll(() => demo.remove());
beforeEach(async () => {
  redis = await startRedis();
  town = await openTown(temp(), join(demo.folder, 'data'));
});
afterEach(async () => {
  await town.close();
  await redis.close();
});

const start = (role: string): Daemon =>
  daemons.run(['start', '--role', role, '--data', town.folder, '--config', town.overlay], {
    REDIS_URL: redis.url,
  });
const sent = (): number => town.digests().filter(({ state }) => state === 'sent').length;
const sending = (): number => town.store.countDeliveries().sending ?? 0;
const states = (): string => JSON.stringify(town.store.countDeliveries());
const complaints = (all: readonly Daemon[]): string[] =>
  all.flatMap((one) => one.log().filter(({ level }) => level !== 'info')).map(({ msg }) => msg);

/** Within ten seconds, of which a process that hangs takes 9.5. */
async function endAll(all: readonly Daemon[]): Promise<void> {
  const asked = performance.now();
  for (const { kill } of all) kill('SIGTERM');
  expect(await Promise.all(all.map(({ ended }) => ended))).toEqual(all.map(() => 0));
  expect(performance.now() - asked).toBeLessThan(9000);
}

/** Every subscription has one digest, which was sent, and it arrived. */
function checkEach(count: number): void {
  const digests = town.digests();
  expect(digests).toHaveLength(count);
  expect(new Set(digests.map(({ subscription }) => subscription)).size).toBe(count);
  expect(town.receiver.complaints).toEqual([]);
  expect(town.receiver.events.length + town.entries().length).toBe(count);
  expect(town.posts().size).toBe(town.receiver.events.length);
}

describeWithRedis('two schedulers and three workers on one Redis and one store', () => {
  it('give every subscription its digest, once', async () => {
    town.subscribe(COUNT);
    const all = ['worker', 'worker', 'worker', 'scheduler', 'scheduler'].map(start);
    await until(() => sent() === COUNT, states);
    await endAll(all);
    checkEach(COUNT);
    expect([...town.posts().values()].every((times) => times === 1)).toBe(true);
    expect(complaints(all)).toEqual([]);
  }, 60_000);

  it('do so though a worker is killed in the middle, and a scheduler stands still for a while', async () => {
    town.subscribe(COUNT);
    const [first, second] = [start('scheduler'), start('scheduler')];
    town.receiver.host.faults.add({ fault: 'hang', at: '/hooks/' });
    const workers = ['worker', 'worker', 'worker'].map(start);
    await until(() => sent() > 10, states);
    first.kill('SIGSTOP');
    const busy = hanging(workers);
    busy.kill('SIGKILL');
    await until(() => sent() === COUNT, states, 50_000);
    first.kill('SIGCONT');
    await endAll([first, second, ...workers.filter((one) => one !== busy)]);
    checkEach(COUNT);
    // What the killed worker had in flight was posted once more, under the same key.
    const again = [...town.posts().values()].filter((times) => times > 1);
    expect(again.length).toBeGreaterThan(0);
    expect(again.length).toBeLessThanOrEqual(IN_FLIGHT);
    expect(new Set(again)).toEqual(new Set([2]));
    // Those that were taken before the kill came again, and the receiver knew them.
    expect(town.receiver.repeats()).toBeLessThanOrEqual(again.length);
  }, 60_000);

  it('lose nothing with a Redis that is killed, away for a while, and empty when it is back', async () => {
    town.subscribe(COUNT);
    const all = ['worker', 'worker', 'scheduler', 'scheduler'].map(start);
    await until(() => sent() > 10, states);
    town.store.setBrake({ since: Date.now(), reason: 'a test' });
    await until(() => sending() === 0, states, 5000);
    const posts = town.receiver.host.requests.length;
    expect(sent()).toBeLessThan(COUNT);
    await redis.kill();
    const add = ['subscriptions', 'add', `${town.receiver.host.url}/more`, '--backfill', '5'];
    const added = daemons.run([...add, '--data', town.folder, '--config', town.overlay]);
    expect([await added.ended, added.said()]).toEqual([0, expect.stringContaining('5 of what was there')]);
    town.store.setBrake(undefined);
    await until(() => all.every((one) => complaints([one]).length > 0));
    expect(town.receiver.host.requests.length).toBe(posts);
    await redis.start();
    expect(await redis.command('FLUSHALL')).toBe('+OK');
    const cards = (): number => town.store.deliveries({ kinds: ['card'], states: ['sent'] }).length;
    await until(() => sent() === COUNT && cards() === 5, states);
    await until(() => all.every((one) => one.said().includes('is there again')));
    await endAll(all);
    for (const one of all) {
      const others = complaints([one]).filter((said) => !said.includes('a job was lost while it ran here'));
      expect(others).toEqual([expect.stringMatching(OUTAGE)]);
    }
    const { events } = town.receiver;
    expect(events.length).toBe(town.receiver.host.requests.length);
    expect(events.length + town.entries().length).toBe(COUNT + 5);
  }, 60_000);
});

/** Who has the post in hand that is never answered. */
function hanging(workers: readonly Daemon[]): Daemon {
  const path = town.receiver.host.requests[0]?.path ?? '';
  const found = workers.find(({ pid }) => {
    const held = town.store.orphans(Date.now(), (owner) => !owner.startsWith(`${pid}@`), COUNT);
    return held.some(({ target }) => target.endsWith(path));
  });
  if (found === undefined) throw new Error(`nobody has ${path}`);
  return found;
}
