import { describe, expect, it } from 'vitest';
import {
  DAY,
  isoWeek,
  periodBefore,
  periodLabel,
  periodName,
  periodNoun,
  WEEK,
  yearAgo,
} from '../../../src/domain/compose/period.ts';

const period = (since: string, until: string): { since: number; until: number } => ({
  since: Date.parse(since),
  until: Date.parse(until),
});

describe('the ISO week', () => {
  it.each([
    ['2020-12-31', 53, 2020],
    ['2021-01-03', 53, 2020],
    ['2021-01-04', 1, 2021],
    ['2024-12-30', 1, 2025],
    ['2026-01-01', 1, 2026],
    ['2026-12-31', 53, 2026],
    ['2027-01-03', 53, 2026],
    ['2027-01-04', 1, 2027],
    ['1970-01-01', 1, 1970],
  ])('of %s is %i of %i', (day, week, year) => {
    expect(isoWeek(Date.parse(day))).toEqual({ week, year });
  });

  it('never jumps but by one, Monday to Monday, in forty years', () => {
    for (let monday = Date.parse('2005-01-03'); monday < Date.parse('2045-01-01'); monday += WEEK) {
      const here = isoWeek(monday);
      expect(isoWeek(monday + WEEK - 1)).toEqual(here);
      const next = isoWeek(monday + WEEK);
      expect(next.week === here.week + 1 || (next.week === 1 && next.year === here.year + 1)).toBe(true);
    }
  });
});

it.each([
  ['2026-03-30', '2026-04-06', 'week 14 of 2026', 'week'],
  ['2026-04-01', '2026-04-08', 'week 14 of 2026', 'week'],
  ['2024-12-30', '2025-01-06', 'week 1 of 2025', 'week'],
  ['2026-04-01', '2026-04-02', '1 Apr 2026', 'day'],
  ['2026-04-01T06:00Z', '2026-04-01T18:00Z', '1 Apr 2026', 'period'],
  ['2026-04-01', '2026-05-01', '1 Apr - 30 Apr 2026', 'period'],
  ['2025-12-20', '2026-01-10', '20 Dec 2025 - 9 Jan 2026', 'period'],
  ['2025-04-01', '2026-04-02', '1 Apr 2025 - 1 Apr 2026', 'period'],
])('%s to %s is %s', (since, until, name, noun) => {
  expect(periodName(period(since, until))).toBe(name);
  expect(periodNoun(period(since, until))).toBe(noun);
});

it.each([
  ['2026-04-01', '2026-04-08', 'Wed 1 Apr - Wed 8 Apr 2026'],
  ['2025-12-29', '2026-01-05', 'Mon 29 Dec 2025 - Mon 5 Jan 2026'],
  ['2025-12-29T09:00Z', '2026-01-05T09:30Z', 'Mon 29 Dec 2025 09:00 - Mon 5 Jan 2026 09:30'],
])('%s to %s is labelled %s', (since, until, label) => {
  expect(periodLabel(period(since, until))).toBe(label);
});

it('what it is compared with has the same length and the same weekdays', () => {
  const week = period('2026-04-01', '2026-04-08');
  expect(periodBefore(week)).toEqual(period('2026-03-25', '2026-04-01'));
  expect(yearAgo(week)).toEqual(period('2025-04-02', '2025-04-09'));
  expect((week.since - yearAgo(week).since) % (7 * DAY)).toBe(0);
});
