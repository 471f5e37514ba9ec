import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAIL_KINDS } from '../../../src/domain/message.ts';
import { countStats } from '../../../src/domain/stats/count.ts';
import type { AreaCounts, Stats } from '../../../src/domain/stats/stats.ts';
import { CATEGORIES } from '../../../src/domain/verdict.ts';
import { between, makeRow, makeSeries } from './rows.ts';

const DAY = 86_400_000;
const START = Date.parse('2025-10-01');

const time = fc
  .integer({ min: 0, max: 200 * 24 })
  .map((hour) => new Date(START + (hour * DAY) / 24).toISOString());
const areas = fc.subarray(['net', 'core', 'drm/nova', 'constructor', '__proto__', 'other'], { maxLength: 2 });
const person = fc.integer({ min: 0, max: 5 }).map((n) => ({ name: `P${n % 4}`, email: `${n}@example.org` }));
const category = fc.constantFrom(...CATEGORIES);

const rowsOf = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 60 }).map((n) => `${n}@a`),
    at: time,
    kind: fc.constantFrom(...MAIL_KINDS),
    by: person,
    category,
    areas,
    to: fc.integer({ min: 0, max: 60 }).map((n) => `${n}@a`),
    tags: fc.subarray(['Reviewed-by: P1 <1@example.org>', 'Acked-by: P9 <9@example.org>']),
  }),
  { maxLength: 60 },
);
const seriesOf = fc.array(
  fc.record({
    posted: fc.array(time, { minLength: 1, maxLength: 4 }).map((times) => times.sort()),
    areas,
    category,
  }),
  { maxLength: 20 },
);

function sum<T>(things: Iterable<T>, value: (thing: T) => number): number {
  return [...things].reduce((total, thing) => total + value(thing), 0);
}

function agrees({ months, areas: all, total }: Stats, figure: keyof AreaCounts): void {
  expect(sum(months, (month) => month[figure])).toBe(total[figure]);
  expect(sum(all, (area) => area[figure])).toBe(total[figure]);
  for (const month of months) {
    expect(sum(month.areas.values(), (area) => area[figure])).toBe(month[figure]);
  }
}

it('months and areas sum up to the whole, whatever was sent and whatever is asked for', () => {
  fc.assert(
    fc.property(rowsOf, seriesOf, time, time, (rowSpecs, seriesSpecs, one, other) => {
      fc.pre(one !== other);
      const [since = '', until = ''] = [one, other].sort();
      const options = {
        ...between(since, until),
        read: (part: { since: number; until: number }) => part.until - part.since,
      };
      const stats = countStats(rowSpecs.map(makeRow), seriesSpecs.map(makeSeries), options);
      for (const figure of ['mails', 'patches', 'series'] as const) agrees(stats, figure);
      const { months, total, areas: all } = stats;
      for (const figure of ['revisions', 'landed', 'newcomers'] as const) {
        expect(sum(months, (month) => month[figure] ?? 0)).toBe(total[figure]);
      }
      // The months are the period: none of it twice, none of it left out.
      expect(total.read).toBe(Date.parse(until) - Date.parse(since));
      for (const month of months) expect(month.newcomers ?? 0).toBeLessThanOrEqual(month.contributors);
      for (const part of [...months, ...all]) {
        expect(part.contributors).toBeLessThanOrEqual(total.contributors);
        expect(part.reviewers).toBeLessThanOrEqual(total.reviewers);
      }
    }),
    { numRuns: 150 },
  );
});
