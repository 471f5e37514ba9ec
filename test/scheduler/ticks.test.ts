import { describe, expect, it } from 'vitest';
import { SCHEDULES } from '../../config/schedules.ts';
import { UserError } from '../../src/ports/errors.ts';
import { readTicks } from '../../src/scheduler/ticks.ts';

const MINUTE = 60_000;

describe('readTicks', () => {
  it.each(Object.entries(SCHEDULES))('reads what ships: %s', (name, schedule) => {
    const { rhythm, lastBefore } = readTicks(name, schedule);
    expect(rhythm.longest).toBe(rhythm.interval);
    expect(lastBefore(Date.UTC(2026, 2, 30))).toBeDefined();
  });

  it('knows the ticks around a time, in the zone of the schedule', () => {
    const ticks = readTicks('morning', { cron: '0 9 * * 1-5', zone: 'Europe/Berlin', jitter: 0 });
    // Sunday, the night in which the clocks change: Friday was at 8:00 UTC, Monday will be at 7:00.
    const sunday = Date.UTC(2026, 2, 29, 12);
    expect(ticks.lastBefore(sunday)).toBe(Date.UTC(2026, 2, 27, 8));
    expect(ticks.nextAfter(sunday)).toBe(Date.UTC(2026, 2, 30, 7));
    expect(ticks.rhythm.interval).toBe(24 * 60 * MINUTE);
    expect(ticks.rhythm.longest).toBeGreaterThanOrEqual(72 * 60 * MINUTE);
  });

  it('takes a tick itself for the last one, not for the next', () => {
    const ticks = readTicks('lists', { cron: '*/10 * * * *', zone: 'UTC', jitter: 0 });
    const noon = Date.UTC(2026, 2, 29, 12);
    expect(ticks.lastBefore(noon)).toBe(noon);
    expect(ticks.nextAfter(noon)).toBe(noon + 10 * MINUTE);
    expect(ticks.lastBefore(noon + 59_000)).toBe(noon);
  });

  it('gives up where the last tick is more than eight days ago', () => {
    const ticks = readTicks('rarely', { cron: '0 0 1 1 *', zone: 'UTC', jitter: 0 });
    expect(ticks.lastBefore(Date.UTC(2026, 5, 1))).toBeUndefined();
    expect(ticks.nextAfter(Date.UTC(2026, 5, 1))).toBeUndefined();
  });

  it.each([
    ['61 * * * *', 'UTC', /schedules\.mine: the cron expression `61 \* \* \* \*` is wrong: minute: 61/],
    ['* * * *', 'UTC', /has 4 fields; it takes five/],
    ['0 * * * * *', 'UTC', /has 6 fields/],
    ['@daily', 'UTC', /has 1 fields/],
    ['0 0 31 2 *', 'UTC', /schedules\.mine/],
    ['whenever you like it, ok', 'UTC', /schedules\.mine: .* is wrong/],
    ['0 * * * *', 'Europe/Nowhere', /schedules\.mine: there is no time zone `Europe\/Nowhere`/],
  ])('refuses %s in %s and says why', (cron, zone, why) => {
    const read = (): unknown => readTicks('mine', { cron, zone, jitter: 0 });
    expect(read).toThrow(UserError);
    expect(read).toThrow(why);
  });
});
