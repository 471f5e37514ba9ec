import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterQuiet, printQuiet, readQuiet } from '../../../src/domain/subscription/quiet.ts';
import type { QuietHours } from '../../../src/domain/subscription/subscription.ts';
import { CHANGES, MINUTE, walk } from './walls.ts';

function quiet(text: string): QuietHours {
  const read = readQuiet(text);
  if ('wrong' in read) throw new Error(read.wrong);
  return read;
}

describe('quiet hours', () => {
  it('are read, and printed in one form', () => {
    expect(quiet('22:00-7:00 europe/berlin')).toEqual({ from: 1320, until: 420, zone: 'Europe/Berlin' });
    expect(printQuiet(quiet('  9:05 - 12:00 '))).toBe('09:05-12:00 UTC');
  });

  it.each([
    ['', 'are no quiet hours'],
    ['22:00', 'are no quiet hours'],
    ['22:00-07:00-08:00', 'are no quiet hours'],
    ['22:00 07:00', 'are no quiet hours'],
    ['22:00-24:00', '`24:00` is no time of day'],
    ['-1:00-07:00', 'are no quiet hours'],
    ['08:00-08:00', 'all day or never'],
    ['22:00-07:00 Europe/Berln', 'did you mean Europe/Berlin?'],
  ])('%s: %s', (text, why) => {
    const read = readQuiet(text);
    expect('wrong' in read && read.wrong).toContain(why);
  });

  it.each([
    ['22:00-07:00 Europe/Berlin', '2026-06-01T19:59Z', '2026-06-01T19:59Z'],
    ['22:00-07:00 Europe/Berlin', '2026-06-01T20:00Z', '2026-06-02T05:00Z'],
    ['22:00-07:00 Europe/Berlin', '2026-06-02T05:00Z', '2026-06-02T05:00Z'],
    ['12:00-13:00', '2026-06-01T12:59Z', '2026-06-01T13:00Z'],
    // The night is an hour shorter, or longer.
    ['22:00-07:00 Europe/Berlin', '2026-03-28T22:00Z', '2026-03-29T05:00Z'],
    ['22:00-07:00 Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T06:00Z'],
    // Their end is leapt over; comes twice.
    ['22:00-02:30 Europe/Berlin', '2026-03-28T22:00Z', '2026-03-29T01:00Z'],
    ['22:00-02:30 Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T00:30Z'],
    ['22:00-02:30 Europe/Berlin', '2026-10-25T01:10Z', '2026-10-25T01:30Z'],
  ])('%s: what falls due at %s goes at %s', (text, at, after) => {
    expect(afterQuiet(quiet(text), Date.parse(at))).toBe(Date.parse(after));
  });

  it('are not read from a whole novel', () => {
    expect(readQuiet(`22:00-07:00 ${'x'.repeat(5000)}`)).toHaveProperty('wrong');
  });

  it('are none where there are none', () => {
    expect(afterQuiet(undefined, 17)).toBe(17);
  });

  it('end when the clocks first show a time outside of them', () => {
    const walks = CHANGES.map(([zone, day]) => walk(zone, day));
    const clock = fc.oneof(fc.constantFrom(0, 60, 90, 120, 150, 180, 1380), fc.nat(1439));
    const minutes = fc.integer({ min: 8 * 1440, max: 11 * 1440 });
    fc.assert(
      fc.property(
        fc.constantFrom(...walks),
        clock,
        clock,
        minutes,
        ({ zone, start, walls }, from, until, minute) => {
          fc.pre(from !== until);
          const outside = (wall: number): boolean => {
            const now = (wall / MINUTE) % 1440;
            return from < until ? now < from || now >= until : now < from && now >= until;
          };
          const first = walls.findIndex((wall, at) => at >= minute && outside(wall));
          const at = start + minute * MINUTE;
          expect(afterQuiet({ from, until, zone }, at)).toBe(start + first * MINUTE);
          if (first > minute) expect(afterQuiet({ from, until, zone }, at + 1)).toBe(start + first * MINUTE);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
