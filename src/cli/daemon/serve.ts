import { createDispatcher } from '../../pipeline/delivering/dispatcher.ts';
import { queueNotices } from '../../pipeline/delivering/notices.ts';
import { UserError } from '../../ports/errors.ts';
import type { Log } from '../log.ts';
import type { RunProgress } from '../run-progress.ts';
import { createCaughtUp, createClockwork } from './clockwork.ts';
import { createDeliveryLog, type DeliveryLog } from './delivery-log.ts';
import { createHandlers, type Wakes } from './handlers.ts';
import { logNotices } from './log-lines.ts';
import { openChat } from './open-chat.ts';
import type { Service } from './service.ts';

export type ServeOptions = {
  readonly since: number;
  readonly progress: RunProgress;
  readonly log: Log;
  /** Resolves when it is to end. */
  readonly stop: Promise<void>;
};

/** How long an end waits for what runs, ms. */
const PATIENCE = 8000;
/** How long trouble is gathered before it is told, ms. */
const MOMENT = 1000;

/** Does its parts of the work until it is told to stop. False where something did not end in time. */
export async function serve(service: Service, options: ServeOptions): Promise<boolean> {
  const { parts, following, queue } = service;
  const { log, stop } = options;
  const { now } = following.deps;
  const deliveries = createDeliveryLog(log);
  const deliver = { ...service.deliver, onSettled: createWitness(service, deliveries) };
  const dispatcher = createDispatcher({
    ...deliver,
    queue,
    // The queue tells it itself.
    onQueue: ({ why }) => log.debug(why),
    onMended: (count) => {
      const which = count === 1 ? '1 delivery' : `${count} deliveries`;
      log.info({ count }, `taken over of a process that died: ${which}`);
      wakes.trouble();
    },
  });
  const notices = (): void => tellOperator(service, log, dispatcher.wake);
  const trouble = createGathering(notices);
  const wakes: Wakes = { deliver: dispatcher.wake, notices, trouble: trouble.add };
  const clockwork = createClockwork(service, wakes, log);
  const caughtUp = createCaughtUp(following, now());
  const chat = await openChat(service, { log, wake: dispatcher.wake, trouble: trouble.add });
  try {
    await openPages(service, log);
  } catch (error) {
    await chat?.close();
    throw error;
  }
  if (parts.has('worker')) queue.work(createHandlers({ ...service, deliver }, caughtUp, wakes, options));
  if (parts.has('scheduler')) {
    wakes.notices();
    dispatcher.start();
    clockwork.start();
  }
  await stop;
  log.info('ending: running tries are stopped');
  const ended = await Promise.all([
    clockwork.stop(),
    dispatcher.stop(),
    service.web?.pages.close(),
    chat?.close(),
  ]);
  const settled = await queue.close(PATIENCE);
  deliveries.end();
  trouble.end();
  return settled && ended[0];
}

async function openPages({ web }: Service, log: Log): Promise<void> {
  if (web?.listen === undefined) return;
  const { port, host, wanted } = web.listen;
  try {
    const at = await web.pages.listen(port, host);
    log.info({ port: at.port, host }, `pages at http://${host}:${at.port}/`);
  } catch (error) {
    if (wanted || !(error instanceof UserError)) throw error;
    // Nobody asked for this port: without pages everything else goes on.
    log.warn(error.message);
  }
}

/** Does it once for all that is added within a moment. */
function createGathering(act: () => void): { readonly add: () => void; readonly end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const go = (): void => {
    timer = undefined;
    act();
  };
  return {
    add: () => {
      timer ??= setTimeout(go, MOMENT);
    },
    end: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      go();
    },
  };
}

function tellOperator({ deliver, following }: Service, log: Log, wake: () => void): void {
  try {
    const followed = following.sources.map(({ plan }) => plan.id);
    const notices = queueNotices({ ...deliver, followed });
    logNotices(log, notices);
    if (notices.length > 0 && deliver.admin !== undefined) wake();
  } catch (error) {
    log.error({ err: error }, error instanceof Error ? error.message : String(error));
  }
}

function createWitness(
  { counts, deliver }: Service,
  deliveries: DeliveryLog,
): NonNullable<Service['deliver']['onSettled']> {
  return (delivery) => {
    const sent = delivery.state === 'sent' && delivery.kind !== 'edit';
    // Quiet hours are no latency.
    const since = Math.max(delivery.created, delivery.due);
    counts.add(delivery.state, sent ? (deliver.now() - since) / 1000 : undefined);
    deliveries.add(delivery);
  };
}
