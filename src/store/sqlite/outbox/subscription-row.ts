import {
  type Cadence,
  DEFAULT_OPTIONS,
  type Subscription,
  type SubscriptionOptions,
  type SubscriptionState,
} from '../../../domain/subscription/subscription.ts';
import { PLATFORM_IDS, type Target } from '../../../domain/subscription/target.ts';
import { StoreError } from '../../../ports/errors.ts';
import { readDoc } from '../items/rows.ts';
import type { Row } from '../rows.ts';

const STATES: readonly SubscriptionState[] = ['active', 'paused', 'suspended'];

/** Options that an older program did not know are as by default. */
export function subscriptionOf(row: Row): Subscription {
  const what = `the subscription ${String(row.id)}`;
  const state = STATES.find((one) => one === row.state);
  const target = targetOf(String(row.target));
  if (state === undefined || target === undefined) {
    throw new StoreError(`the store is damaged: ${what} cannot be read in it: remove it and subscribe again`);
  }
  const options = readDoc<Partial<SubscriptionOptions>>(row.options, what);
  return {
    id: Number(row.id),
    target,
    filter: String(row.filter),
    cadence: readDoc<Cadence>(row.cadence, what),
    options: { ...DEFAULT_OPTIONS, ...options },
    state,
    reason: String(row.reason),
    created: Number(row.created),
    digestUntil: Number(row.digest_until),
    digestNews: Number(row.digest_news),
  };
}

/** Of a canonical text: its platform is the word before the first colon; webhooks without TLS are webhooks. */
function targetOf(text: string): Target | undefined {
  const word = text.slice(0, text.indexOf(':'));
  const platform = PLATFORM_IDS.find((id) => id === (word === 'http' ? 'https' : word));
  return platform && { platform, text };
}
