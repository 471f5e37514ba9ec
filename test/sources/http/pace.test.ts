import { describe, expect, it } from 'vitest';
import { createPace } from '../../../src/sources/http/pace.ts';

/** A clock that stands still until somebody waits. */
function fakeTime() {
  const time = { now: 1_000_000, waits: [] as number[] };
  const wait = async (ms: number) => {
    time.waits.push(ms);
    time.now += ms;
  };
  return { time, pace: createPace(1000, () => time.now, wait) };
}

describe('the pace', () => {
  it('pauses between the starts of two requests to one host', async () => {
    const { time, pace } = fakeTime();
    for (const worked of [0, 300, 2000, 0]) {
      const release = await pace.take('a:443', undefined);
      time.now += worked;
      release();
    }
    expect(time.waits).toEqual([1000, 700]);
  });

  it('leaves other hosts and ports alone', async () => {
    const { time, pace } = fakeTime();
    for (const host of ['a:443', 'a:80', 'b:443']) (await pace.take(host, undefined))();
    expect(time.waits).toEqual([]);
  });

  it('lets one in at a time, in the order in which they came', async () => {
    const { pace } = fakeTime();
    const order: number[] = [];
    let inside = 0;
    await Promise.all(
      [0, 1, 2, 3, 4].map(async (n) => {
        const release = await pace.take('a:443', undefined);
        expect(++inside).toBe(1);
        order.push(n);
        await Promise.resolve();
        inside--;
        release();
        release();
      }),
    );
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('lets the others pass who gave up', async () => {
    const { pace } = fakeTime();
    const first = await pace.take('a:443', undefined);
    const gone = new AbortController();
    const second = pace.take('a:443', gone.signal);
    const third = pace.take('a:443', undefined);
    gone.abort(new Error('enough'));
    await expect(second).rejects.toThrow();
    const soon = new Promise((resolve) => setImmediate(() => resolve('nobody yet')));
    expect(await Promise.race([third, soon])).toBe('nobody yet');
    first();
    (await third)();
  });

  it('can be given up during the pause, which then counts for the next one', async () => {
    const waits: number[] = [];
    const pace = createPace(
      1000,
      () => 5,
      (ms, signal) => {
        waits.push(ms);
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      },
    );
    (await pace.take('a:443', undefined))();
    const gone = new AbortController();
    const second = pace.take('a:443', gone.signal);
    await new Promise((resolve) => setImmediate(resolve));
    gone.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    const later = new AbortController();
    const third = pace.take('a:443', later.signal);
    await new Promise((resolve) => setImmediate(resolve));
    later.abort(new Error('enough'));
    await expect(third).rejects.toThrow();
    expect(waits).toEqual([1000, 1000]);
  });

  it('waits for no clock that was set back', async () => {
    const { time, pace } = fakeTime();
    (await pace.take('a:443', undefined))();
    time.now -= 3_600_000;
    (await pace.take('a:443', undefined))();
    expect(time.waits).toEqual([1000]);
  });

  it('slows down where it is asked to, and never speeds up', async () => {
    const { time, pace } = fakeTime();
    pace.slowDown('a:443', 5000);
    pace.slowDown('a:443', 10);
    (await pace.take('a:443', undefined))();
    (await pace.take('a:443', undefined))();
    expect(time.waits).toEqual([5000]);
  });

  it('waits by itself where no other wait is given', async () => {
    const pace = createPace(5, Date.now);
    (await pace.take('a:443', undefined))();
    (await pace.take('a:443', undefined))();
    const gone = new AbortController();
    const slow = createPace(3_600_000, Date.now);
    (await slow.take('a:443', undefined))();
    const second = slow.take('a:443', gone.signal);
    gone.abort(new Error('enough'));
    await expect(second).rejects.toThrow();
  });
});
