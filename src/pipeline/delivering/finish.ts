import { createHash } from 'node:crypto';
import type { Delivery, Receipt } from '../../domain/delivery/delivery.ts';
import { noticeEnded, noticeStopped, noticeSuspended, type Place } from '../../domain/delivery/notice.ts';
import type { Settling, Stop } from '../../domain/delivery/settle.ts';
import type { Notice } from '../../domain/source/state.ts';
import { readTarget, targetLabel } from '../../domain/subscription/read-target.ts';
import { ADMIN_SUBSCRIPTION } from '../../domain/subscription/subscription.ts';
import type { DeliverDeps } from './deps.ts';

/**
 * Writes how a delivery ended with all that follows from it, in one transaction: what the target knows now, what is to
 * be stopped, what the operator is to be told. undefined where the claim was lost: nothing is written.
 */
export function finish(
  deps: DeliverDeps,
  delivery: Delivery,
  { settled, stop }: Settling,
  onSent: (receipt: Receipt) => void,
): Delivery | undefined {
  const { store, owner, now } = deps;
  try {
    const done = store.atomically(() => {
      // First: what was stopped before it was suppressed is found again by the time.
      const notices = stop === undefined ? [] : stopIt(deps, delivery, stop);
      const ended = store.settle(delivery.id, owner, settled, now());
      if (ended === undefined) throw new Lost();
      if (settled.state === 'sent' && settled.receipt !== undefined) onSent(settled.receipt);
      notices.push(...tellEnd(deps, ended));
      if (notices.length > 0) store.addNotices(notices);
      return ended;
    });
    deps.onSettled?.(done);
    return done;
  } catch (error) {
    if (error instanceof Lost) return undefined;
    throw error;
  }
}

const MAX_TITLE = 100;
/** What people call it. */
const NAMES: Readonly<Record<string, string>> = { http: 'webhook', 'mailto:': 'e-mail' };

/** Ends a transaction that has nothing to write. */
class Lost extends Error {}

function stopIt({ store, now }: DeliverDeps, delivery: Delivery, stop: Stop): Notice[] {
  const place = placeOf(delivery.target, now());
  if (stop.what === 'platform') {
    const prefix = installationOf(delivery.target);
    store.holdLanes(prefix, stop.until);
    const name = NAMES[prefix] ?? prefix.replace(/[:/]+$/, '');
    return [noticeStopped(name, stop.why, { ...place, place: shortHash(prefix) })];
  }
  const stopped = store.subscriptions(delivery.target).filter(({ state }) => state === 'active');
  for (const { id } of stopped) store.stopSubscription(id, 'suspended', stop.why);
  const ids = stopped.map(({ id }) => id);
  return ids.length === 0 ? [] : [noticeSuspended(delivery, ids, stop.why, place)];
}

/** What cannot be told to the operator is not told to the operator. */
function tellEnd({ store, now }: DeliverDeps, { state, subscription, ...delivery }: Delivery): Notice[] {
  if (subscription === ADMIN_SUBSCRIPTION || (state !== 'dead' && state !== 'uncertain')) return [];
  const title = delivery.subject === undefined ? undefined : store.subject(delivery.subject)?.card.title;
  const event = title === undefined ? delivery.event : `${delivery.kind}: ${title.slice(0, MAX_TITLE)}`;
  return [noticeEnded(state, { ...delivery, event }, delivery.reason, placeOf(delivery.target, now()))];
}

/** What one set of credentials opens: targets whose text begins so. */
function installationOf(target: string): string {
  if (target.startsWith('slack:')) return target.slice(0, target.indexOf('/') + 1) || 'slack:';
  return target.startsWith('http') ? 'http' : target.slice(0, target.indexOf(':') + 1);
}

function placeOf(text: string, at: number): Place {
  const target = readTarget(text);
  return { place: shortHash(text), label: 'wrong' in target ? 'its target' : targetLabel(target), at };
}

/** Stands for a target, which may hold a secret, in ids and keys. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}
