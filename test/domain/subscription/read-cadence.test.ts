import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printCadence, readCadence } from '../../../src/domain/subscription/read-cadence.ts';
import { readZone } from '../../../src/domain/subscription/read-zone.ts';
import { type Cadence, WEEKDAYS } from '../../../src/domain/subscription/subscription.ts';

describe('readCadence', () => {
  it.each([
    ['now', 'now'],
    [' NOW ', 'now'],
    ['daily 09:00 Europe/Berlin', 'daily 09:00 Europe/Berlin'],
    ['Daily 9:00', 'daily 09:00 UTC'],
    ['daily 23:59 gmt', 'daily 23:59 UTC'],
    ['weekly MON 09:00 Europe/Berlin', 'weekly MON 09:00 Europe/Berlin'],
    ['weekly monday 9:05 europe/berlin', 'weekly MON 09:05 Europe/Berlin'],
    ['weekly\tSunday  00:00   America/New York', 'weekly SUN 00:00 America/New_York'],
    ['daily 09:00 Asia/Calcutta', 'daily 09:00 Asia/Kolkata'],
    ['daily 09:00 US/Eastern', 'daily 09:00 America/New_York'],
  ])('%s', (text, printed) => {
    const read = readCadence(text);
    expect('wrong' in read ? read.wrong : printCadence(read)).toBe(printed);
  });

  it.each([
    ['', 'the cadence is empty; it is `now`'],
    ['hourly', 'at character 1: `hourly` is no cadence; `now`, `daily 09:00'],
    ['now 09:00', 'at character 5: nothing can stand behind `now`'],
    ['daily', 'at character 6: there is nothing behind `daily`; a time from 00:00 to 23:59'],
    ['daily 9', 'at character 7: `9` is no time of day; a time from 00:00 to 23:59'],
    ['daily 24:00', 'at character 7: `24:00` is no time of day'],
    ['daily 09:60', 'at character 7: `09:60` is no time of day'],
    ['daily MON 09:00', 'at character 7: `MON` is no time of day'],
    ['weekly 09:00', 'at character 8: `09:00` is no day; MON, TUE'],
    ['weekly', 'at character 7: there is nothing behind `weekly`; a day, MON, TUE'],
    ['weekly mo 09:00', 'at character 8: `mo` is no day'],
    ['weekly MON', 'at character 11: there is nothing behind `MON`; a time'],
    [
      'daily 09:00 Europe/Berln',
      'at character 13: there is no time zone `Europe/Berln`; did you mean Europe/Berlin?',
    ],
    ['daily 09:00 Berlin', 'at character 13: there is no time zone `Berlin`; did you mean Europe/Berlin?'],
    ['daily 09:00 Japan', 'did you mean Asia/Tokyo?'],
    ['daily 09:00 CET', '`CET` is not the name of one time zone; name one by a city'],
    ['daily 09:00 +02:00', 'there is no time zone `+02:00`; names are like Europe/Berlin or UTC'],
    ['daily 09:00 Europe/Berlin 10:00', 'there is no time zone `Europe/Berlin_10:00`'],
    [`daily 09:00 ${'x'.repeat(100)}`, 'a cadence has at most 100 characters'],
  ])('%s: %s', (text, why) => {
    const read = readCadence(text);
    expect('wrong' in read && read.wrong).toContain(why);
  });

  it('reads what it prints', () => {
    const names = Intl.supportedValuesOf('timeZone').map((name) => {
      const read = readZone(name);
      return 'zone' in read ? read.zone : name;
    });
    const zone = fc.constantFrom('UTC', ...names);
    const at = fc.nat(1439);
    const cadences: fc.Arbitrary<Cadence> = fc.oneof(
      fc.record({ kind: fc.constant('daily' as const), at, zone }),
      fc.record({ kind: fc.constant('weekly' as const), day: fc.constantFrom(...WEEKDAYS), at, zone }),
    );
    fc.assert(
      fc.property(cadences, (cadence) => {
        expect(readCadence(printCadence(cadence))).toEqual(cadence);
      }),
    );
  });

  it('gives a sentence for whatever is typed, and never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'daily ', 'weekly ', 'weekly MON 09:00 ', 'daily 9:00 '),
        fc.string(),
        (start, text) => {
          const read = readCadence(start + text);
          expect('wrong' in read ? read.wrong.length : 1).toBeGreaterThan(0);
        },
      ),
    );
  });
});
