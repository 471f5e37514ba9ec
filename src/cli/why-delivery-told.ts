import type { WhyDelivery } from '../pipeline/matching/why-delivery.ts';
import { cleanLine } from '../render/clean.ts';
import { wrap } from '../render/wrap.ts';
import { type CliContext, isColored } from './context.ts';
import { createStyle } from './style.ts';

const WIDTH = 96;

/** What became of it for each subscription: the public form; no secret of a target. */
export function whyDeliveryObjects(told: readonly WhyDelivery[]): object[] {
  return told.map(({ subscription, target, filter, stage, text, delivery }) => ({
    subscription,
    target,
    filter,
    stage,
    text,
    delivery: delivery?.id ?? null,
  }));
}

/** The same for a reader: a line for each subscription, then what was done, or where it was passed over. */
export function whyDeliveryText(told: readonly WhyDelivery[], context: CliContext): string {
  if (told.length === 0) return '';
  const { bold, dim } = createStyle(isColored(context));
  const lines = told.flatMap(({ subscription, target, filter, stage, text, delivery }) => {
    const asks = filter === '' ? 'everything' : cleanLine(filter);
    const number = delivery === undefined ? '' : ` (delivery ${delivery.id})`;
    return [
      `  ${bold(`${subscription} ${cleanLine(target)}`)} ${dim(asks)}`,
      ...wrap(`${stage}: ${cleanLine(text)}${number}`, WIDTH).map((line) => `    ${line}`),
    ];
  });
  return `\nSubscriptions\n${lines.join('\n')}\n`;
}
