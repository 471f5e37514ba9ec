// How counts, days, people and lists of names are put into words, the same in every format.
import { cleanLine } from './clean.ts';
import { truncate } from './width.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const NAME_COLUMNS = 48;

/** 1234567 as "1,234,567"; what is no number as "-". */
export function formatCount(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '-';
  const digits = String(Math.round(Math.abs(value))).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return value < 0 && digits !== '0' ? `-${digits}` : digits;
}

/** 12.345 (of a hundred) as "12.3%"; what is no number as "-". */
export function formatPercent(value: number | null): string {
  return value === null || !Number.isFinite(value) ? '-' : `${value.toFixed(1)}%`;
}

/** "1 patch", "33 patches". */
export function countOf(value: number, one: string, many: string): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** "5 Apr", and "5 Apr 2025" where the year is not the expected one; the day as the ISO time itself has it. */
export function formatDay(iso: string, expectedYear: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  const monthName = MONTHS[Number(month) - 1];
  if (monthName === undefined) return truncate(cleanLine(iso), NAME_COLUMNS);
  return `${Number(day)} ${monthName}${year === expectedYear ? '' : ` ${year}`}`;
}

/** A name as it is shown: clean, without the address that follows it, bounded. */
export function formatName(value: string): string {
  const clean = cleanLine(value);
  const bare = clean.replace(/\s*<[^<>]*>$/u, '');
  return truncate(bare === '' ? clean : bare, NAME_COLUMNS);
}

/** "A, B, C and 2 more": the first of the names, no name twice. */
export function listNames(values: readonly string[], shown: number): string {
  const names = [...new Set(values.map(formatName))].filter((name) => name !== '');
  const rest = names.length - shown;
  return rest > 0 ? `${names.slice(0, shown).join(', ')} and ${rest} more` : names.join(', ');
}
