import { printClockTime } from './clock-time.ts';
import { type Cadence, WEEKDAYS } from './subscription.ts';
import { timeOfWall, wallAt } from './zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = WEEKDAYS.indexOf('THU');
/** The clocks of a zone were set by a whole day at most (Pacific/Apia, 2011). */
const SLACK = 2;

type DigestCadence = Exclude<Cadence, { readonly kind: 'now' }>;

/**
 * The last moment at or before `now` at which a digest was due, ms. A time of day that the clocks leap over comes as
 * much later as they leap, one that comes twice counts the first time. `now` is due at any time: it gives `now`.
 */
export function lastDue(cadence: Cadence, now: number): number {
  if (cadence.kind === 'now') return now;
  const step = stepOf(cadence);
  let day = dayAtOrBefore(cadence, localDay(cadence, now) + SLACK);
  while (dueOn(cadence, day) > now) day -= step;
  return dueOn(cadence, day);
}

/** The first moment after `now` at which a digest is due, ms. */
export function nextDue(cadence: Cadence, now: number): number {
  if (cadence.kind === 'now') return now;
  const step = stepOf(cadence);
  let day = dayAtOrBefore(cadence, localDay(cadence, now) - SLACK);
  while (dueOn(cadence, day) <= now) day += step;
  return dueOn(cadence, day);
}

/**
 * The name of the period that ends with `due`, by the clocks of its zone: `2026-04-06T09:00+02:00`. Not the day alone:
 * where the cadence is changed, one day can have two digests, and the second would be taken for the first.
 */
export function periodName(cadence: Cadence, due: number): string {
  const wall = wallAt(cadence.kind === 'now' ? 'UTC' : cadence.zone, due);
  const offset = (wall - due) / MINUTE;
  const ahead = printClockTime(Math.abs(offset));
  return `${new Date(wall).toISOString().slice(0, 16)}${offset < 0 ? '-' : '+'}${ahead}`;
}

function stepOf(cadence: DigestCadence): number {
  return cadence.kind === 'weekly' ? WEEKDAYS.length : 1;
}

/** Days are counted from 1970-01-01, local. */
function localDay({ zone }: DigestCadence, time: number): number {
  return Math.floor(wallAt(zone, time) / DAY);
}

function dayAtOrBefore(cadence: DigestCadence, day: number): number {
  if (cadence.kind === 'daily') return day;
  const weekday = (day + FIRST_WEEKDAY) % WEEKDAYS.length;
  return day - ((weekday - WEEKDAYS.indexOf(cadence.day) + WEEKDAYS.length) % WEEKDAYS.length);
}

function dueOn({ zone, at }: DigestCadence, day: number): number {
  return timeOfWall(zone, day * DAY + at * MINUTE);
}
