import type { MethodSpec } from './method-spec.ts';

/** Slack lets short bursts pass, and does not say how long they may be. */
const BURST = 4;

export type Rates = {
  /** Seconds to wait, where the call is one too many; undefined: it may pass. */
  readonly take: (method: string, spec: MethodSpec, team: string, channel: string) => number | undefined;
  /** Nothing of the kind is wanted for so many seconds. */
  readonly hold: (method: string, spec: MethodSpec, team: string, channel: string, seconds: number) => void;
  /** Whether it was told to wait, and does not: ms that it is too early, else 0. */
  readonly early: (method: string, spec: MethodSpec, team: string, channel: string) => number;
};

type Bucket = { left: number; at: number; until: number };

/** Counts calls by the fake's clock: for each workspace, posts for each channel. `on`: limits besides those held. */
export function createRates(now: () => number, on: boolean): Rates {
  const buckets = new Map<string, Bucket>();
  function bucketOf(method: string, { rate }: MethodSpec, team: string, channel: string): Bucket {
    const key = rate === 'post' ? `post ${team} ${channel}` : `${method} ${team}`;
    const made = { left: rate === 'post' ? BURST : (rate ?? 0), at: now(), until: 0 };
    const bucket = buckets.get(key) ?? made;
    buckets.set(key, bucket);
    return bucket;
  }
  return {
    take: (method, spec, team, channel) => {
      const bucket = bucketOf(method, spec, team, channel);
      if (bucket.until > now()) return Math.ceil((bucket.until - now()) / 1000);
      if (!on || spec.rate === undefined) return undefined;
      const [most, each] = spec.rate === 'post' ? [BURST, 1000] : [spec.rate, 60_000 / spec.rate];
      bucket.left = Math.min(most, bucket.left + (now() - bucket.at) / each);
      bucket.at = now();
      if (bucket.left >= 1) {
        bucket.left -= 1;
        return undefined;
      }
      const seconds = Math.max(1, Math.ceil(((1 - bucket.left) * each) / 1000));
      bucket.until = now() + seconds * 1000;
      return seconds;
    },
    hold: (method, spec, team, channel, seconds) => {
      bucketOf(method, spec, team, channel).until = now() + seconds * 1000;
    },
    early: (method, spec, team, channel) => Math.max(0, bucketOf(method, spec, team, channel).until - now()),
  };
}
