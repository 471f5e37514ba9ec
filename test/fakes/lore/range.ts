import { runGit } from './epoch.ts';
import { BadQuery } from './query.ts';

/** Both ends belong to it. */
export type Range = { readonly from: number; readonly to: number };

const DAY = 86_400;

/**
 * The numbers between which a value has to be, in the unit of its field: `rt:` seconds since 1970, `d:` YYYYMMDD,
 * `dt:` YYYYMMDDhhmmss, `z:` bytes. What is no such number is a date for git to understand (Search.pm of
 * public-inbox, `date_parse_prepare`). `now` in ms.
 */
export function readRange(field: string, range: string, now: number): Range {
  const [first = '', last] = splitRange(range);
  if (field === 'z') {
    if (last === undefined || !/^\d*$/.test(first + last)) throw new BadQuery('Unknown range operation');
    return { from: Number(first), to: last === '' ? Number.POSITIVE_INFINITY : Number(last) };
  }
  const plain = field === 'rt' ? /^\d{5,}$/ : field === 'd' ? /^\d{8}$/ : /^\d{14}$/;
  const tell = (seconds: number): number =>
    field === 'rt' ? seconds : stamp(seconds, field === 'd' ? 8 : 14);
  if (last === undefined) {
    const start = field === 'rt' && plain.test(first) ? Number(first) : askGit(first, now);
    return { from: tell(start), to: tell(start + DAY) };
  }
  const end = (text: string, open: number): number => {
    if (text === '') return open;
    return plain.test(text) ? Number(text) : tell(askGit(text, now));
  };
  return { from: end(first, 0), to: end(last, Number.POSITIVE_INFINITY) };
}

function splitRange(range: string): [string, string?] {
  const dots = range.indexOf('..');
  return dots < 0 ? [range] : [range.slice(0, dots), range.slice(dots + 2)];
}

/** A time in seconds as a number of so many digits: YYYYMMDDhhmmss. */
export function stamp(seconds: number, digits: number): number {
  return Number(new Date(seconds * 1000).toISOString().replace(/\D/g, '').slice(0, digits));
}

/** Git's approxidate: it understands anything, and takes what it does not for now. */
function askGit(words: string, now: number): number {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?$/.exec(words) ?? [];
  const date = year === undefined ? words : `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  const env = { TZ: 'UTC', GIT_TEST_DATE_NOW: `${Math.floor(now / 1000)}` };
  return Number(runGit(['rev-parse', `--since=${date}`], { env }).replace('--max-age=', ''));
}
