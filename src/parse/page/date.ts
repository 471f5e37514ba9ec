import { parseDate } from '../mail/dates.ts';

/** The Web is not older. */
const FIRST = Date.UTC(1991, 0, 1);

/** Names of months by their beginnings, in the languages that the press of Linux is written in. */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|jän|ene|gen|янв)/,
  /^(?:feb|fév|fev|фев)/,
  /^(?:mar|mär|mrz|mrt|maa|мар)/,
  /^(?:apr|avr|abr|апр)/,
  /^(?:may|mai|mag|mei|maj|май|мая)/,
  /^(?:jun|juin|giu|июн)/,
  /^(?:jul|juil|lug|июл)/,
  /^(?:aug|aoû|aou|ago|авг)/,
  /^(?:sep|set|сен)/,
  /^(?:oct|okt|out|ott|окт)/,
  /^(?:nov|ноя)/,
  /^(?:dec|dez|déc|dic|дек)/,
];

/** `22. August 2026`, `22 de agosto de 2026`, `1er août 2026`, `22 August, 2026` */
const DAY_FIRST =
  /(?<![\d.,/-])(\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s{1,3}(?:of |de |d')?(\p{L}{3,10})\.?,?\s{1,3}(?:de |del )?(\d{4})(?!\d)/iu;
/** `August 22, 2026`, `Aug. 22nd 2026` */
const MONTH_FIRST = /(?<!\p{L})(\p{L}{3,10})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})(?!\d)/iu;
/** `2026年8月22日`, `2026년 8월 22일` */
const EASTERN = /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/u;
const ISO_DAY = /(?<![\d-])(\d{4})[-/](\d{2})[-/](\d{2})(?![\d-])/;
/** `22.08.2026`: with dots the day is first, everywhere. */
const DOTTED = /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?![\d.])/;

/**
 * A time as feeds and pages write it, ms UTC: RFC 822, ISO 8601, a bare day (midnight UTC), or a day in words in
 * one of several languages; undefined where there is none, or none that can be.
 */
export function readDate(written: string): number | undefined {
  const text = written.slice(0, 300);
  const time = parseDate(text) ?? dayOf(text);
  return time !== undefined && Number.isFinite(time) && time >= FIRST && time < Date.UTC(2200, 0, 1)
    ? time
    : undefined;
}

function dayOf(text: string): number | undefined {
  const iso = ISO_DAY.exec(text) ?? EASTERN.exec(text);
  if (iso) return toDay(iso[1], Number(iso[2]), iso[3]);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst && monthOf(dayFirst[2]) > 0) return toDay(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst && monthOf(monthFirst[1]) > 0)
    return toDay(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]);
  const dotted = DOTTED.exec(text);
  return dotted ? toDay(dotted[3], Number(dotted[2]), dotted[1]) : undefined;
}

/** 1 to 12; 0: no month. */
function monthOf(name: string | undefined): number {
  const small = name?.toLowerCase() ?? '';
  return MONTHS.findIndex((month) => month.test(small)) + 1;
}

function toDay(year: string | undefined, month: number, day: string | undefined): number | undefined {
  if (month < 1 || month > 12) return undefined;
  const time = Date.UTC(Number(year), month - 1, Number(day));
  // A 31st of April would be a 1st of May.
  return new Date(time).getUTCDate() === Number(day) ? time : undefined;
}
