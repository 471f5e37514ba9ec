import { EXIT, isColored, tell } from '../context.ts';
import { jsonLine } from '../json.ts';
import { createStyle } from '../style.ts';
import { brakeLines, subscriptionObject, subscriptionsText } from '../subscriptions-told.ts';
import { hasStore, withStore } from '../wiring.ts';
import type { Act } from './act.ts';

const NOTHING =
  'nothing is subscribed yet; `lorewatch subscriptions add mailto:ada@example.org --cadence "weekly MON 09:00 Europe/Berlin"` does, `--help` shows more';

/** `subscriptions list` */
export const list: Act = async (_what, options, context) => {
  const now = context.now();
  const style = createStyle(isColored(context));
  const { subscriptions, brake } = hasStore(context, options)
    ? await withStore(context, options, (store) => ({
        subscriptions: store.subscriptions(),
        brake: store.brake(),
      }))
    : { subscriptions: [], brake: undefined };
  if (options.json === true) {
    context.print(subscriptions.map((each) => jsonLine(subscriptionObject(each, now))).join(''));
  } else if (subscriptions.length > 0) {
    context.print(subscriptionsText(subscriptions, brake, now, style));
  } else {
    tell(context, NOTHING);
    context.print(
      brakeLines(brake, style)
        .map((line) => `${line}\n`)
        .join(''),
    );
  }
  return EXIT.done;
};
