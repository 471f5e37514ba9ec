import { DELIVERY_STATES, type DeliveryState } from '../../domain/delivery/delivery.ts';
import type { Store } from '../../ports/store.ts';
import { textOption } from '../command.ts';
import { EXIT, isColored, tell } from '../context.ts';
import { type DeliveryRow, deliveriesText, deliveryObject } from '../deliveries-told.ts';
import { jsonLine } from '../json.ts';
import { count } from '../progress.ts';
import { readCount } from '../read-count.ts';
import { createStyle } from '../style.ts';
import { brakeLines } from '../subscriptions-told.ts';
import { UsageError } from '../usage-error.ts';
import { hasStore, withStore } from '../wiring.ts';
import { type Act, readPick } from './pick.ts';

/** `deliveries list` */
export const list: Act = async (ids, options, context) => {
  if (ids.length > 0)
    throw new UsageError('`deliveries list` takes no numbers; `deliveries show ID` shows one');
  const limit = readCount('--limit', textOption(options, 'limit') ?? '20');
  const pick = readPick(options, context.now());
  const { rows, counts, brake } = hasStore(context, options)
    ? await withStore(context, options, (store) => ({
        rows: store.deliveries({ ...pick, limit }).map((delivery) => withTitle(store, delivery)),
        counts: options.json === true ? {} : store.countDeliveries(),
        brake: store.brake(),
      }))
    : { rows: [], counts: {}, brake: undefined };
  if (options.json === true) {
    context.print(rows.map((row) => jsonLine(deliveryObject(row))).join(''));
    return EXIT.done;
  }
  const style = createStyle(isColored(context));
  const lines = brakeLines(brake, style).map((line) => `${line}\n`);
  if (rows.length > 0)
    lines.unshift(
      deliveriesText(rows, style),
      `\n${style.bold('in all')}: ${summary(counts)} (times in UTC)\n`,
    );
  context.print(lines.join(''));
  if (rows.length === limit) tell(context, `the newest ${limit}; more with --limit`);
  if (rows.length === 0) tell(context, nothing(Object.keys(pick).length > 0, summary(counts)));
  return EXIT.done;
};

/** A delivery with the title of its subject. */
export function withTitle(store: Pick<Store, 'subject'>, delivery: DeliveryRow['delivery']): DeliveryRow {
  const { subject } = delivery;
  return { delivery, title: subject === undefined ? undefined : store.subject(subject)?.card.title };
}

/** "1,204 sent, 3 pending, 1 dead" */
function summary(counts: Readonly<Partial<Record<DeliveryState, number>>>): string {
  return DELIVERY_STATES.flatMap((state) => {
    const number = counts[state] ?? 0;
    return number === 0 ? [] : [`${count(number)} ${state}`];
  }).join(', ');
}

function nothing(picked: boolean, all: string): string {
  if (all === '')
    return 'nothing was delivered yet; `lorewatch subscriptions list` shows who is told of what';
  return picked ? `there is no such delivery; in all there are ${all}` : `in all there are ${all}`;
}
