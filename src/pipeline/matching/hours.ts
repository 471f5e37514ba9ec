import { afterQuiet } from '../../domain/subscription/quiet.ts';
import type { QuietHours, Subscription } from '../../domain/subscription/subscription.ts';
import type { Store } from '../../ports/store.ts';

const HOUR = 3_600_000;

type Told = Pick<Subscription, 'id' | 'options'>;

/** When a subscription may be told, and how often in that clock hour. */
export type Hours = {
  /** ms; after its quiet hours. */
  readonly dueOf: (subscription: Told) => number;
  readonly hasRoom: (subscription: Told) => boolean;
  /** One post more. */
  readonly count: (subscription: Told) => void;
};

/** Counts what is queued already once for each subscription, and goes on from there. */
export function createHours(store: Pick<Store, 'countPosts'>, now: number): Hours {
  const dues = new Map<string, number>();
  const posts = new Map<number, number>();
  const dueOf = ({ options: { quiet } }: Told): number => {
    if (quiet === undefined) return now;
    const name = nameOf(quiet);
    const due = dues.get(name) ?? afterQuiet(quiet, now);
    dues.set(name, due);
    return due;
  };
  const postsOf = (subscription: Told): number => {
    const { since, until } = hourOf(dueOf(subscription));
    const many = posts.get(subscription.id) ?? store.countPosts(subscription.id, since, until);
    posts.set(subscription.id, many);
    return many;
  };
  return {
    dueOf,
    hasRoom: (subscription) => postsOf(subscription) < subscription.options.mostAnHour,
    count: (subscription) => posts.set(subscription.id, postsOf(subscription) + 1),
  };
}

/** The clock hour (UTC) that a moment is in; half open. */
export function hourOf(time: number): { readonly since: number; readonly until: number } {
  const since = Math.floor(time / HOUR) * HOUR;
  return { since, until: since + HOUR };
}

function nameOf({ from, until, zone }: QuietHours): string {
  return `${from} ${until} ${zone}`;
}
