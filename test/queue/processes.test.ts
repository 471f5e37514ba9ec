import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Queue } from '../../src/ports/queue.ts';
import { createBullQueue } from '../../src/queue/bullmq/queue.ts';
import { LOCKS } from '../../src/queue/bullmq/worker.ts';
import { describeWithRedis, type FakeRedis, startRedis } from '../fakes/redis.ts';
import { makeCertificate } from '../sources/http/certificate.ts';
import { createTemp } from '../sources/temp.ts';
import type { WorkerErrand } from './worker-child.ts';
import { startChild, type WorkerChild } from './worker-children.ts';

const SOON = { timeout: 15_000, interval: 10 };
const SHORT = { lock: 1000, look: 500 };
const temp = createTemp();
let redis: FakeRedis;
let queue: Queue;
let worlds = 0;
let prefix = '';
let children: WorkerChild[] = [];

async function enter(): Promise<void> {
  prefix = `world-${++worlds}`;
  queue = await createBullQueue({
    url: redis.url,
    prefix,
    onError: () => undefined,
    onState: () => undefined,
  });
}

function child(
  jobs: WorkerErrand['jobs'],
  more: Partial<WorkerErrand> = {},
  env?: NodeJS.ProcessEnv,
): WorkerChild {
  const started = startChild({ url: redis.url, prefix, locks: SHORT, jobs, patience: 8000, ...more }, env);
  children.push(started);
  return started;
}

const add = (name: string): Promise<void> => queue.add({ work: 'deliver', id: name, data: { name } });
const says = (who: WorkerChild, line: string): Promise<void> =>
  expect.poll(() => who.said, SOON).toContain(line);

afterEach(async () => {
  for (const one of children) one.kill('SIGKILL');
  await Promise.all(children.map(({ ended }) => ended));
  children = [];
});

describeWithRedis('workers in processes of their own', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());
  afterEach(() => queue.close(0));

  it('do the jobs of one that was killed in the middle', async () => {
    await enter();
    const dying = child('hang');
    await add('one');
    await says(dying, 'began one');
    const heir = child('end');
    await says(heir, 'works');
    expect(heir.said).toEqual(['works']);
    dying.kill('SIGKILL');
    expect(await dying.ended).toBe('SIGKILL');
    await says(heir, 'ended one');
    await expect.poll(() => queue.health(), SOON).toMatchObject({ waiting: 0, running: 0 });
    expect(heir.said.filter((line) => line.startsWith('began'))).toEqual(['began one']);
  });

  it('keep a job for themselves while they live, however long it takes', async () => {
    await enter();
    const busy = child('stop');
    await add('long');
    await says(busy, 'began long');
    const idle = child('end');
    await says(idle, 'works');
    // Three locks long, measured by what is done meanwhile.
    const until = performance.now() + 3 * SHORT.lock;
    await expect
      .poll(() => performance.now() > until && idle.said.length, { timeout: 10_000, interval: 100 })
      .toBe(1);
    expect(await queue.health()).toMatchObject({ waiting: 0, running: 1 });
  });

  it('end when they are told to: what runs is told to stop and ends, exit 0, and others go on with it', async () => {
    await enter();
    const asked = child('stop');
    await add('one');
    await says(asked, 'began one');
    const began = performance.now();
    asked.kill('SIGTERM');
    expect(await asked.ended).toBe(0);
    // ioredis holds a process for two seconds whose connections are ended twice.
    expect(performance.now() - began).toBeLessThan(1500);
    expect(asked.said).toEqual(['works', 'began one', 'ended one', 'closed true']);
    const heir = child('end');
    await says(heir, 'ended one');
  });

  it('end in time though a job does not, and though Redis is gone', async () => {
    await enter();
    const [idle, busy] = [child('end'), child('hang', { patience: 200 })];
    await Promise.all([says(idle, 'works'), says(busy, 'works')]);
    idle.kill('SIGTERM');
    expect(await idle.ended).toBe(0);
    await add('one');
    await says(busy, 'began one');
    const last = child('end');
    await says(last, 'works');
    await redis.kill();
    const began = performance.now();
    busy.kill('SIGTERM');
    last.kill('SIGTERM');
    expect(await Promise.all([busy.ended, last.ended])).toEqual([0, 0]);
    expect(performance.now() - began).toBeLessThan(9000);
    expect(busy.said).toContain('closed false');
    expect(last.said).toContain('closed true');
    await redis.start();
  });

  it('take over within 40 s in production', () => {
    expect(LOCKS.lock + 2 * LOCKS.look).toBeLessThanOrEqual(40_000);
  });
});

describe('by TLS', () => {
  describeWithRedis('a worker', () => {
    let secure: FakeRedis;
    let cert = '';

    beforeAll(async () => {
      const folder = temp();
      const made = makeCertificate('localhost');
      cert = join(folder, 'cert.pem');
      writeFileSync(cert, made.cert);
      writeFileSync(join(folder, 'key.pem'), made.key);
      secure = await startRedis({
        'tls-cert-file': cert,
        'tls-key-file': join(folder, 'key.pem'),
        'tls-auth-clients': 'no',
        'tls-ca-cert-file': cert,
      });
    });
    afterAll(() => secure.close());

    it('trusts the CA that it is given, and no other', async () => {
      const url = `rediss://localhost:${secure.port}`;
      const [trusting, wary] = [
        child('end', { url }, { NODE_EXTRA_CA_CERTS: cert }),
        child('end', { url }, { NODE_EXTRA_CA_CERTS: '' }),
      ];
      await Promise.all([says(trusting, 'works'), says(wary, 'works')]);
      await says(wary, `down Redis (${url}) cannot be reached: TLS fails`);
      expect(trusting.said).toEqual(['works']);
      trusting.kill('SIGTERM');
      expect(await trusting.ended).toBe(0);
    });
  });
});
