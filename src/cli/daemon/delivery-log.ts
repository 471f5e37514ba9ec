import type { Delivery, DeliveryKind, DeliveryState } from '../../domain/delivery/delivery.ts';
import { readTarget, targetLabel } from '../../domain/subscription/read-target.ts';
import type { Log } from '../log.ts';
import { count } from '../progress.ts';

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
const LATER = 10_000;

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
  const sent = all.filter(({ state }) => state === 'sent');
  if (sent.length > 0) tellSent(log, sent);
  const suppressed = all.length - sent.length - all.filter((one) => !isFine(one)).length;
  if (suppressed > 0) log.info({ deliveries: suppressed }, `${posts(suppressed)} suppressed`);
  for (const [state, some] of Map.groupBy(
    all.filter((one) => !isFine(one)),
    (one) => one.state,
  )) {
    const [[reason, most] = ['', 0], ...others] = countBy(some, (one) => one.reason);
    const rest =
      others.length === 0
        ? ''
        : ` (${count(most)}); the others for ${others.length === 1 ? 'another reason' : `${count(others.length)} other reasons`}`;
    const look = `\`lorewatch deliveries list --state ${state}\` shows them`;
    const sentence = `${posts(some.length)} ${ENDS[state] ?? state}: ${reason}${rest}; ${look}`;
    log.warn({ state, deliveries: some.length }, sentence);
  }
}

const ENDS: Readonly<Partial<Record<DeliveryState, string>>> = {
  failed: 'did not arrive, to be tried again',
  dead: 'given up',
  uncertain: 'may or may not have arrived',
};

const NOUNS: Readonly<Record<DeliveryKind, readonly [one: string, many: string]>> = {
  card: ['card', 'cards'],
  edit: ['change of a card', 'changes of cards'],
  line: ['line', 'lines'],
  digest: ['digest', 'digests'],
  summary: ['summary', 'summaries'],
  notice: ['notice', 'notices'],
};

/** `150 posts to 150 targets: 140 digests, 10 cards` */
function tellSent(log: Log, sent: readonly Delivery[]): void {
  const kinds = countBy(sent, ({ kind }) => kind);
  const { size: targets } = new Set(sent.map(({ target }) => target));
  const parts = kinds.map(([kind, many]) => `${count(many)} ${NOUNS[kind][many === 1 ? 0 : 1]}`);
  const to = targets === 1 ? '1 target' : `${count(targets)} targets`;
  log.info(
    { sent: Object.fromEntries(kinds), targets },
    `${posts(sent.length)} to ${to}: ${parts.join(', ')}`,
  );
}

function posts(number: number): string {
  return number === 1 ? '1 post' : `${count(number)} posts`;
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
function countBy<T, Name extends string>(
  all: readonly T[],
  nameOf: (one: T) => Name,
): [name: Name, count: number][] {
  const groups = [...Map.groupBy(all, nameOf)];
  return groups.map(([name, { length }]): [Name, number] => [name, length]).toSorted(([, a], [, b]) => b - a);
}
