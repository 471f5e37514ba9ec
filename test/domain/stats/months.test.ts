import { afterEach, describe, expect, it } from 'vitest';
import {
  defaultSince,
  defaultUntil,
  monthName,
  monthsOf,
  readPart,
} from '../../../src/domain/stats/months.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

function period(since: string, until: string): { since: number; until: number } {
  return { since: Date.parse(since), until: Date.parse(until) };
}

const ALL = period('2019-01-01', '2030-01-01');

describe('months', () => {
  it.each(['UTC', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu'])(
    'begin at midnight UTC, in %s too, when clocks change too',
    (name) => {
      process.env.TZ = name;
      const months = monthsOf(period('2026-02-01', '2026-12-01'), ALL);
      expect(months.map(({ month }) => month)).toEqual([
        '2026-02',
        '2026-03',
        '2026-04',
        '2026-05',
        '2026-06',
        '2026-07',
        '2026-08',
        '2026-09',
        '2026-10',
        '2026-11',
      ]);
      for (const { month, since } of months) expect(since).toBe(Date.parse(`${month}-01T00:00:00Z`));
      expect(months.map(({ since }) => since).slice(1)).toEqual(
        months.map(({ until }) => until).slice(0, -1),
      );
      expect(months.every(({ partial }) => !partial)).toBe(true);
    },
  );

  it('are told from the last millisecond to the first', () => {
    expect(monthName(Date.parse('2024-02-29T23:59:59.999Z'))).toBe('2024-02');
    expect(monthName(Date.parse('2024-03-01T00:00:00.000Z'))).toBe('2024-03');
  });

  it('are cut where the period is, and say so', () => {
    const months = monthsOf(period('2025-12-31T12:00Z', '2026-02-02'), ALL);
    expect(months).toEqual([
      { month: '2025-12', ...period('2025-12-31T12:00Z', '2026-01-01'), partial: true },
      { month: '2026-01', ...period('2026-01-01', '2026-02-01'), partial: false },
      { month: '2026-02', ...period('2026-02-01', '2026-02-02'), partial: true },
    ]);
  });

  it.each([
    ['2026-01-03', '2026-03-30', [false, false, false]],
    ['2026-01-04', '2026-03-30', [true, false, false]],
    ['2026-01-01', '2026-03-29T23:00Z', [false, false, true]],
    ['2026-01-01', '2026-02-11', [false, true, true]],
  ])('are partial where mail was read from %s to %s only', (since, until, partial) => {
    const months = monthsOf(period('2026-01-01', '2026-04-01'), period(since, until));
    expect(months.map((month) => month.partial)).toEqual(partial);
  });

  it('are none in an empty period', () => {
    expect(monthsOf(period('2026-01-01', '2026-01-01'), ALL)).toEqual([]);
  });
});

describe('the period that nobody named', () => {
  it('is twelve months, the newest mail being in the last', () => {
    const until = defaultUntil(period('2020-01-01', '2026-07-15T10:00Z'));
    expect(new Date(until).toISOString()).toBe('2026-08-01T00:00:00.000Z');
    expect(new Date(defaultSince(until)).toISOString()).toBe('2025-08-01T00:00:00.000Z');
  });

  it('goes back from the month in which it ends, over the end of a year and from a long month', () => {
    expect(new Date(defaultSince(Date.parse('2026-01-31'))).toISOString()).toBe('2025-02-01T00:00:00.000Z');
    expect(new Date(defaultUntil(period('2020-01-01', '2025-12-31T23:59Z'))).toISOString()).toBe(
      '2026-01-01T00:00:00.000Z',
    );
  });
});

describe('what of a period was read', () => {
  const span = period('2026-01-06', '2026-03-29');
  it('reaches from the month of the oldest mail to that of the newest', () => {
    expect(readPart(period('2025-01-01', '2027-01-01'), span)).toEqual(period('2026-01-01', '2026-04-01'));
    expect(readPart(period('2026-02-05', '2026-02-07'), span)).toEqual(period('2026-02-05', '2026-02-07'));
  });
  it('is nothing before and behind', () => {
    expect(readPart(period('2025-01-01', '2026-01-01'), span)).toBeUndefined();
    expect(readPart(period('2026-04-01', '2026-05-01'), span)).toBeUndefined();
  });
});
