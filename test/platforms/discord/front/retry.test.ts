import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { untilDone } from '../../../../src/platforms/discord/front/retry.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what is tried until it is done', () => {
  it('waits longer and longer, five minutes at most, and ends with the program', async () => {
    const at: number[] = [];
    const begin = Date.now();
    const closed = new AbortController();
    const work = async () => {
      at.push((Date.now() - begin) / 1000);
      return 'again' as const;
    };
    await untilDone(work, closed.signal);
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(at).toEqual([0, 5, 20, 80, 380, 680, 980]);
    closed.abort();
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(at).toHaveLength(7);
    expect(vi.getTimerCount()).toBe(0);
  });
  it('rejects where the first try does, and tries no more then', async () => {
    const work = vi.fn(() => Promise.reject(new Error('set up wrongly')));
    await expect(untilDone(work, new AbortController().signal)).rejects.toThrow('set up wrongly');
    expect(vi.getTimerCount()).toBe(0);
  });
});
