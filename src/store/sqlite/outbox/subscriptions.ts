import type { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '../../../domain/item/json.ts';
import type { NewSubscription, Subscription } from '../../../domain/subscription/subscription.ts';
import type { Clock } from '../../../ports/clock.ts';
import { StoreError } from '../../../ports/errors.ts';
import type { SubscriptionChange, SubscriptionStore } from '../../../ports/outbox.ts';
import { explained } from '../failure.ts';
import type { Write } from '../write.ts';
import { SUBSCRIPTIONS_VERSION } from './schema.ts';
import type { Stopping } from './stopping.ts';
import { subscriptionOf } from './subscription-row.ts';

type Subscriptions = Omit<SubscriptionStore, 'brake' | 'setBrake'>;
type Stop = SubscriptionStore['stopSubscription'];

const REMOVED = 'its subscription was removed before it was sent';

/** Who wants what, where and when. */
export function createSubscriptions(
  database: DatabaseSync,
  path: string,
  write: Write,
  stopping: Stopping,
  clock: Clock,
): Subscriptions {
  const byId = database.prepare('SELECT * FROM subscription WHERE id = ?');
  const all = database.prepare('SELECT * FROM subscription ORDER BY id');
  const ofTarget = database.prepare('SELECT * FROM subscription WHERE target = ? ORDER BY id');
  const drop = database.prepare('DELETE FROM subscription WHERE id = ?');
  const stop = database.prepare(
    `UPDATE subscription SET stopped = iif(state = 'active', ?, stopped), state = ?, reason = ? WHERE id = ?`,
  );
  const start = database.prepare(
    "UPDATE subscription SET state = 'active', reason = '' WHERE id = ? AND state <> 'active' RETURNING stopped",
  );
  const version = database.prepare(`SELECT value FROM fact WHERE name = '${SUBSCRIPTIONS_VERSION}'`);
  const now = (): number => Math.floor(clock());

  const stopIt: Stop = (id, state, reason) => {
    stop.run(now(), state, reason, id);
    stopping.suppress(id, state, reason, now());
  };
  function resume(id: number, missed: boolean): number {
    const row = start.get(id);
    return row && missed ? stopping.resume(id, Number(row.stopped), now()) : 0;
  }
  function remove(id: number): boolean {
    stopping.suppress(id, 'removed', REMOVED, now());
    return drop.run(id).changes > 0;
  }
  const find = (id: number): Subscription | undefined => {
    const row = byId.get(id);
    return row && subscriptionOf(row);
  };
  const subscribe = createSubscribe(database, find);
  const change = createChange(database, find, now);
  return {
    subscribe: (subscription) => write(() => subscribe(subscription)),
    subscription: explained(path, find),
    subscriptions: explained(path, (target) =>
      (target === undefined ? all.all() : ofTarget.all(target)).map(subscriptionOf),
    ),
    subscriptionsVersion: explained(path, () => Number(version.get()?.value ?? 0)),
    changeSubscription: (id, wanted) => write(() => change(id, wanted)),
    removeSubscription: (id) => write(() => remove(id)),
    stopSubscription: (id, state, reason) => write(() => stopIt(id, state, reason)),
    resumeSubscription: (id, missed) => write(() => resume(id, missed)),
  };
}

type Find = (id: number) => Subscription | undefined;

function createSubscribe(database: DatabaseSync, find: Find): SubscriptionStore['subscribe'] {
  const same = database.prepare(
    'SELECT id FROM subscription WHERE target = ? AND filter = ? AND cadence = ?',
  );
  const add = database.prepare(
    `INSERT INTO subscription (target, filter, cadence, options, state, reason, created, digest_until, digest_news)
     VALUES (?, ?, ?, ?, 'active', '', ?, ?, ?)`,
  );
  return (wanted: NewSubscription) => {
    const { target, filter, options, created, digestUntil, digestNews } = wanted;
    const cadence = canonicalJson(wanted.cadence);
    const known = same.get(target.text, filter, cadence);
    const id =
      known?.id ??
      add.run(
        target.text,
        filter,
        cadence,
        canonicalJson(options),
        Math.floor(created),
        Math.floor(digestUntil),
        digestNews,
      ).lastInsertRowid;
    const subscription = find(Number(id));
    if (subscription === undefined) throw new Error(`the subscription ${id} was not written`);
    return { subscription, isNew: known === undefined };
  };
}

/** Throws StoreError where it would be the same as another. */
function createChange(
  database: DatabaseSync,
  find: Find,
  now: () => number,
): (id: number, change: SubscriptionChange) => Subscription | undefined {
  const same = database.prepare(
    'SELECT id FROM subscription WHERE target = ? AND filter = ? AND cadence = ? AND id <> ?',
  );
  const update = database.prepare(
    `UPDATE subscription SET filter = ?, cadence = ?, options = ?, stopped = iif(state = 'active', ?, stopped), state = ?,
       reason = ?, digest_until = ?, digest_news = ? WHERE id = ?`,
  );
  return (id, change) => {
    const before = find(id);
    if (before === undefined) return undefined;
    const after = { ...before, ...change };
    const cadence = canonicalJson(after.cadence);
    const other = same.get(before.target.text, after.filter, cadence, id)?.id;
    if (other !== undefined) {
      throw new StoreError(
        `the subscription ${id} was not changed: ${other} tells the same target of the same at the same time already; remove one of them`,
      );
    }
    const { filter, options, state, reason, digestUntil, digestNews } = after;
    const packed = canonicalJson(options);
    update.run(filter, cadence, packed, now(), state, reason, Math.floor(digestUntil), digestNews, id);
    return find(id);
  };
}
