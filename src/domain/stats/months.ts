import { DAY, type Period } from '../compose/period.ts';

/** A calendar month in UTC: its name and the part of it that lies in a period. Times in ms. */
export type Month = Period & { readonly month: string; readonly partial: boolean };

/** Up to so long may be missing at either end of a month: not every list has mail every day. */
const SLACK = 2 * DAY;
const DEFAULT_MONTHS = 12;

/** Midnight of the first day of the month, `months` later or earlier. */
export function monthStart(time: number, months = 0): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

/** `2026-04` */
export function monthName(time: number): string {
  return new Date(time).toISOString().slice(0, 7);
}

/** The months of a period, oldest first. `span`: from the oldest mail read to the newest. */
export function monthsOf(period: Period, span: Period): Month[] {
  const months: Month[] = [];
  for (let start = monthStart(period.since); start < period.until; start = monthStart(start, 1)) {
    const end = monthStart(start, 1);
    const since = Math.max(start, period.since);
    const until = Math.min(end, period.until);
    const isCut = since > start || until < end;
    const isUnread = span.since > start + SLACK || span.until < end - SLACK;
    months.push({ month: monthName(start), since, until, partial: isCut || isUnread });
  }
  return months;
}

/** The end of a period that nobody named: that of the newest mail's month. */
export function defaultUntil(span: Period): number {
  return monthStart(span.until, 1);
}

/** Twelve months, the last one being the one in which the period ends. */
export function defaultSince(until: number): number {
  return monthStart(until - 1, 1 - DEFAULT_MONTHS);
}

/** What of a period lies in the months of the mail read; undefined where nothing does. */
export function readPart(period: Period, span: Period): Period | undefined {
  const since = Math.max(period.since, monthStart(span.since));
  const until = Math.min(period.until, monthStart(span.until, 1));
  return since < until ? { since, until } : undefined;
}
