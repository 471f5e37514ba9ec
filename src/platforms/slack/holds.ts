const MOST = 10_000;

/** Places for which the platform wants nothing before a time. Times in ms. */
export type Holds = {
  readonly hold: (place: string, until: number) => void;
  /** How long still; undefined: not at all. */
  readonly waitFor: (place: string, now: number) => number | undefined;
};

export function createHolds(): Holds {
  const held = new Map<string, number>();
  return {
    hold: (place, until) => {
      const [oldest] = held.keys();
      if (held.size >= MOST && oldest !== undefined) held.delete(oldest);
      held.set(place, until);
    },
    waitFor: (place, now) => {
      const until = held.get(place);
      if (until !== undefined && until > now) return until - now;
      held.delete(place);
      return undefined;
    },
  };
}
