import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { createBullQueue } from '../../src/queue/bullmq/queue.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { describeWithRedis, type FakeRedis, startRedis } from '../fakes/redis.ts';
import { createTemp } from '../sources/temp.ts';
import type { RoleErrand } from './roles-child.ts';

const SCRIPT = join(import.meta.dirname, 'roles-child.ts');
const COUNT = 40;
const SOON = { timeout: 30_000, interval: 20 };
const temp = createTemp();

type Role = {
  readonly said: readonly string[];
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<number | string>;
};

let redis: FakeRedis | undefined;
let roles: Role[] = [];

afterEach(async () => {
  for (const { kill } of roles) kill('SIGKILL');
  await Promise.all(roles.map(({ ended }) => ended));
  roles = [];
  await redis?.close();
  redis = undefined;
});

function start(errand: RoleErrand): Role {
  const child: ChildProcess = spawn(process.execPath, [SCRIPT, JSON.stringify(errand)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  if (child.stdout === null) throw new Error('the child has no stdout');
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
  const role = { said, kill: (signal: NodeJS.Signals) => void child.kill(signal), ended };
  roles.push(role);
  return role;
}

const heard = (word: string): string[] =>
  roles.flatMap(({ said }) => said).filter((line) => line.startsWith(`${word} `));
const jobs = ['ingest', 'digest'].flatMap((work) => Array.from({ length: COUNT }, (_, n) => `${work}-${n}`));

/** What the store says was done, whoever said it. */
function doneIn(store: string): string[] {
  const opened = openStore(store, 'write', Date.now);
  try {
    const ingests = jobs.filter((job) => job.startsWith('ingest') && !opened.claimJob(job, Date.now()));
    const digests = opened.deliveries({ kinds: ['digest'], limit: 2 * COUNT });
    return [...ingests, ...digests.map(({ event }) => event.replace('digest ', ''))].sort();
  } finally {
    opened.close();
  }
}

async function isDrained(url: string): Promise<boolean> {
  const queue = await createBullQueue({ url, onError: () => undefined, onState: () => undefined });
  try {
    const { ok, waiting, running } = await queue.health();
    return ok && waiting + running === 0;
  } finally {
    await queue.close(0);
  }
}

describeWithRedis('two schedulers and three workers on one Redis and one store', () => {
  /** `trouble` happens as soon as some jobs were done. */
  async function run(
    trouble: (redis: FakeRedis, workers: readonly Role[]) => Promise<void>,
  ): Promise<string> {
    redis = await startRedis();
    const store = temp();
    openStore(store, 'write', Date.now).close();
    const errand = { redis: redis.url, store, count: COUNT };
    const workers = [1, 2, 3].map(() => start({ ...errand, role: 'worker' }));
    await expect.poll(() => workers.every(({ said }) => said.includes('works')), SOON).toBe(true);
    const schedulers = [1, 2].map(() => start({ ...errand, role: 'scheduler' }));
    await expect.poll(() => schedulers.every(({ said }) => said.includes('schedules')), SOON).toBe(true);
    await expect.poll(() => heard('did').length, SOON).toBeGreaterThan(5);
    await trouble(redis, workers);
    for (const { kill } of schedulers) kill('SIGTERM');
    expect(await Promise.all(schedulers.map(({ ended }) => ended))).toEqual([0, 0]);
    const { url } = redis;
    await expect.poll(() => isDrained(url), SOON).toBe(true);
    return store;
  }

  it('do each ingest and each digest once', async () => {
    const store = await run(async () => undefined);
    expect(heard('did').sort()).toEqual(jobs.map((job) => `did ${job}`).sort());
    expect(doneIn(store)).toEqual([...jobs].sort());
    expect(
      roles.slice(0, 3).filter(({ said }) => said.some((line) => line.startsWith('did'))).length,
    ).toBeGreaterThan(1);
    expect(heard('error')).toEqual([]);
    for (const { kill } of roles) kill('SIGTERM');
    expect(heard('again').length).toBeGreaterThan(0);
    expect(await Promise.all(roles.map(({ ended }) => ended))).toEqual([0, 0, 0, 0, 0]);
  }, 60_000);

  it('do it though a worker is killed, and Redis flushed, killed and started again', async () => {
    const store = await run(async (one, workers) => {
      workers[0]?.kill('SIGKILL');
      await one.command('FLUSHALL');
      await one.kill();
      await expect.poll(() => heard('refused').length, SOON).toBeGreaterThan(0);
      await one.start();
    });
    const did = heard('did');
    expect(new Set(did).size).toBe(did.length);
    expect(doneIn(store)).toEqual([...jobs].sort());
  }, 60_000);
});
