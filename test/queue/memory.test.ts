import { expect, it } from 'vitest';
import { createMemoryQueue } from '../../src/queue/memory.ts';
import { describeQueue } from '../contracts/queue.ts';

describeQueue('the queue in memory', { shared: false }, async () => ({
  open: async (errors) => createMemoryQueue({ onError: (id, error) => errors.push([id, error]) }),
  close: async () => undefined,
}));

it('begins nothing while the one who asks is still at it', async () => {
  const queue = createMemoryQueue({ onError: () => undefined });
  const seen: string[] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  queue.work({
    match: {
      run: async () => {
        seen.push('job');
        resolve();
      },
      most: 1,
    },
  });
  const added = queue.add({ work: 'match', id: 'match', data: {} });
  seen.push('asked');
  await added;
  seen.push('added');
  await done;
  expect(seen).toEqual(['asked', 'added', 'job']);
});

it('has data of its own', async () => {
  const queue = createMemoryQueue({ onError: () => undefined });
  const data = { lane: 'console:' };
  await queue.add({ work: 'deliver', id: 'a', data });
  data.lane = 'elsewhere';
  const { promise: got, resolve } = Promise.withResolvers<unknown>();
  queue.work({ deliver: { run: async (own) => resolve(own), most: 1 } });
  expect(await got).toEqual({ lane: 'console:' });
});
