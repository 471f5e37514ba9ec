import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDue, nextDue, periodName } from '../../../src/domain/subscription/due.ts';
import { readCadence } from '../../../src/domain/subscription/read-cadence.ts';
import { type Cadence, WEEKDAYS } from '../../../src/domain/subscription/subscription.ts';
import { CHANGES, DAY, firstShown, MINUTE, walk } from './walls.ts';

function cadence(text: string): Cadence {
  const read = readCadence(text);
  if ('wrong' in read) throw new Error(read.wrong);
  return read;
}

const at = (time: string): number => Date.parse(time);
const iso = (time: number): string => new Date(time).toISOString().replace(':00.000Z', 'Z');

describe('a digest is due', () => {
  it.each([
    // Spring: 02:00 to 02:59 are leapt over.
    ['daily 09:00 Europe/Berlin', '2026-03-28T23:00Z', '2026-03-28T08:00Z', '2026-03-29T07:00Z'],
    ['daily 02:30 Europe/Berlin', '2026-03-29T01:29Z', '2026-03-28T01:30Z', '2026-03-29T01:30Z'],
    ['daily 02:30 Europe/Berlin', '2026-03-29T01:30Z', '2026-03-29T01:30Z', '2026-03-30T00:30Z'],
    ['daily 03:30 Europe/Berlin', '2026-03-29T12:00Z', '2026-03-29T01:30Z', '2026-03-30T01:30Z'],
    // Autumn: 02:00 to 02:59 come twice, the first time counts.
    ['daily 02:30 Europe/Berlin', '2026-10-25T00:29Z', '2026-10-24T00:30Z', '2026-10-25T00:30Z'],
    ['daily 02:30 Europe/Berlin', '2026-10-25T01:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    ['weekly SUN 02:30 Europe/Berlin', '2026-10-25T01:45Z', '2026-10-25T00:30Z', '2026-11-01T01:30Z'],
    ['weekly MON 09:00 Europe/Berlin', '2026-03-30T06:59Z', '2026-03-23T08:00Z', '2026-03-30T07:00Z'],
    ['weekly MON 09:00 America/New_York', '2026-03-09T13:00Z', '2026-03-09T13:00Z', '2026-03-16T13:00Z'],
    ['weekly MON 09:00 America/New_York', '2026-11-02T13:59Z', '2026-10-26T13:00Z', '2026-11-02T14:00Z'],
    // Half an hour.
    ['daily 02:15 Australia/Lord_Howe', '2026-10-04T00:00Z', '2026-10-03T15:45Z', '2026-10-04T15:15Z'],
    ['daily 01:45 Australia/Lord_Howe', '2026-04-05T00:00Z', '2026-04-04T14:45Z', '2026-04-05T15:15Z'],
    // Midnight itself is leapt over; comes twice.
    ['daily 00:00 America/Sao_Paulo', '2018-11-04T12:00Z', '2018-11-04T03:00Z', '2018-11-05T02:00Z'],
    ['daily 23:30 America/Sao_Paulo', '2018-02-18T02:45Z', '2018-02-18T01:30Z', '2018-02-19T02:30Z'],
    ['daily 00:00 America/St_Johns', '2010-11-07T03:00Z', '2010-11-07T02:30Z', '2010-11-08T03:30Z'],
    // 30 December 2011 never was there: its digest and the next day's are one.
    ['daily 09:00 Pacific/Apia', '2011-12-30T18:59Z', '2011-12-29T19:00Z', '2011-12-30T19:00Z'],
    ['weekly FRI 09:00 Pacific/Apia', '2011-12-31T00:00Z', '2011-12-30T19:00Z', '2012-01-05T19:00Z'],
    ['daily 00:00', '2026-01-01T00:00Z', '2026-01-01T00:00Z', '2026-01-02T00:00Z'],
  ])('%s, at %s: last %s, next %s', (text, now, last, next) => {
    expect(iso(lastDue(cadence(text), at(now)))).toBe(last);
    expect(iso(nextDue(cadence(text), at(now)))).toBe(next);
  });
});

const walks = CHANGES.map(([zone, day]) => walk(zone, day));
const clocks = fc.constantFrom(0, 15, 30, 105, 120, 150, 179, 180, 1380, 1410, 1439);
const digests: fc.Arbitrary<(zone: string) => Exclude<Cadence, { kind: 'now' }>> = fc
  .record({ at: fc.oneof(clocks, fc.nat(1439)), day: fc.option(fc.constantFrom(...WEEKDAYS)) })
  .map(
    ({ at, day }) =>
      (zone) =>
        day === null ? { kind: 'daily', at, zone } : { kind: 'weekly', day, at, zone },
  );

describe('whatever the clocks do', () => {
  it('it is due when they show the time first, or would have', () => {
    const minutes = fc.oneof(
      fc.integer({ min: 8 * 1440, max: 10 * 1440 }),
      fc.integer({ min: 0, max: 18 * 1440 - 1 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...walks), digests, minutes, (walked, make, minute) => {
        const digest = make(walked.zone);
        const dues = firstShown(
          walked,
          (wall) =>
            Math.floor((wall % DAY) / MINUTE) === digest.at &&
            (digest.kind === 'daily' || WEEKDAYS[(new Date(wall).getUTCDay() + 6) % 7] === digest.day),
        );
        const now = walked.start + minute * MINUTE + 30_000;
        const last = dues.findLast((due) => due <= now);
        const next = dues.find((due) => due > now);
        if (last !== undefined) expect(lastDue(digest, now)).toBe(last);
        else expect(lastDue(digest, now)).toBeLessThan(walked.start);
        if (next !== undefined) expect(nextDue(digest, now)).toBe(next);
      }),
      { numRuns: 400 },
    );
  });

  it('periods follow each other without a hole, each under a name of its own', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const times = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2037, 0, 1) });
    fc.assert(
      fc.property(zones, digests, times, (zone, make, now) => {
        const digest = make(zone);
        const due = lastDue(digest, now);
        expect(due).toBeLessThanOrEqual(now);
        expect(lastDue(digest, due)).toBe(due);
        expect(nextDue(digest, due - 1)).toBe(due);
        expect(nextDue(digest, now)).toBeGreaterThan(now);
        expect(lastDue(digest, nextDue(digest, now) - 1)).toBe(due);
        expect(periodName(digest, nextDue(digest, now)) > periodName(digest, due)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('a name is the local time, and tells two of one day apart', () => {
    const nameAt = (text: string, now: string): string =>
      periodName(cadence(text), lastDue(cadence(text), at(now)));
    expect(nameAt('weekly MON 00:30 Asia/Kolkata', '2026-04-06T12:00Z')).toBe('2026-04-06T00:30+05:30');
    expect(nameAt('daily 09:00 Europe/Berlin', '2026-04-06T20:00Z')).toBe('2026-04-06T09:00+02:00');
    expect(nameAt('daily 09:00 America/New_York', '2026-04-06T20:00Z')).toBe('2026-04-06T09:00-04:00');
  });
});

describe('what is told at once', () => {
  it('is due at any time', () => {
    const now = at('2026-04-06T12:00Z');
    const times = [lastDue, nextDue].map((ask) => ask({ kind: 'now' }, now));
    expect(times).toEqual([now, now]);
  });
});

describe('a scheduler', () => {
  it('asks for 10,000 subscriptions in a fraction of its minute', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const all = Array.from(
      { length: 10_000 },
      (_, n): Cadence => ({
        kind: 'weekly',
        day: WEEKDAYS[n % 7] ?? 'MON',
        at: n % 1440,
        zone: zones[n % zones.length] ?? 'UTC',
      }),
    );
    const now = at('2026-03-29T00:59Z');
    for (const each of all) lastDue(each, now);
    const started = performance.now();
    for (const each of all) lastDue(each, now + MINUTE);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
