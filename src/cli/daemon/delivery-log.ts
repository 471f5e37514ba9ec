import type { Delivery } from '../../domain/delivery/delivery.ts';
import { readTarget, targetLabel } from '../../domain/subscription/read-target.ts';
import type { Log } from '../log.ts';

export type DeliveryLog = {
  /** One that was settled. */
  readonly add: (delivery: Delivery) => void;
  /** Tells what was not told yet. */
  readonly end: () => void;
};

/** So many of a moment are told one by one; more are summed up. */
const FEW = 5;
/** How long it gathers after quiet, and while there is much; ms. */
const SOON = 1000;
const LATER = 60_000;

/**
 * Tells what became of deliveries: each of them where there are few, in sums where there are many (each of them at
 * `debug` then), so that a digest for thousands is a line. No secret of a target is told.
 */
export function createDeliveryLog(log: Log): DeliveryLog {
  let gathered: Delivery[] = [];
  let timer: NodeJS.Timeout | undefined;
  let pause = SOON;

  function tell(): void {
    const all = gathered;
    gathered = [];
    clearTimeout(timer);
    timer = undefined;
    pause = all.length > FEW ? LATER : SOON;
    if (all.length > FEW) tellSums(log, all);
    else for (const one of all) tellOne(log, one);
    if (all.length > 0) gather();
  }
  function gather(): void {
    timer ??= setTimeout(tell, pause).unref();
  }
  return {
    add: (delivery) => {
      gathered.push(delivery);
      gather();
    },
    end: tell,
  };
}

function tellOne(log: Log, delivery: Delivery): void {
  const { fields, sentence } = told(delivery);
  if (isFine(delivery)) log.info(fields, sentence);
  else log.warn(fields, sentence);
}

/** What went well is a line; what did not is a line for each state, with the reasons that it had. */
function tellSums(log: Log, all: readonly Delivery[]): void {
  for (const one of all) {
    const { fields, sentence } = told(one);
    log.debug(fields, sentence);
  }
  const fine = all.filter(isFine);
  if (fine.length > 0) {
    const kinds = Object.fromEntries(countBy(fine, ({ kind, state }) => `${kind} ${state}`));
    const targets = new Set(fine.map(({ target }) => target)).size;
    const parts = Object.entries(kinds).map(([what, count]) => `${count} × ${what}`);
    log.info(
      { deliveries: kinds, targets },
      `${targets === 1 ? '1 target' : `${targets} targets`}: ${parts.join(', ')}`,
    );
  }
  for (const [state, some] of Map.groupBy(
    all.filter((one) => !isFine(one)),
    (one) => one.state,
  )) {
    const [[reason, most] = ['', 0], ...others] = countBy(some, (one) => one.reason);
    const rest = others.length === 0 ? '' : ` (${most}), and ${others.length} other reasons`;
    const look = `\`lorewatch deliveries list --state ${state}\` shows them`;
    log.warn(
      { state, deliveries: some.length },
      `${some.length} deliveries are ${state}: ${reason}${rest}; ${look}`,
    );
  }
}

function isFine({ state }: Delivery): boolean {
  return state === 'sent' || state === 'suppressed';
}

function told({ key, event, target, state, reason, attempts }: Delivery) {
  const read = readTarget(target);
  const place = 'wrong' in read ? 'a target that cannot be read' : targetLabel(read);
  return {
    fields: { delivery: key, event, state, attempts },
    sentence: `${place}: ${event} ${state}${reason === '' ? '' : `: ${reason}`}`,
  };
}

/** Most of them first. */
function countBy<T>(all: readonly T[], nameOf: (one: T) => string): [name: string, count: number][] {
  const groups = [...Map.groupBy(all, nameOf)];
  return groups
    .map(([name, { length }]): [string, number] => [name, length])
    .toSorted(([, a], [, b]) => b - a);
}
