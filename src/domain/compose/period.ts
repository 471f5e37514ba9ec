/** Half open, ms UTC: since <= t < until. */
export type Period = { readonly since: number; readonly until: number };

export function inPeriod({ since, until }: Period, { date }: { readonly date: number }): boolean {
  return date >= since && date < until;
}

export const DAY = 86_400_000;
export const WEEK = 7 * DAY;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "1 Apr" */
export function dayName(time: number): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}

/** "Wed 1 Apr - Wed 8 Apr 2026": both ends, the year with the last and with the first where it differs. */
export function periodLabel({ since, until }: Period): string {
  const first = new Date(since).getUTCFullYear();
  const last = new Date(until).getUTCFullYear();
  const year = first === last ? '' : ` ${first}`;
  return `${weekday(since)}${year}${clock(since)} - ${weekday(until)} ${last}${clock(until)}`;
}

function weekday(time: number): string {
  return `${DAYS[new Date(time).getUTCDay()] ?? ''} ${dayName(time)}`;
}

/** The time of day, where it is not midnight. */
function clock(time: number): string {
  return time % DAY === 0 ? '' : ` ${new Date(time).toISOString().slice(11, 16)}`;
}

/** "week 14 of 2026" for seven days, "1 Apr 2026" for one, else both ends. */
export function periodName(period: Period): string {
  const length = period.until - period.since;
  if (length === WEEK) {
    const { week, year } = isoWeek(period.since + WEEK / 2);
    return `week ${week} of ${year}`;
  }
  const lastDay = period.until - 1;
  const firstYear = new Date(period.since).getUTCFullYear();
  const year = new Date(lastDay).getUTCFullYear();
  if (firstYear !== year) return `${dayName(period.since)} ${firstYear} - ${dayName(lastDay)} ${year}`;
  if (dayName(period.since) === dayName(lastDay)) return `${dayName(period.since)} ${year}`;
  return `${dayName(period.since)} - ${dayName(lastDay)} ${year}`;
}

/** What the period is called in a sentence: "week", "day", or "period". */
export function periodNoun({ since, until }: Period): string {
  if (until - since === WEEK) return 'week';
  return until - since === DAY ? 'day' : 'period';
}

/** ISO 8601: week 1 is the one with the year's first Thursday. */
export function isoWeek(time: number): { week: number; year: number } {
  const day = Math.floor(time / DAY);
  // 1970-01-01 was a Thursday.
  const thursday = day - ((day + 3) % 7) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  const newYear = Date.UTC(year, 0, 1) / DAY;
  return { week: Math.floor((thursday - newYear) / 7) + 1, year };
}

/** The period just before, of the same length. */
export function periodBefore({ since, until }: Period): Period {
  return { since: since - (until - since), until: since };
}

/** The same days 52 weeks ago, so that weekdays meet weekdays. */
export function yearAgo({ since, until }: Period): Period {
  return { since: since - 52 * WEEK, until: until - 52 * WEEK };
}
