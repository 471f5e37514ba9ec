/** Half open, ms UTC: since <= t < until. */
export type Period = {
  readonly since: number;
  readonly until: number;
  /**
   * When (ms) something became known, for a period of what became known in it: a mail may be dated last week and have
   * come today. undefined: by its date.
   */
  readonly learned?: ((of: Named) => number | undefined) | undefined;
};

/** What names something that can be learned of; of several the first of these counts: item, release, commit, mail. */
export type Named = {
  readonly messageId?: string | undefined;
  readonly commit?: string | undefined;
  readonly release?: string | undefined;
  /** `advisory:CVE-2026-1` */
  readonly item?: string | undefined;
};

export type Dated = Named & { readonly date: number };

/** When it counts, ms: when it became known, where the period goes by that, else its date. */
export function momentOf({ learned }: Pick<Period, 'learned'>, told: Dated): number {
  return learned?.(told) ?? told.date;
}

export function inPeriod(period: Period, told: Dated): boolean {
  const moment = momentOf(period, told);
  return moment >= period.since && moment < period.until;
}

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "1 Apr" */
export function dayName(time: number): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}

/** What the clocks of the zone show, as if it were UTC: ms. */
function wallTime(time: number, zone: string): number {
  if (zone === 'UTC') return time;
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    time,
  );
  const [, sign = '+', hours = '0', minutes = '0'] =
    /GMT([+-])(\d\d):(\d\d)/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return time + (sign === '-' ? -offset : offset);
}

/** "Wed 1 Apr - Wed 8 Apr 2026": both ends, the year with the last and with the first where it differs. */
export function periodLabel(period: Period, zone = 'UTC'): string {
  const since = wallTime(period.since, zone);
  const until = wallTime(period.until, zone);
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
export function periodName(period: Period, zone = 'UTC'): string {
  const since = wallTime(period.since, zone);
  const lastDay = wallTime(period.until, zone) - 1;
  if (isAbout(period, WEEK)) {
    const { week, year } = isoWeek(since + WEEK / 2);
    return `week ${week} of ${year}`;
  }
  const firstYear = new Date(since).getUTCFullYear();
  const year = new Date(lastDay).getUTCFullYear();
  if (firstYear !== year) return `${dayName(since)} ${firstYear} - ${dayName(lastDay)} ${year}`;
  if (dayName(since) === dayName(lastDay)) return `${dayName(since)} ${year}`;
  return `${dayName(since)} - ${dayName(lastDay)} ${year}`;
}

/** A day or a week in which the clocks were changed is one hour shorter or longer. */
function isAbout({ since, until }: Period, length: number): boolean {
  return Math.abs(until - since - length) <= HOUR;
}

/** What the period is called in a sentence: "week", "day", or "period". */
export function periodNoun({ since, until }: Period): string {
  if (isAbout({ since, until }, WEEK)) return 'week';
  return isAbout({ since, until }, DAY) ? 'day' : 'period';
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
