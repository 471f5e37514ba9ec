import type { Delivery } from '../../domain/delivery/delivery.ts';
import { dispelDoubt, type Proof, proofFor } from '../../domain/delivery/doubt.ts';
import {
  type Circumstances,
  type Settlement,
  type Settling,
  settleOutcome,
  unanswered,
  uncertain,
} from '../../domain/delivery/settle.ts';
import { readTarget } from '../../domain/subscription/read-target.ts';
import { ADMIN_SUBSCRIPTION, type Subscription } from '../../domain/subscription/subscription.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Parcel, Platform } from '../../ports/platform.ts';
import type { DeliverDeps } from './deps.ts';
import { finish } from './finish.ts';
import { askFor, handOver } from './hand-over.ts';
import { makeParcel } from './parcel.ts';
import { makePost, type Posting } from './post.ts';

type Ready = {
  readonly what: 'ready';
  readonly platform: Platform;
  readonly parcel: Parcel;
  readonly onSent: Posting['onSent'];
};
type NotReady = { readonly what: 'settled' } & Settling;

/** Brings one claimed delivery to its end; undefined where the claim was lost meanwhile. */
export async function deliverOne(deps: DeliverDeps, delivery: Delivery): Promise<Delivery | undefined> {
  const ready = prepare(deps, delivery);
  if (ready.what === 'settled') return finish(deps, delivery, ready, () => undefined);
  const { settled, ...more } = await attempt(deps, delivery, ready);
  return finish(deps, delivery, { settled, ...more }, ready.onSent);
}

/** How it can be found out whether a post arrived. */
export function proofOf({ can, find }: Platform): Proof {
  return { nonce: can.nonce, finds: find !== undefined, appends: can.appends === true };
}

function prepare(deps: DeliverDeps, delivery: Delivery): Ready | NotReady {
  const { store, platforms } = deps;
  const subscription = store.subscription(delivery.subscription);
  const stopped = stoppedBy(delivery, subscription);
  if (stopped !== undefined) return { what: 'settled', settled: stopped };
  const target = readTarget(delivery.target);
  if ('wrong' in target) return refuse(deps, delivery, 'target', target.wrong);
  const platform = platforms.get(target.platform);
  if (platform === undefined)
    return refuse(deps, delivery, 'platform', `${target.platform} is not set up here`);
  // Whether it can be posted to is for `send` to say: that a mail server is not set up is no fault of the target.
  return pack(deps, delivery, { platform, target, subscription });
}

function pack(
  deps: DeliverDeps,
  delivery: Delivery,
  to: {
    readonly platform: Platform;
    readonly target: Target;
    readonly subscription: Subscription | undefined;
  },
): Ready | NotReady {
  try {
    const made = makePost(deps, delivery, to.platform.can);
    if (made.what === 'dropped') return { what: 'settled', settled: made.settled };
    const parcel = makeParcel(deps, delivery, { ...to, post: made.post });
    return { what: 'ready', platform: to.platform, parcel, onSent: made.onSent };
  } catch (error) {
    // A store that fails is told as such; anything else is a payload that is none.
    if (error instanceof Error && error.name === 'StoreError') throw error;
    deps.onMistake(`make ${delivery.key}`, error);
    return refuse(deps, delivery, 'post', 'a mistake in lorewatch itself; the log tells more');
  }
}

function stoppedBy(delivery: Delivery, subscription: Subscription | undefined): Settlement | undefined {
  if (delivery.subscription === ADMIN_SUBSCRIPTION) return undefined;
  // What a place is told about a subscription reaches it all the same, also that it is stopped or gone.
  if (delivery.kind === 'notice') return undefined;
  if (subscription === undefined)
    return { state: 'suppressed', suppression: 'removed', reason: 'its subscription was removed' };
  const { state, reason } = subscription;
  if (state === 'active') return undefined;
  return { state: 'suppressed', suppression: state, reason };
}

function refuse(
  deps: DeliverDeps,
  delivery: Delivery,
  scope: 'post' | 'target' | 'platform',
  why: string,
): NotReady {
  const at = circumstances(deps, { nonce: 0, finds: false }, deps.now());
  return { what: 'settled', ...settleOutcome(delivery, { what: 'refused', scope, why }, at) };
}

function circumstances({ now, random }: DeliverDeps, proof: Proof, handed: number): Circumstances {
  return { now: now(), random: random(), handed, proof };
}

async function attempt(
  deps: DeliverDeps,
  delivery: Delivery,
  { platform, parcel }: Ready,
): Promise<Settling> {
  const doubted = await dispel(deps, delivery, platform, parcel);
  if (doubted.what === 'settled') return doubted;
  const handed = deps.now();
  const outcome = await handOver(deps, platform, parcel);
  return settleOutcome(doubted.delivery, outcome, circumstances(deps, proofOf(platform), handed));
}

type Cleared = { readonly what: 'send'; readonly delivery: Delivery };

/** Whether it may be sent, where an earlier attempt may have arrived. */
async function dispel(
  deps: DeliverDeps,
  delivery: Delivery,
  platform: Platform,
  parcel: Parcel,
): Promise<Cleared | NotReady> {
  const { doubt: since } = delivery;
  if (since === undefined) return { what: 'send', delivery };
  const proof = proofOf(platform);
  const how = dispelDoubt(since, proofFor(delivery.kind, proof), deps.now());
  if (how.what === 'send') return { what: 'send', delivery };
  if (how.what === 'wait') return { what: 'settled', settled: waiting(how.until, since) };
  const found =
    how.what === 'ask' && platform.find ? await askFor(deps, platform.find, parcel) : 'undecidable';
  if (found === 'absent') return { what: 'send', delivery: { ...delivery, doubt: undefined } };
  const at = circumstances(deps, proof, since);
  if (found === 'undecidable')
    return { what: 'settled', settled: uncertain('the platform cannot tell whether it has it') };
  if (found === 'unknown')
    return { what: 'settled', settled: unanswered(delivery, 'the platform could not be asked for it', at) };
  return { what: 'settled', settled: { state: 'sent', reason: '', receipt: found } };
}

function waiting(until: number, doubt: number): Settlement {
  const reason = 'the platform is asked for it before it is sent again';
  return { state: 'failed', reason, due: until, laneUntil: until, doubt };
}
