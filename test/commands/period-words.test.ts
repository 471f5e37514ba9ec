import { describe, expect, it } from 'vitest';
import { printPeriod, readPeriodWords } from '../../src/commands/told/period-words.ts';

/** A Wednesday. */
const NOW = Date.UTC(2026, 3, 8, 9, 30, 20);

function read(text: string): string | undefined {
  const found = readPeriodWords(text, NOW);
  if (found === undefined) return undefined;
  return 'wrong' in found ? `wrong: ${found.wrong}` : `${printPeriod(found.period)} | ${found.rest}`;
}

describe('the words of a period', () => {
  it.each([
    ['7d', '2026-04-01T09:30Z..2026-04-08T09:30Z | '],
    ['36h area:drm', '2026-04-06T21:30Z..2026-04-08T09:30Z | area:drm'],
    ['2W', '2026-03-25T09:30Z..2026-04-08T09:30Z | '],
    ['today', '2026-04-08T00:00Z..2026-04-08T09:30Z | '],
    ['Yesterday -kind:reply', '2026-04-07T00:00Z..2026-04-08T00:00Z | -kind:reply'],
    ['this week', '2026-04-06T00:00Z..2026-04-08T09:30Z | '],
    ['last week  "pin init"', '2026-03-30T00:00Z..2026-04-06T00:00Z | "pin init"'],
    ['week 14', '2026-03-30T00:00Z..2026-04-06T00:00Z | '],
    ['week 15', '2026-04-06T00:00Z..2026-04-08T09:30Z | '],
    // It has not begun this year.
    ['week 40', '2025-09-29T00:00Z..2025-10-06T00:00Z | '],
    ['week 1 of 2026 area:gpio', '2025-12-29T00:00Z..2026-01-05T00:00Z | area:gpio'],
    ['week 53 2020', '2020-12-28T00:00Z..2021-01-04T00:00Z | '],
    ['2026-04-01', '2026-04-01T00:00Z..2026-04-02T00:00Z | '],
    ['2026-03-23..2026-03-29 x', '2026-03-23T00:00Z..2026-03-30T00:00Z | x'],
    ['2026-03-23 2026-03-29', '2026-03-23T00:00Z..2026-03-30T00:00Z | '],
    ['2026-03-23 to 2026-03-29 x', '2026-03-23T00:00Z..2026-03-30T00:00Z | x'],
    ['2026-04-08', '2026-04-08T00:00Z..2026-04-08T09:30Z | '],
    ['2026-04-01T09:12Z..2026-04-08T09:12Z area:drm', '2026-04-01T09:12Z..2026-04-08T09:12Z | area:drm'],
  ])('%s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  it.each([
    '',
    'area:drm',
    'week',
    'week after',
    'week 60',
    'last month',
    'todays',
    '2026-02-30',
    '7 days',
    'this patch',
  ])('are none: `%s`', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it.each([
    ['2027-01-01', 'has not begun yet'],
    ['2026-03-29..2026-03-23', 'must begin before it ends'],
    ['9999d', 'a year at most'],
    ['2020-01-01..2026-01-01', 'a year at most'],
    ['0d', 'must begin before it ends'],
  ])('cannot be: %s', (text, sentence) => {
    expect(read(text)).toContain(sentence);
  });

  it('are read back as they are printed, whatever the time is by then', () => {
    const found = readPeriodWords('7d', NOW);
    if (!found || 'wrong' in found) throw new Error('it is a period');
    const later = readPeriodWords(printPeriod(found.period), NOW + 600_000);
    expect(later).toEqual(found);
  });
});
