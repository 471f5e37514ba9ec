import { CLOCK_TIMES, printClockTime, readClockTime } from './clock-time.ts';
import { readZone } from './read-zone.ts';
import { type Cadence, WEEKDAYS, type Weekday } from './subscription.ts';

const LONGEST = 100;
const KINDS = '`now`, `daily 09:00 Europe/Berlin` or `weekly MON 09:00 Europe/Berlin`';
const DAYS = 'MON, TUE, WED, THU, FRI, SAT or SUN';
const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

type Wrong = { readonly wrong: string };
type Word = { readonly text: string; readonly at: number };

/**
 * Reads `now`, `daily 09:00 Europe/Berlin`, `weekly MON 09:00 Europe/Berlin`; without a zone it is UTC, days may be
 * written out, and case does not count. A mistake is told in a sentence with its place (in characters, from 1) and what
 * could stand there. Never throws.
 */
export function readCadence(text: string): Cadence | Wrong {
  if (text.length > LONGEST) {
    return { wrong: `a cadence has at most ${LONGEST} characters; it is ${KINDS}` };
  }
  const [first, ...rest] = [...text.matchAll(/\S+/g)].map((match) => ({ text: match[0], at: match.index }));
  const kind = first?.text.toLowerCase();
  switch (kind) {
    case 'now': {
      const [surplus] = rest;
      if (surplus === undefined) return { kind: 'now' };
      return wrongAt(surplus, 'nothing can stand behind `now`');
    }
    case 'daily':
      return readClock(rest, text, 'daily', (at, zone) => ({ kind, at, zone }));
    case 'weekly':
      return readWeekly(rest, text);
    default:
      return first
        ? wrongAt(first, `${shown(first)} is no cadence; ${KINDS} could stand there`)
        : { wrong: `the cadence is empty; it is ${KINDS}` };
  }
}

/** The normal form, which `readCadence` reads back: `weekly MON 09:00 Europe/Berlin`. */
export function printCadence(cadence: Cadence): string {
  switch (cadence.kind) {
    case 'now':
      return 'now';
    case 'daily':
      return `daily ${printClockTime(cadence.at)} ${cadence.zone}`;
    case 'weekly':
      return `weekly ${cadence.day} ${printClockTime(cadence.at)} ${cadence.zone}`;
  }
}

function readWeekly(words: readonly Word[], text: string): Cadence | Wrong {
  const [word, ...rest] = words;
  if (!word) return nothingBehind('weekly', text, `a day, ${DAYS},`);
  const day = readWeekday(word.text);
  if (day === undefined) return wrongAt(word, `${shown(word)} is no day; ${DAYS} could stand there`);
  return readClock(rest, text, word.text, (at, zone) => ({ kind: 'weekly', day, at, zone }));
}

function readWeekday(text: string): Weekday | undefined {
  const typed = text.toLowerCase();
  return WEEKDAYS.find((day, at) => typed === day.toLowerCase() || typed === DAY_NAMES[at]);
}

function readClock(
  words: readonly Word[],
  text: string,
  before: string,
  made: (at: number, zone: string) => Cadence,
): Cadence | Wrong {
  const [time, ...zone] = words;
  if (!time) return nothingBehind(before, text, CLOCK_TIMES);
  const at = readClockTime(time.text);
  if (at === undefined)
    return wrongAt(time, `${shown(time)} is no time of day; ${CLOCK_TIMES} could stand there`);
  const [start] = zone;
  if (!start) return made(at, 'UTC');
  const read = readZone(zone.map((word) => word.text).join(' '));
  return 'wrong' in read ? wrongAt(start, read.wrong) : made(at, read.zone);
}

function nothingBehind(before: string, text: string, wanted: string): Wrong {
  const place: Word = { text: '', at: text.trimEnd().length };
  return wrongAt(place, `there is nothing behind \`${before}\`; ${wanted} could stand there`);
}

function wrongAt(word: Word, message: string): Wrong {
  return { wrong: `at character ${word.at + 1}: ${message}` };
}

function shown({ text }: Word): string {
  return `\`${text.slice(0, 30)}\``;
}
