import { describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../../src/sources/http/retry-after.ts';

const NOW = Date.UTC(2026, 10, 6, 8, 0, 0);

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['99999999999', 86_400_000],
    ['Fri, 06 Nov 2026 08:00:30 GMT', 30_000],
    ['Friday, 06-Nov-26 08:00:30 GMT', 30_000],
    ['Fri Nov  6 08:00:30 2026', 30_000],
    ['Fri, 06 Nov 2020 08:00:30 GMT', 0],
    ['Fri, 06 Nov 2099 08:00:30 GMT', 86_400_000],
  ])('%s', (value, ms) => {
    expect(readRetryAfter(value, NOW)).toBe(ms);
  });

  it.each([
    undefined,
    '',
    'soon',
    '-5',
    '1.5',
    '1e9',
    'Fri, 99 Foo 2026 08:00:30 GMT',
    '2026-11-06',
    'x'.repeat(9999),
  ])('%s says nothing', (value) => {
    expect(readRetryAfter(value, NOW)).toBeUndefined();
  });
});
