import type { Delivery, DeliveryState } from '../../domain/delivery/delivery.ts';
import type { DeliveryQuery } from '../../ports/outbox.ts';
import type { Store } from '../../ports/store.ts';
import { type OptionValues, textOption } from '../command.ts';
import { type CliContext, EXIT, tell } from '../context.ts';
import { deliveryObject } from '../deliveries-told.ts';
import { jsonLine } from '../json.ts';
import { readId } from '../subscribing/act.ts';
import { withStoreThere } from '../subscribing/stop.ts';
import { UsageError } from '../usage-error.ts';
import { withTitle } from './list.ts';
import { type Act, readPick } from './pick.ts';

/** A decision about a delivery: what it does, and in which words it is told. */
type Decision = {
  readonly word: 'retry' | 'discard';
  /** What is picked where no state is asked for: what nobody can have meant otherwise. */
  readonly states: readonly DeliveryState[];
  /** False where its state does not allow it. */
  readonly decide: (store: Store, id: number) => boolean;
  readonly done: (before: Delivery) => string;
};

/** `deliveries retry [ID...]` */
export const retry: Act = (ids, options, context) =>
  decideAll(ids, options, context, {
    word: 'retry',
    states: ['failed', 'dead'],
    decide: (store, id) => store.retryDelivery(id, context.now()),
    done: ({ id, state }) =>
      `${id} goes out again${state === 'uncertain' ? '; where it had arrived, it comes twice' : ''}`,
  });

/** `deliveries discard [ID...]` */
export const discard: Act = (ids, options, context) => {
  const reason = textOption(options, 'reason')?.trim().slice(0, 200) || 'discarded by hand';
  return decideAll(ids, options, context, {
    word: 'discard',
    states: ['pending', 'failed', 'dead'],
    decide: (store, id) => store.discardDelivery(id, reason, context.now()),
    done: ({ id }) => `${id} will not be sent`,
  });
};

/** Exit code 1 where one of those that were named could not be decided about. */
async function decideAll(
  words: readonly string[],
  options: OptionValues,
  context: CliContext,
  decision: Decision,
): Promise<0 | 1> {
  const ids = [...new Set(words.map((word) => readId('delivery', word)))];
  const pick = readPick(options, context.now());
  const isPick = Object.keys(pick).length > 0;
  if (ids.length === 0 && !isPick) {
    throw new UsageError(`say which: \`deliveries ${decision.word} 17\`, or --state dead and the like`);
  }
  if (ids.length > 0 && isPick) throw new UsageError('numbers and --state and the like exclude each other');
  return withStoreThere(context, options, (store) => {
    const left = ids.length > 0 ? decideNamed(store, ids, options, context, decision) : 0;
    if (isPick) decidePicked(store, pick, options, context, decision);
    return left > 0 ? EXIT.failed : EXIT.done;
  });
}

/** How many could not be decided about. */
function decideNamed(
  store: Store,
  ids: readonly number[],
  options: OptionValues,
  context: CliContext,
  decision: Decision,
): number {
  let left = 0;
  for (const id of ids) {
    const before = store.delivery(id);
    if (before && decision.decide(store, id)) {
      printDone(store, before, options, context, decision);
      continue;
    }
    left++;
    tell(context, before ? refusal(before, decision) : `there is no delivery ${id}`);
  }
  return left;
}

function decidePicked(
  store: Store,
  pick: DeliveryQuery,
  options: OptionValues,
  context: CliContext,
  decision: Decision,
): void {
  // Oldest first, as they would have gone.
  const decided = store
    .deliveries({ states: decision.states, ...pick })
    .toReversed()
    .filter((before) => {
      const isDone = decision.decide(store, before.id);
      if (isDone) printDone(store, before, options, context, decision);
      return isDone;
    });
  if (decided.length === 0) tell(context, `there is no such delivery to ${decision.word}`);
}

function printDone(
  store: Store,
  before: Delivery,
  options: OptionValues,
  context: CliContext,
  { done }: Decision,
): void {
  const after = store.delivery(before.id) ?? before;
  context.print(
    options.json === true ? jsonLine(deliveryObject(withTitle(store, after))) : `${done(before)}\n`,
  );
}

function refusal({ id, state }: Delivery, { word }: Decision): string {
  const why: Readonly<Record<Delivery['state'], string>> = {
    pending: 'it waits for its turn',
    sending: 'it is on its way just now',
    sent: 'it was sent',
    uncertain: 'it is uncertain',
    failed: 'it is tried again by itself',
    dead: 'it is dead',
    suppressed: 'it is not to be sent anyway',
  };
  return `${id} cannot be ${word === 'retry' ? 'retried' : 'discarded'}: ${why[state]}`;
}
