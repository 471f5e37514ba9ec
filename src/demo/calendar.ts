export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (value: number): string => String(value).padStart(2, '0');

/** `+0530` for 330 minutes east of Greenwich. */
function zoneName(zone: number): string {
  const minutes = Math.abs(zone);
  return `${zone < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** A date as a mail header has it: `Tue, 24 Mar 2026 09:14:05 +0100`; `zone` in minutes east. */
export function mailDate(time: number, zone: number): string {
  const local = new Date(time + zone * MINUTE);
  const clock = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(two).join(':');
  const day = `${DAYS[local.getUTCDay()]}, ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]}`;
  return `${day} ${local.getUTCFullYear()} ${clock} ${zoneName(zone)}`;
}

/** A date as people quote it: `Tue Mar 24, 2026 at 9:14 AM +0100`. */
export function spokenDate(time: number, zone: number): string {
  const local = new Date(time + zone * MINUTE);
  const hour = local.getUTCHours();
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${two(local.getUTCMinutes())} ${hour < 12 ? 'AM' : 'PM'}`;
  const day = `${DAYS[local.getUTCDay()]} ${MONTHS[local.getUTCMonth()]} ${local.getUTCDate()}`;
  return `${day}, ${local.getUTCFullYear()} at ${clock} ${zoneName(zone)}`;
}

/** `20260324` and `20260324091405`: the dates in the Message-IDs of b4 and of git send-email. */
export function dayStamp(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
}

export function secondStamp(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace(/[-:T]/g, '');
}

/** `2026-03-24 09:14:05 +0100`: the dates of a pull request. */
export function isoDate(time: number, zone: number): string {
  const local = new Date(time + zone * MINUTE).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${zoneName(zone)}`;
}

/** The spot on a human working day nearest to `time`: nobody posts a series at four in the morning. */
export function workingHour(time: number, zone: number): number {
  const local = new Date(time + zone * MINUTE).getUTCHours();
  return local < 8 ? time + (8 - local) * HOUR : time;
}
