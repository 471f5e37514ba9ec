/** What a schedule comes to. Times in ms. */
export type Rhythm = {
  /** Between two ticks, as a rule. */
  readonly interval: number;
  /** The longest pause between two ticks: nights and weekends that a schedule leaves out. */
  readonly longest: number;
};

const HOUR = 3_600_000;

/** The rhythm of ticks in order (ms). One tick an hour where there are fewer than two. */
export function rhythmOf(ticks: readonly number[]): Rhythm {
  const pauses = ticks
    .slice(1)
    .map((tick, index) => tick - (ticks[index] ?? tick))
    .toSorted((a, b) => a - b);
  const interval = pauses[Math.floor(pauses.length / 2)] ?? HOUR;
  return { interval, longest: pauses.at(-1) ?? interval };
}
