import type { Counts } from './deps.ts';

/** Seconds: at once, within the minute, within the hour. */
const BOUNDS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14_400];

export type Counting = Counts & {
  /** One delivery ended in a state, so long (seconds) after its event. */
  readonly add: (state: string, latency: number | undefined) => void;
};

/** Counts what this process delivers. */
export function createCounts(): Counting {
  const counts = BOUNDS.map(() => 0);
  const sent: Record<string, number> = {};
  let sum = 0;
  let count = 0;
  return {
    sent,
    get latency() {
      return { bounds: BOUNDS, counts, sum, count };
    },
    add: (state, latency) => {
      sent[state] = (sent[state] ?? 0) + 1;
      if (latency === undefined) return;
      sum += latency;
      count++;
      for (const [at, bound] of BOUNDS.entries()) if (latency <= bound) counts[at] = (counts[at] ?? 0) + 1;
    },
  };
}
