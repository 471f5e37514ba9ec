import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chance, delayOf, isBehind, isResting, jobId } from '../../../src/domain/source/due.ts';
import { clock, shortSpan, span } from '../../../src/domain/source/moment.ts';
import { rhythmOf } from '../../../src/domain/source/rhythm.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TICK = Date.UTC(2026, 10, 21, 13, 37);

describe('jobId', () => {
  it('is the same for a tick in every process', () => {
    expect(jobId('lwn', TICK)).toBe('ingest-lwn-20261121T1337Z');
    expect(jobId('lwn', TICK + 59_999)).toBe(jobId('lwn', TICK));
    expect(jobId('lwn', TICK + MINUTE)).not.toBe(jobId('lwn', TICK));
  });
});

describe('delayOf', () => {
  it('is below the jitter, and the same each time', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(4e12), fc.nat(3600), (source, tick, jitter) => {
        const delay = delayOf(source, tick, jitter);
        expect(delay).toBe(delayOf(source, tick, jitter));
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThan(Math.max(1, jitter * 1000));
      }),
    );
  });

  it('is spread evenly over sources and ticks', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let n = 0; n < 1000; n++) {
      const tenth = Math.floor(chance(`source-${n % 20} ${TICK + n * MINUTE}`) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(Math.min(...tenths)).toBeGreaterThan(60);
    expect(Math.max(...tenths)).toBeLessThan(150);
  });
});

describe('isBehind', () => {
  it.each([
    ['never tried', undefined, TICK, true],
    ['tried since the last tick', TICK + 1, TICK, false],
    ['not tried since', TICK - 1, TICK, true],
    ['the last tick is far away, and it was tried since', TICK - HOUR, undefined, false],
    ['the last tick is far away, and so is the try', TICK - 90 * HOUR, undefined, true],
  ])('%s', (_, lastTry, lastTick, behind) => {
    expect(isBehind({ lastTry, nextTry: undefined }, lastTick, 48 * HOUR, TICK)).toBe(behind);
  });
});

describe('isResting', () => {
  it('until the next try', () => {
    expect(isResting({ lastTry: 0, nextTry: TICK }, TICK - 1)).toBe(true);
    expect(isResting({ lastTry: 0, nextTry: TICK }, TICK)).toBe(false);
    expect(isResting(undefined, TICK)).toBe(false);
  });
});

describe('rhythmOf', () => {
  it('tells the usual pause and the longest', () => {
    const ticks = [0, 1, 2, 3, 18, 19, 20].map((hour) => hour * HOUR);
    expect(rhythmOf(ticks)).toEqual({ interval: HOUR, longest: 15 * HOUR });
    expect(rhythmOf([])).toEqual({ interval: HOUR, longest: HOUR });
  });
});

describe('times in words', () => {
  it.each([
    [8000, '8 s', '8 s'],
    [5 * MINUTE, '5 min', '5 min'],
    [3 * HOUR + 10 * MINUTE, '3 h 10 min', '3 h'],
    [49 * HOUR, '2 d 1 h', '2 d'],
    [-5, '0 s', '0 s'],
  ])('%d', (ms, long, short) => {
    expect(span(ms)).toBe(long);
    expect(shortSpan(ms)).toBe(short);
    expect(clock(TICK)).toBe('21 Nov 13:37');
  });
});
