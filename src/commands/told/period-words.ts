import { DAY, isoWeek, type Period, WEEK } from '../../domain/compose/period.ts';
import type { Wrong } from '../command.ts';
import { readMoment } from './moment.ts';

const HOUR = 3_600_000;
const LONGEST = 366 * DAY;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const RANGE = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;
const EXACT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z)\.\.(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z)$/;
const MINUTE = 60_000;

/** What could stand there, for a sentence. */
export const PERIODS =
  '`7d`, `36h`, `today`, `yesterday`, `this week`, `last week`, `week 14`, a day (2026-04-01), or two days with `..` between';

/** A period, and how many words it took; `rest`: what stands behind it. */
export type PeriodWords = { readonly period: Period; readonly rest: string };

/** The period by its ends, as `readPeriodWords` reads it back: pages of one answer are of one time. */
export function printPeriod({ since, until }: Period): string {
  return [since, until].map((time) => `${new Date(time).toISOString().slice(0, 16)}Z`).join('..');
}

/**
 * Reads the period at the beginning of the words: days and weeks are those of UTC, a span counts back from now, and two
 * days mean all of both. undefined where the words begin with none. Periods end now at
 * the latest, to the minute.
 */
export function readPeriodWords(text: string, time: number): PeriodWords | Wrong | undefined {
  const now = Math.floor(time / MINUTE) * MINUTE;
  const words = text.split(/\s+/).filter((word) => word !== '');
  const found = readNamed(words, now) ?? readExact(words) ?? readDays(words) ?? readSpan(words, now);
  if (found === undefined) return undefined;
  const { since, until } = found.period;
  if (since >= until) return { wrong: 'the period must begin before it ends' };
  if (since >= now) return { wrong: 'that period has not begun yet' };
  if (until - since > LONGEST) return { wrong: 'a digest can tell of a year at most: take a shorter period' };
  const rest = words.slice(found.taken).join(' ');
  return { period: { since, until: Math.min(until, now) }, rest };
}

type Found = { readonly period: Period; readonly taken: number };

function readNamed([first = '', second = '', ...more]: readonly string[], now: number): Found | undefined {
  const today = startOfDay(now);
  const monday = startOfWeek(now);
  const name = first.toLowerCase();
  if (name === 'today') return { period: { since: today, until: now }, taken: 1 };
  if (name === 'yesterday') return { period: { since: today - DAY, until: today }, taken: 1 };
  const isWeek = second.toLowerCase() === 'week';
  if (name === 'this' && isWeek) return { period: { since: monday, until: now }, taken: 2 };
  if (name === 'last' && isWeek) return { period: { since: monday - WEEK, until: monday }, taken: 2 };
  return name === 'week' && /^\d{1,2}$/.test(second) ? readWeek(Number(second), more, now) : undefined;
}

/** `week 14`, the last one that has begun; `week 14 2025`, `week 14 of 2025`. */
function readWeek(week: number, [next = '', after = '']: readonly string[], now: number): Found | undefined {
  const hasOf = next.toLowerCase() === 'of';
  const named = hasOf ? after : next;
  const isYear = /^(?:19|20)\d\d$/.test(named);
  const { year: current } = isoWeek(now);
  const years = isYear
    ? [Number(named)]
    : [current, current - 1, current - 2, current - 3, current - 4, current - 5];
  const start = years
    .map((year) => weekStart(week, year))
    .find((one) => one !== undefined && (isYear || one < now));
  if (start === undefined) return undefined;
  return { period: { since: start, until: start + WEEK }, taken: 2 + (isYear ? (hasOf ? 2 : 1) : 0) };
}

/** undefined where the year has no such week. */
function weekStart(week: number, year: number): number | undefined {
  // The fourth of January is in week 1 (ISO 8601).
  const start = startOfWeek(Date.UTC(year, 0, 4)) + (week - 1) * WEEK;
  const told = isoWeek(start);
  return week >= 1 && told.week === week && told.year === year ? start : undefined;
}

function readDays([first = '', second = '', third = '']: readonly string[]): Found | undefined {
  const [, from, to] = RANGE.exec(first) ?? [];
  if (from !== undefined && to !== undefined) return days(from, to, 1);
  if (!DATE.test(first)) return undefined;
  if (DATE.test(second)) return days(first, second, 2);
  if (['to', '-', '..', 'until'].includes(second.toLowerCase()) && DATE.test(third))
    return days(first, third, 3);
  return days(first, first, 1);
}

function readExact([first = '']: readonly string[]): Found | undefined {
  const [, from = '', to = ''] = EXACT.exec(first) ?? [];
  const since = readMoment(from, 0);
  const until = readMoment(to, 0);
  return since === undefined || until === undefined ? undefined : { period: { since, until }, taken: 1 };
}

function days(from: string, to: string, taken: number): Found | undefined {
  const since = readMoment(from, 0);
  const last = readMoment(to, 0);
  return since === undefined || last === undefined
    ? undefined
    : { period: { since, until: last + DAY }, taken };
}

function readSpan([first = '']: readonly string[], now: number): Found | undefined {
  const found = /^(\d{1,4})([hdw])$/i.exec(first);
  if (!found) return undefined;
  const units: Readonly<Record<string, number>> = { h: HOUR, d: DAY, w: WEEK };
  const length = Number(found[1]) * (units[(found[2] ?? '').toLowerCase()] ?? 0);
  return { period: { since: now - length, until: now }, taken: 1 };
}

function startOfDay(time: number): number {
  return Math.floor(time / DAY) * DAY;
}

/** Monday's midnight. 1970-01-01 was a Thursday. */
function startOfWeek(time: number): number {
  const day = Math.floor(time / DAY);
  return (day - ((day + 3) % 7)) * DAY;
}
