import type { Trouble } from './state.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Between two tries of a source that fails. */
const LONGEST_PAUSE = 6 * HOUR;
/** What a server may ask for; trying never stops. */
const LONGEST_RETRY_AFTER = 7 * DAY;
/** Failures in a row after which a lasting trouble is believed. */
const BELIEVED = 3;

/**
 * How many tries in a row without news, and how long without any, make the pause so many times as long. A list
 * that had news in the last three days keeps its pace.
 */
const QUIET = [
  { tries: 200, for: 10 * DAY, times: 4 },
  { tries: 50, for: 3 * DAY, times: 2 },
] as const;
const LONGEST_QUIET = DAY;

export type Pace = {
  /** Between two ticks of the schedule, ms. */
  readonly interval: number;
  /** 0..1; keeps sources that failed together from coming back together. */
  readonly random: number;
};

/**
 * How long a source rests after so many failures in a row (ms); undefined: until the next tick. The first one is
 * tried again at the next tick; then the pause doubles with each, up to six hours; lasting trouble is tried once
 * a day from the third on. At least as long as the server asked for, up to a week.
 */
export function pauseAfterFailures(failures: number, trouble: Trouble, pace: Pace): number | undefined {
  const asked = Math.min(trouble.retryAfter ?? 0, LONGEST_RETRY_AFTER);
  const own = ownPause(failures, trouble.lasting === true, pace);
  return asked > own ? asked : own || undefined;
}

function ownPause(failures: number, lasting: boolean, { interval, random }: Pace): number {
  if (lasting && failures >= BELIEVED) return DAY - random * HOUR;
  if (failures <= 1) return 0;
  const pause = Math.min(LONGEST_PAUSE, interval * 2 ** Math.min(failures - 1, 30));
  // A little less, so that the tick that is meant is not missed by its jitter.
  return pause * (0.9 - 0.2 * random);
}

/**
 * How long a source rests that brought nothing for long (ms); undefined: until the next tick.
 * `quietFor`: ms since it last brought something; undefined: it never did.
 */
export function pauseWhenQuiet(
  quiet: number,
  quietFor: number | undefined,
  { interval }: Pace,
): number | undefined {
  const rule = QUIET.find((one) => quiet >= one.tries && (quietFor ?? Number.POSITIVE_INFINITY) >= one.for);
  if (rule === undefined || interval >= LONGEST_QUIET) return undefined;
  return Math.min(interval * rule.times, LONGEST_QUIET) - interval / 2;
}
