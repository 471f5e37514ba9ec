import { noSubscription } from '../../pipeline/subscribing/refusal.ts';
import {
  pauseSubscription,
  removeSubscription,
  resumeSubscription,
} from '../../pipeline/subscribing/stop.ts';
import { postsTold, subscriptionTold } from '../../pipeline/subscribing/told.ts';
import { UserError } from '../../ports/errors.ts';
import type { Store } from '../../ports/store.ts';
import { type OptionValues, textOption } from '../command.ts';
import type { CliContext } from '../context.ts';
import { subscriptionObject } from '../subscriptions-told.ts';
import { withStore } from '../wiring.ts';
import { type Act, answer, granted, readId, withWritableStore } from './act.ts';

const LONGEST_REASON = 200;

/** `subscriptions pause ID` */
export const pause: Act = async (what, options, context) => {
  const id = readId('subscription', what);
  const reason = readReason(options);
  const paused = granted(
    await withStoreThere(context, options, (store) =>
      pauseSubscription({ store, now: context.now }, id, reason),
    ),
  );
  const { subscription } = paused;
  const told = subscriptionTold(subscription);
  const sentence =
    paused.what === 'paused'
      ? `paused ${told}; \`lorewatch subscriptions resume ${id}\` wakes it, --missed with what it misses`
      : `is ${subscription.state} already: ${told}`;
  return answer(context, options, sentence, () => subscriptionObject(subscription, context.now()));
};

/** `subscriptions resume ID` */
export const resume: Act = async (what, options, context) => {
  const id = readId('subscription', what);
  const missed = options.missed === true;
  const resumed = granted(
    await withStoreThere(context, options, (store) =>
      resumeSubscription({ store, now: context.now }, id, missed),
    ),
  );
  const { subscription } = resumed;
  const told = subscriptionTold(subscription);
  const sentence =
    resumed.what === 'resumed'
      ? `resumed ${told}${missed ? `; ${postsTold(resumed.missed)} that it missed will follow` : ''}`
      : `is active already: ${told}`;
  return answer(context, options, sentence, () => ({
    ...subscriptionObject(subscription, context.now()),
    missed: resumed.what === 'resumed' ? resumed.missed : 0,
  }));
};

/** `subscriptions remove ID` */
export const remove: Act = async (what, options, context) => {
  const id = readId('subscription', what);
  const { subscription, unsent } = granted(
    await withStoreThere(context, options, (store) => removeSubscription({ store, now: context.now }, id)),
  );
  const lost = unsent === 0 ? '' : `; ${postsTold(unsent)} that waited will not be sent`;
  return answer(context, options, `removed ${subscriptionTold(subscription)}${lost}`, () => ({
    ...subscriptionObject(subscription, context.now()),
    unsent,
  }));
};

/** Why somebody stops something, from `--reason`; one line. */
export function readReason(options: OptionValues): string {
  const reason = textOption(options, 'reason')?.trim() ?? '';
  return reason === '' ? 'paused by hand' : reason.slice(0, LONGEST_REASON);
}

/** Makes no store where there is none. */
export async function withStoreThere<T>(
  context: CliContext,
  options: OptionValues,
  work: (store: Store) => T,
): Promise<T> {
  await withStore(context, options, () => undefined);
  return withWritableStore(context, options, work);
}

/** `subscriptions secret ID` */
export const secret: Act = async (what, options, context) => {
  const id = readId('subscription', what);
  const { webhookSecret } = await import('../../platforms/webhook/secret.ts');
  const { target, key } = await withStoreThere(context, options, (store) => {
    const { target } = granted(store.subscription(id) ?? noSubscription(id));
    return { target, key: webhookSecret(store.secret(), target.text) };
  });
  if (target.platform !== 'https')
    throw new UserError(`${id} is no webhook: nothing that goes there is signed`);
  return answer(context, options, key, () => ({ id, secret: key }));
};
