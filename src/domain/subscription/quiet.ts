import { CLOCK_TIMES, printClockTime, readClockTime } from './clock-time.ts';
import { readZone } from './read-zone.ts';
import type { QuietHours } from './subscription.ts';
import { nextChange, wallAt } from './zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const LONGEST = 100;

/** Reads `22:00-07:00 Europe/Berlin`; without a zone it is UTC. A mistake is told in a sentence. Never throws. */
export function readQuiet(text: string): QuietHours | { readonly wrong: string } {
  const [hours = '', ...words] = text
    .slice(0, LONGEST)
    .trim()
    .replace(/\s{0,9}-\s{0,9}/, '-')
    .split(/\s+/);
  const [first = '', second, ...more] = hours.split('-');
  if (second === undefined || more.length > 0) {
    return {
      wrong: `\`${hours.slice(0, 30)}\` are no quiet hours; they are written as 22:00-07:00 Europe/Berlin`,
    };
  }
  const from = readClockTime(first);
  const until = readClockTime(second);
  if (from === undefined || until === undefined) {
    const mistake = (from === undefined ? first : second).slice(0, 30);
    return { wrong: `\`${mistake}\` is no time of day; ${CLOCK_TIMES} could stand there, as in 22:00-07:00` };
  }
  if (from === until)
    return { wrong: `quiet hours end at another time than they begin: \`${hours}\` is all day or never` };
  const zone = readZone(words.join(' ') || 'UTC');
  return 'wrong' in zone ? zone : { from, until, zone: zone.zone };
}

/** The normal form, which `readQuiet` reads back. */
export function printQuiet({ from, until, zone }: QuietHours): string {
  return `${printClockTime(from)}-${printClockTime(until)} ${zone}`;
}

/**
 * The first moment at or after `at` (ms) that is not in the quiet hours: what the clocks of the zone show counts, so that
 * hours which come twice are quiet twice.
 */
export function afterQuiet(quiet: QuietHours | undefined, at: number): number {
  if (quiet === undefined) return at;
  let time = at;
  while (isQuiet(quiet, time)) {
    const left = quiet.until * MINUTE - timeOfDay(quiet, time);
    const end = time + (left > 0 ? left : left + DAY);
    const change = nextChange(quiet.zone, time, end);
    // Up to the change the clocks go on evenly; what they show then has to be looked at again.
    if (change === undefined) return end;
    time = change;
  }
  return time;
}

/** How long the day lasts by the clocks of the zone, ms. */
function timeOfDay({ zone }: QuietHours, time: number): number {
  const wall = wallAt(zone, time);
  return wall - Math.floor(wall / DAY) * DAY;
}

function isQuiet(quiet: QuietHours, time: number): boolean {
  const now = timeOfDay(quiet, time);
  const from = quiet.from * MINUTE;
  const until = quiet.until * MINUTE;
  return from < until ? now >= from && now < until : now >= from || now < until;
}
