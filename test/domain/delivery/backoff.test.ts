import { describe, expect, it } from 'vitest';
import { isGivenUp, retryAt, waitUntil } from '../../../src/domain/delivery/backoff.ts';

const HOUR = 3_600_000;

describe('the pause before the next try', () => {
  it('doubles from 5 s to an hour, and never goes beyond', () => {
    const most = [1, 2, 3, 10, 11, 12, 99].map((attempts) => retryAt(attempts, 0, 1) / 1000);
    expect(most).toEqual([5, 10, 20, 2560, 3600, 3600, 3600]);
  });

  it('is any part of that, but a second at least', () => {
    expect(retryAt(10, 7, 0)).toBe(1007);
    expect(retryAt(10, 0, 0.25)).toBe(640_000);
    expect(retryAt(0, 0, 1)).toBe(5000);
  });

  it('is as the platform wants it, up to a day', () => {
    expect(waitUntil(1500.2, 10)).toBe(1511);
    expect(waitUntil(-5, 10)).toBe(10);
    expect(waitUntil(1e15, 0)).toBe(24 * HOUR);
  });

  it('ends after a day and twelve tries, both of them', () => {
    const created = 1000;
    const day = created + 24 * HOUR;
    expect(isGivenUp({ attempts: 12, created }, day)).toBe(true);
    expect(isGivenUp({ attempts: 12, created }, day - 1)).toBe(false);
    expect(isGivenUp({ attempts: 11, created }, day + HOUR)).toBe(false);
  });
});
