import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeCadence, splitCadence } from '../../src/commands/subscribing/split-cadence.ts';
import { readCadence } from '../../src/domain/subscription/read-cadence.ts';

describe('words of a filter with a cadence behind them', () => {
  it.each([
    ['milestone:any now', 'milestone:any', 'now'],
    ['area:drm weekly MON 09:00 Europe/Berlin', 'area:drm', 'weekly MON 09:00 Europe/Berlin'],
    ['daily 09:00', '', 'daily 09:00'],
    ['NOW', '', 'NOW'],
    ['is:new weekly', 'is:new', 'weekly'],
    ['is:new daily', 'is:new', 'daily'],
    ['is:new weekly friday', 'is:new', 'weekly friday'],
    // A mistake in the cadence is told as one.
    ['is:new daily 9:0O', 'is:new', 'daily 9:0O'],
    ['', '', undefined],
    ['area:drm', 'area:drm', undefined],
    ['now what', 'now what', undefined],
    ['"now"', '"now"', undefined],
    ['"build now', '"build now', undefined],
    ['subject:"a weekly"', 'subject:"a weekly"', undefined],
    ['daily builds', 'daily builds', undefined],
    ['weekly monkey', 'weekly monkey', undefined],
    ['daily builds daily 7:30 UTC', 'daily builds', 'daily 7:30 UTC'],
    ['subject:"x \\" now" now', 'subject:"x \\" now"', 'now'],
  ])('%s', (text, filter, cadence) => {
    expect(splitCadence(text)).toEqual({ filter, cadence });
  });

  it('loses no word', () => {
    const word = fc.constantFrom(
      'now',
      'daily',
      'weekly',
      'MON',
      '09:00',
      'UTC',
      'area:drm',
      '"',
      '"a',
      'b"',
      'x',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const { filter, cadence } = splitCadence(words.join(' '));
        expect([filter, cadence ?? ''].join(' ').trim()).toBe(words.join(' '));
      }),
    );
  });
});

describe('a cadence', () => {
  it.each([
    [undefined, undefined, undefined, 'now'],
    [' ', '', '', 'now'],
    ['now', undefined, 'Europe/Berlin', 'now'],
    ['daily', undefined, undefined, 'daily 09:00'],
    ['daily', '7:30', 'Europe/Berlin', 'daily 7:30 Europe/Berlin'],
    ['daily 09:00', undefined, 'Europe/Berlin', 'daily 09:00 Europe/Berlin'],
    ['daily 09:00 UTC', undefined, 'Europe/Berlin', 'daily 09:00 UTC'],
    ['weekly', undefined, 'Europe/Berlin', 'weekly MON 09:00 Europe/Berlin'],
    ['weekly', 'TUE', undefined, 'weekly TUE 09:00'],
    ['weekly', '10:00', undefined, 'weekly MON 10:00'],
    ['weekly', 'fri 10:00', 'UTC', 'weekly fri 10:00 UTC'],
    ['weekly friday', undefined, 'UTC', 'weekly friday 09:00 UTC'],
  ])('of %s, %s and %s', (cadence, time, zone, whole) => {
    const made = completeCadence(cadence, time, zone);
    expect(made).toBe(whole);
    expect(readCadence(String(made))).not.toHaveProperty('wrong');
  });

  it('has one time, and only where it is a digest', () => {
    expect(completeCadence('daily 09:00', '10:00', undefined)).toHaveProperty('wrong');
    expect(completeCadence('now', '10:00', undefined)).toHaveProperty('wrong');
    // What is no cadence is told by who reads it.
    expect(completeCadence('hourly', undefined, 'UTC')).toBe('hourly');
  });
});
