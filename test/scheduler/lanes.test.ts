import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLanes, type Lanes } from '../../src/scheduler/lanes.ts';

/** A load that ends when it is told to. */
function load(
  key: string,
  host: string,
  log: string[],
): { key: string; host: string; run: () => Promise<void>; end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const run = async (): Promise<void> => {
    log.push(key);
    await promise;
  };
  return { key, host, run, end: resolve };
}

async function settled(): Promise<void> {
  for (let n = 0; n < 5; n++) await Promise.resolve();
}

describe('createLanes', () => {
  it('runs so many at a time, in their order, one for each host', async () => {
    const log: string[] = [];
    const lanes = createLanes(2, () => undefined);
    const [a, b, c, d] = [load('a', 'x', log), load('b', 'x', log), load('c', 'y', log), load('d', 'z', log)];
    for (const one of [a, b, c, d]) expect(lanes.add(one)).toBe(true);
    expect(log).toEqual(['a', 'c']);
    a.end();
    await settled();
    expect(log).toEqual(['a', 'c', 'b']);
    c.end();
    await settled();
    expect(log).toEqual(['a', 'c', 'b', 'd']);
    b.end();
    d.end();
    await lanes.idle();
  });

  it('refuses one that waits or runs, and takes it again afterwards', async () => {
    const log: string[] = [];
    const lanes = createLanes(1, () => undefined);
    const [a, b] = [load('a', 'x', log), load('b', 'y', log)];
    lanes.add(a);
    lanes.add(b);
    expect([lanes.add(a), lanes.add(b)]).toEqual([false, false]);
    a.end();
    b.end();
    await lanes.idle();
    expect(lanes.add(a)).toBe(true);
    await lanes.idle();
    expect(log).toEqual(['a', 'b', 'a']);
  });

  it('goes on behind one that throws', async () => {
    const failed: string[] = [];
    const lanes = createLanes(1, (key) => failed.push(key));
    const log: string[] = [];
    lanes.add({ key: 'a', host: 'x', run: () => Promise.reject(new Error('no')) });
    const b = load('b', 'x', log);
    lanes.add(b);
    b.end();
    await lanes.idle();
    expect([failed, log]).toEqual([['a'], ['b']]);
  });

  describe('stop', () => {
    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());

    it('tells what runs, drops what waits, and takes no more', async () => {
      const log: string[] = [];
      const lanes: Lanes = createLanes(1, () => undefined);
      const run = (signal: AbortSignal): Promise<void> =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      lanes.add({ key: 'a', host: 'x', run });
      lanes.add(load('b', 'x', log));
      expect(await lanes.stop(1000)).toBe(true);
      expect(lanes.add(load('c', 'x', log))).toBe(false);
      expect(log).toEqual([]);
    });

    it('waits no longer than it may', async () => {
      const lanes = createLanes(1, () => undefined);
      lanes.add(load('a', 'x', []));
      const stopped = lanes.stop(1000);
      await vi.advanceTimersByTimeAsync(1000);
      expect(await stopped).toBe(false);
    });
  });
});
