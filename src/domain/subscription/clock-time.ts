import type { Minutes } from './subscription.ts';

/** What could stand where a time of day is wanted. */
export const CLOCK_TIMES = 'a time from 00:00 to 23:59';

/** `09:00`, `9:00`; undefined where it is no time of day. */
export function readClockTime(text: string): Minutes | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return Number(hours) * 60 + Number(minutes);
}

/** `09:00` */
export function printClockTime(at: Minutes): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(at / 60))}:${two(at % 60)}`;
}
