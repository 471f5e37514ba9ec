import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBullQueue } from '../../src/queue/bullmq/queue.ts';
import { describeQueue } from '../contracts/queue.ts';
import { describeWithRedis, type FakeRedis, startRedis } from '../fakes/redis.ts';

describeWithRedis('BullMQ', () => {
  let redis: FakeRedis;
  let worlds = 0;

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());

  describeQueue('the queue in Redis', { shared: true }, async () => {
    worlds++;
    const prefix = `world-${worlds}`;
    return {
      open: (errors) =>
        createBullQueue({
          url: redis.url,
          prefix,
          onError: (id, error) => errors.push([id, error]),
          onState: (connected, why) => errors.push(['state', `${connected} ${why}`]),
        }),
      close: async () => undefined,
    };
  });

  it('leaves nothing of a job behind, not even of one that was asked for twice', async () => {
    const queue = await createBullQueue({
      url: redis.url,
      prefix: 'tidy',
      onError: () => undefined,
      onState: () => undefined,
    });
    const keys = (): Promise<string> => redis.command("EVAL \"return #redis.call('KEYS', 'tidy:*one*')\" 0");
    const add = (): Promise<void> => queue.add({ work: 'match', id: 'one', data: {} });
    let times = 0;
    await add();
    expect(await keys()).not.toBe(':0');
    const run = async (): Promise<void> => {
      times++;
      if (times === 1) await add();
    };
    queue.work({ match: { run, most: 1 } });
    await expect.poll(() => times, { timeout: 10_000 }).toBe(2);
    await expect.poll(keys, { timeout: 10_000 }).toBe(':0');
    expect(await queue.close(1000)).toBe(true);
  });
});
