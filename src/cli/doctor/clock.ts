import { duration } from '../progress.ts';
import { bad, type CheckResult, ok, warn } from './check.ts';

const MINUTE = 60_000;
/** A `Date` header has whole seconds, and an answer takes its time. */
const SLIGHT = 2 * MINUTE;
const GRAVE = 10 * MINUTE;

/** What a server's clock said when ours said `at`; ms. */
export type ClockReading = { readonly host: string; readonly date: number; readonly at: number };

/** Our clock against those of the servers; the nearest one counts, for a server's may be wrong as well. */
export function checkClock(readings: readonly ClockReading[]): CheckResult {
  let nearest: { readonly host: string; readonly off: number } | undefined;
  for (const { host, date, at } of readings) {
    const off = at - date;
    if (nearest === undefined || Math.abs(off) < Math.abs(nearest.off)) nearest = { host, off };
  }
  if (nearest === undefined)
    return warn('clock', 'cannot be told: no server said what time it is', undefined);
  const { host, off } = nearest;
  if (Math.abs(off) <= SLIGHT) return ok('clock', `as ${host} has it`);
  const found = `${duration(Math.abs(off))} ${off > 0 ? 'fast' : 'slow'}, by the clock of ${host}`;
  const mend = 'set the clock, and let it be kept by NTP (`timedatectl set-ntp true`)';
  return Math.abs(off) > GRAVE ? bad('clock', found, mend) : warn('clock', found, mend);
}
