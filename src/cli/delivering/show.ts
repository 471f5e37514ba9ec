import { UserError } from '../../ports/errors.ts';
import { EXIT, isColored } from '../context.ts';
import { deliveryObject, deliveryText } from '../deliveries-told.ts';
import { jsonLine } from '../json.ts';
import { createStyle } from '../style.ts';
import { readId } from '../subscribing/act.ts';
import { UsageError } from '../usage-error.ts';
import { withStore } from '../wiring.ts';
import { withTitle } from './list.ts';
import type { Act } from './pick.ts';

/** `deliveries show ID` */
export const show: Act = async ([first, ...more], options, context) => {
  if (more.length > 0) throw new UsageError('`deliveries show` takes one number');
  const id = readId('delivery', first);
  const row = await withStore(context, options, (store) => {
    const delivery = store.delivery(id);
    return delivery && withTitle(store, delivery);
  });
  if (!row)
    throw new UserError(`there is no delivery ${id}; \`lorewatch deliveries list\` shows the numbers`);
  context.print(
    options.json === true
      ? jsonLine(deliveryObject(row))
      : deliveryText(row, createStyle(isColored(context))),
  );
  return EXIT.done;
};
