import { createHash } from 'node:crypto';

/** So many requests in so many ms. */
type Rule = { readonly limit: number; readonly per: number };

const MESSAGE = '/channels/{channel_id}/messages/{message_id}';
/** Discord tells nobody its numbers, and changes them; these are about what is seen. */
const RULES: Readonly<Record<string, Rule>> = {
  'POST /channels/{channel_id}/messages': { limit: 5, per: 5_000 },
  [`PATCH ${MESSAGE}`]: { limit: 5, per: 5_000 },
  [`DELETE ${MESSAGE}`]: { limit: 5, per: 1_000 },
  [`POST ${MESSAGE}/crosspost`]: { limit: 10, per: 3_600_000 },
  [`POST ${MESSAGE}/threads`]: { limit: 50, per: 300_000 },
  'POST /channels/{channel_id}/threads': { limit: 50, per: 300_000 },
  'POST /webhooks/{webhook_id}/{webhook_token}': { limit: 5, per: 2_000 },
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original': { limit: 5, per: 2_000 },
};
const ANY: Rule = { limit: 50, per: 1_000 };
const GLOBAL: Rule = { limit: 50, per: 1_000 };

export type Limited = {
  /** Seconds. */
  readonly retryAfter: number;
  readonly global: boolean;
  readonly scope: string;
};
export type RateAnswer = {
  readonly headers: Readonly<Record<string, string>>;
  readonly limited?: Limited;
  /** Sent though it was told to wait: how many ms too early. */
  readonly early?: number;
};

type Window = { since: number; used: number };

/** Buckets as Discord keeps them, by the clock that it is given. */
export class Rates {
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();
  /** Until when a lane was told to wait, ms. */
  readonly #told = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts a request. `isFree`: answers to interactions are not counted globally. */
  take(route: string, major: string, isFree: boolean): RateAnswer {
    const now = this.#now();
    const lane = laneOf(route, major);
    const early = this.#early(lane, isFree);
    const rule = RULES[route] ?? ANY;
    const own = this.#use(lane, rule);
    const headers = bucketHeaders(route, rule, own, now);
    if (early) return { headers: { ...headers, 'x-ratelimit-remaining': '0' }, ...early };
    if (!isFree) {
      const all = this.#use('global', GLOBAL);
      if (all.used > GLOBAL.limit)
        return this.limit('global', all.since + GLOBAL.per - now, 'global', headers);
    }
    if (own.used > rule.limit) return this.limit(lane, own.since + rule.per - now, 'user', headers);
    return { headers };
  }

  /** Tells a lane to wait, ms. */
  limit(lane: string, wait: number, scope: string, headers: Readonly<Record<string, string>>): RateAnswer {
    this.#told.set(lane, this.#now() + wait);
    return { headers, limited: { retryAfter: wait / 1000, global: lane === 'global', scope } };
  }

  #early(lane: string, isFree: boolean): Pick<RateAnswer, 'limited' | 'early'> | undefined {
    for (const one of isFree ? [lane] : ['global', lane]) {
      const left = (this.#told.get(one) ?? 0) - this.#now();
      if (left <= 0) continue;
      const global = one === 'global';
      return { limited: { retryAfter: left / 1000, global, scope: global ? 'global' : 'user' }, early: left };
    }
    return undefined;
  }

  #use(lane: string, rule: Rule): Window {
    const now = this.#now();
    const known = this.#windows.get(lane);
    const window = known && now - known.since < rule.per ? known : { since: now, used: 0 };
    window.used++;
    this.#windows.set(lane, window);
    return window;
  }
}

export const laneOf = (route: string, major: string): string => `${route} ${major}`;

function bucketHeaders(route: string, rule: Rule, window: Window, now: number): Record<string, string> {
  const reset = window.since + rule.per;
  return {
    'x-ratelimit-limit': `${rule.limit}`,
    'x-ratelimit-remaining': `${Math.max(0, rule.limit - window.used)}`,
    'x-ratelimit-reset': (reset / 1000).toFixed(3),
    'x-ratelimit-reset-after': (Math.max(0, reset - now) / 1000).toFixed(3),
    'x-ratelimit-bucket': createHash('sha256').update(route).digest('hex').slice(0, 32),
  };
}

export function limitedHeaders({ retryAfter, global, scope }: Limited): Record<string, string> {
  return {
    'retry-after': `${Math.ceil(retryAfter)}`,
    'x-ratelimit-scope': scope,
    ...(global ? { 'x-ratelimit-global': 'true' } : {}),
  };
}
