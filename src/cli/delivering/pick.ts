import { DELIVERY_STATES } from '../../domain/delivery/delivery.ts';
import { readTarget } from '../../domain/subscription/read-target.ts';
import type { DeliveryQuery } from '../../ports/outbox.ts';
import { type OptionValues, textOption } from '../command.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { parseMoment } from '../moments.ts';
import { readId } from '../subscribing/act.ts';
import { UsageError } from '../usage-error.ts';

/** What a word of `deliveries` does; `ids` are the arguments behind it. */
export type Act = (ids: readonly string[], options: OptionValues, context: CliContext) => Promise<ExitCode>;

/** What `--state`, `--subscription`, `--target` and `--since` pick. Throws UsageError. */
export function readPick(options: OptionValues, now: number): DeliveryQuery {
  const state = DELIVERY_STATES.find((each) => each === options.state);
  const subscription = textOption(options, 'subscription');
  const target = textOption(options, 'target');
  const since = textOption(options, 'since');
  return {
    ...(state !== undefined && { states: [state] }),
    ...(subscription !== undefined && { subscription: readId('subscription', subscription) }),
    ...(target !== undefined && { target: targetText(target) }),
    ...(since !== undefined && { since: parseMoment('--since', since, now) }),
  };
}

function targetText(typed: string): string {
  const target = readTarget(typed);
  if ('wrong' in target) throw new UsageError(target.wrong);
  return target.text;
}
