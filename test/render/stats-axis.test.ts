import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueTicks } from '../../src/render/stats-axis.ts';

describe('the values at the side', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [5, [0, 1, 2, 3, 4, 5]],
    [6, [0, 2, 4, 6]],
    [81, [0, 20, 40, 60, 80, 100]],
    [250, [0, 50, 100, 150, 200, 250]],
    [251, [0, 100, 200, 300]],
  ])('up to %i are round', (most, ticks) => {
    expect(valueTicks(most)).toEqual(ticks);
  });

  it('are whole numbers, two to six, and reach over the highest bar by less than a step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (most) => {
        const ticks = valueTicks(most);
        const top = ticks.at(-1) ?? 0;
        expect(ticks.every(Number.isInteger)).toBe(true);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(top).toBeGreaterThanOrEqual(most);
        expect(top - (ticks[1] ?? 0)).toBeLessThan(most);
      }),
    );
  });
});
