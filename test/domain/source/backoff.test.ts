import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseAfterFailures, pauseWhenQuiet } from '../../../src/domain/source/backoff.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const pace = { interval: 10 * MINUTE, random: 0 };
const trouble = { why: 'no connection' };

describe('pauseAfterFailures', () => {
  it('tries the first failure again at the next tick, then doubles', () => {
    const pauses = [1, 2, 3, 4].map((failures) => pauseAfterFailures(failures, trouble, pace));
    expect(pauses).toEqual([undefined, 18 * MINUTE, 36 * MINUTE, 72 * MINUTE]);
  });

  it('ends a little before the tick that is meant, however the dice fall', () => {
    expect(pauseAfterFailures(2, trouble, { ...pace, random: 0.999 })).toBeGreaterThan(10 * MINUTE);
    expect(pauseAfterFailures(2, trouble, { ...pace, random: 0 })).toBeLessThan(20 * MINUTE);
  });

  it('waits as long as the server asked for, and no longer than a week', () => {
    expect(pauseAfterFailures(1, { ...trouble, retryAfter: 3 * HOUR }, pace)).toBe(3 * HOUR);
    expect(pauseAfterFailures(1, { ...trouble, retryAfter: 1e15 }, pace)).toBe(7 * DAY);
    expect(pauseAfterFailures(4, { ...trouble, retryAfter: MINUTE }, pace)).toBe(72 * MINUTE);
  });

  it('tries lasting trouble once a day, from the third on', () => {
    const lasting = { ...trouble, lasting: true };
    expect(pauseAfterFailures(1, lasting, pace)).toBeUndefined();
    expect(pauseAfterFailures(3, lasting, pace)).toBe(DAY);
    expect(pauseAfterFailures(3, lasting, { ...pace, random: 1 })).toBe(23 * HOUR);
  });

  it('never stops trying: six hours at most where nobody asked for more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: MINUTE, max: 30 * DAY }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, interval, random) => {
          const pause = pauseAfterFailures(failures, trouble, { interval, random }) ?? 0;
          expect(pause).toBeGreaterThanOrEqual(0);
          expect(pause).toBeLessThanOrEqual(6 * HOUR);
        },
      ),
    );
  });

  it('grows with each failure', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: MINUTE, max: DAY }),
        (failures, interval) => {
          const at = (n: number): number => pauseAfterFailures(n, trouble, { interval, random: 0.5 }) ?? 0;
          expect(at(failures + 1)).toBeGreaterThanOrEqual(at(failures));
        },
      ),
    );
  });
});

describe('pauseWhenQuiet', () => {
  it('rests longer after many tries and days without news', () => {
    expect(pauseWhenQuiet(49, 30 * DAY, pace)).toBeUndefined();
    expect(pauseWhenQuiet(50, 4 * DAY, pace)).toBe(15 * MINUTE);
    expect(pauseWhenQuiet(200, 4 * DAY, pace)).toBe(15 * MINUTE);
    expect(pauseWhenQuiet(200, 11 * DAY, pace)).toBe(35 * MINUTE);
    expect(pauseWhenQuiet(200, undefined, pace)).toBe(35 * MINUTE);
  });

  it('leaves a list alone that had news in the last three days', () => {
    expect(pauseWhenQuiet(400, 2 * DAY, pace)).toBeUndefined();
  });

  it('never rests longer than four ticks, nor a day', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.option(fc.nat(100 * DAY)),
        fc.integer({ min: MINUTE, max: 9 * DAY }),
        (quiet, since, interval) => {
          const pause = pauseWhenQuiet(quiet, since ?? undefined, { interval, random: 0 });
          if (pause === undefined) return;
          expect(pause).toBeLessThan(4 * interval);
          expect(pause).toBeLessThan(DAY);
        },
      ),
    );
  });
});
