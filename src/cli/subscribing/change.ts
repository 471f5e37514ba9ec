import { clock } from '../../domain/source/moment.ts';
import { type Changes, changeSubscription } from '../../pipeline/subscribing/change.ts';
import { subscriptionTold } from '../../pipeline/subscribing/told.ts';
import { UserError } from '../../ports/errors.ts';
import { type OptionValues, textOption } from '../command.ts';
import { tell } from '../context.ts';
import { subscriptionObject } from '../subscriptions-told.ts';
import { UsageError } from '../usage-error.ts';
import { readCatalog, withStore } from '../wiring.ts';
import { type Act, answer, granted, readId, withWritableStore } from './act.ts';
import { optionWishes } from './add.ts';

/** `subscriptions change ID` */
export const change: Act = async (what, options, context) => {
  const id = readId('subscription', what);
  const changes = readChanges(options);
  if (Object.values(changes).every((each) => each === undefined)) {
    throw new UsageError('say what to change: --filter, --cadence, --quiet, --most or --milestones-now');
  }
  const { topic } = await readCatalog(context, options);
  // Where there is no store there is nothing to change, and none is made.
  await withStore(context, options, () => undefined);
  return withWritableStore(context, options, (store) => {
    const changed = granted(changeSubscription({ store, now: context.now }, topic, id, changes));
    const { subscription } = changed;
    const object = (): object => subscriptionObject(subscription, context.now());
    if (changed.what === 'there') {
      throw new UserError(
        `${id} was not changed, for the same is there already as ${subscriptionTold(subscription)}`,
      );
    }
    if (changed.untold !== undefined) {
      tell(
        context,
        `what became known since its last digest (${clock(changed.untold)} UTC) comes in none; \`lorewatch digest --since ${new Date(changed.untold).toISOString().slice(0, 16)}Z\` shows it`,
      );
    }
    return answer(context, options, `changed ${subscriptionTold(subscription)}`, object);
  });
};

/** What the command line wants changed. */
export function readChanges(options: OptionValues): Changes {
  return {
    filter: textOption(options, 'filter'),
    cadence: textOption(options, 'cadence'),
    ...optionWishes(options),
  };
}
