import { resolve } from 'node:path';
import { printQuiet } from '../../domain/subscription/quiet.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Topic } from '../../domain/topic.ts';
import { probeTarget } from '../../pipeline/subscribing/probe.ts';
import { type Draft, readWish } from '../../pipeline/subscribing/read-wish.ts';
import { subscribe } from '../../pipeline/subscribing/subscribe.ts';
import { nextDigestTold, subscriptionTold } from '../../pipeline/subscribing/told.ts';
import type { Platforms } from '../../ports/platform.ts';
import { type OptionValues, textOption } from '../command.ts';
import { tell } from '../context.ts';
import { readCount } from '../read-count.ts';
import { subscriptionObject } from '../subscriptions-told.ts';
import { UsageError } from '../usage-error.ts';
import { readCatalog } from '../wiring.ts';
import { type Act, answer, granted, withWritableStore } from './act.ts';
import { matchingDeps } from './matching.ts';
import { withPlatforms } from './platforms.ts';

/** `subscriptions add TARGET` */
export const add: Act = async (what, options, context) => {
  const count = readCount('--backfill', textOption(options, 'backfill'));
  const catalog = await readCatalog(context, options);
  return withPlatforms(context, options, catalog, async (platforms) => {
    const draft = readDraft(catalog.topic, platforms, what, options);
    if (count !== undefined && draft.cadence.kind !== 'now') {
      throw new UsageError(
        '--backfill goes with the cadence `now`: the first digest tells of its whole period anyway',
      );
    }
    granted((await probeTarget(platforms, draft.target, context.now)) ?? {});
    return withWritableStore(context, options, async (store) => {
      const { what: how, subscription } = subscribe({ store, now: context.now }, draft);
      const now = context.now();
      const object = (): object => ({ ...subscriptionObject(subscription, now), is_new: how === 'added' });
      if (how === 'there') return answer(context, options, thereTold(subscription, draft), object);
      const code = await answer(context, options, addedTold(subscription, now), object);
      if (subscription.target.platform === 'https') {
        tell(context, `\`subscriptions secret ${subscription.id}\` shows what its posts are signed with`);
      }
      if (count !== undefined) {
        const { backfill } = await import('../../pipeline/matching/backfill.ts');
        const posts = await backfill(matchingDeps(context, catalog, store, platforms), subscription, count);
        tell(context, `${posts} of what was there before go out with it`);
      }
      return code;
    });
  });
};

/** What the words of the command line ask for. Throws UsageError, UserError. */
export function readDraft(
  topic: Topic,
  platforms: Platforms,
  target: string | undefined,
  options: OptionValues,
): Draft {
  if (target === undefined) throw new UsageError('say where to: `subscriptions add mailto:ada@example.org`');
  return granted(
    readWish(topic, platforms, {
      target: absolute(target),
      filter: textOption(options, 'filter'),
      cadence: textOption(options, 'cadence') ?? 'now',
      ...optionWishes(options),
    }),
  );
}

/** Whoever types a path means it from where he is, not from where the daemon runs. */
function absolute(target: string): string {
  const typed = target.trim();
  if (!/^file:[^/]/i.test(typed)) return target;
  const path = typed.slice('file:'.length);
  return `file:${resolve(path)}${path.endsWith('/') ? '/' : ''}`;
}

/** The options of a subscription as the command line has them. */
export function optionWishes(options: OptionValues): {
  quiet: string | undefined;
  mostAnHour: number | undefined;
  milestonesNow: boolean | undefined;
} {
  return {
    quiet: textOption(options, 'quiet'),
    mostAnHour: readCount('--most', textOption(options, 'most')),
    milestonesNow: typeof options.milestonesNow === 'boolean' ? options.milestonesNow : undefined,
  };
}

function addedTold(subscription: Subscription, now: number): string {
  const next = nextDigestTold(subscription, now);
  const first = next === undefined ? '' : `; its first digest comes ${next}`;
  return `added ${subscriptionTold(subscription)}${first}`;
}

function thereTold(subscription: Subscription, draft: Draft): string {
  const { id, state, options } = subscription;
  const isOther = printOptions(options) !== printOptions(draft.options);
  const change = isOther
    ? `; its options stay as they are, \`lorewatch subscriptions change ${id}\` changes them`
    : '';
  const resume =
    state === 'active' ? '' : `; it is ${state}, \`lorewatch subscriptions resume ${id}\` wakes it`;
  return `is there already: ${subscriptionTold(subscription)}${change}${resume}`;
}

function printOptions({ quiet, mostAnHour, milestonesNow }: Draft['options']): string {
  return `${quiet ? printQuiet(quiet) : ''} ${mostAnHour} ${milestonesNow}`;
}
