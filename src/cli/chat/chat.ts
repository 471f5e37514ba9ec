import { MessageChannel, Worker } from 'node:worker_threads';
import type { FrontHealth } from '../../ports/chat.ts';
import { UserError } from '../../ports/errors.ts';
import type { Log } from '../log.ts';
import { answerCalls, createCaller } from './calls.ts';
import type { PageAnswer, PageRequest } from './http.ts';
import type { ChatPlans } from './plan.ts';
import type { DeskEvents, DeskOrders, FrontCalls, FrontEvents } from './threads.ts';

export type ChatDeps = {
  readonly log: Log;
  /** Something may be due to be delivered. */
  readonly wake: () => void;
  /** Another's page, where the chat is what listens. */
  readonly page: (request: PageRequest) => Promise<PageAnswer>;
  /** Other threads than the program's own, for tests. */
  readonly files?: ThreadFiles;
  /** How the fronts stand now: told again and again. */
  readonly onStands: (health: readonly FrontHealth[]) => void;
};

type ThreadFiles = { readonly front: URL; readonly desk: URL };

export type Chat = {
  /** Resolves when it serves. Throws UserError where it is set up wrongly. */
  readonly start: () => Promise<{ readonly port: number | undefined }>;
  readonly close: () => Promise<void>;
};

/** A thread that died is started again after a second, then after longer and longer, ms. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
/** After so long a life the next death counts as the first again, ms. */
const LONG_LIFE = 600_000;
const PATIENCE = 4000;

const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const FILES: ThreadFiles = {
  front: new URL(`./front-thread.${EXTENSION}`, import.meta.url),
  desk: new URL(`./desk-thread.${EXTENSION}`, import.meta.url),
};

/** Two threads: one speaks with Slack and Discord, one answers from the store. Where one dies, both begin anew. */
export function createChat(plans: ChatPlans, deps: ChatDeps): Chat {
  let pair: Pair | undefined;
  let health: readonly FrontHealth[] = [];
  let deaths = 0;
  let isClosing = false;
  let timer: NodeJS.Timeout | undefined;

  const onStands = (now: readonly FrontHealth[]): void => {
    health = now;
    deps.onStands(now);
  };
  async function begin(): Promise<{ readonly port: number | undefined }> {
    const began = Date.now();
    const own = hire(plans, { ...deps, onStands, onDeath: (why) => died(own, why, began) });
    pair = own;
    const started = await own.start();
    if (!('wrong' in started)) return started;
    throw new UserError(started.wrong);
  }
  function died(own: Pair, why: string, began: number): void {
    if (pair !== own || isClosing) return;
    pair = undefined;
    void own.close();
    onStands(health.map((front) => ({ ...front, connected: false, since: Date.now(), why })));
    deaths = Date.now() - began > LONG_LIFE ? 0 : deaths + 1;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, deaths - 1));
    deps.log.error(`the chat broke down and is started again in ${Math.round(pause / 1000)} s: ${why}`);
    timer = setTimeout(() => void again(), pause);
  }
  async function again(): Promise<void> {
    try {
      await begin();
      deps.log.info('the chat is back');
    } catch (error) {
      if (pair) died(pair, error instanceof Error ? error.message : String(error), Date.now());
    }
  }
  async function close(): Promise<void> {
    isClosing = true;
    clearTimeout(timer);
    await pair?.close();
    pair = undefined;
  }
  return {
    start: async () => {
      try {
        return await begin();
      } catch (error) {
        // What never stood is not started again: whoever starts the daemon is told.
        await close();
        throw error;
      }
    },
    close,
  };
}

type Pair = {
  readonly start: () => ReturnType<FrontCalls['start']>;
  readonly close: () => Promise<void>;
};

type PairDeps = ChatDeps & {
  readonly onDeath: (why: string) => void;
};

function hire(plans: ChatPlans, { log, wake, page, onStands, onDeath, files = FILES }: PairDeps): Pair {
  const { port1, port2 } = new MessageChannel();
  const desk = startThread('desk', files.desk, { plans, front: port1 }, port1);
  const front = startThread('front', files.front, { plans, desk: port2 }, port2);
  const talk: FrontEvents['talk'] = async (level, sentence, facts) => log[level](facts ?? {}, sentence);
  const ready = Promise.withResolvers<void>();
  const onMistake = (name: string, error: unknown): void =>
    log.error({ err: error }, `the chat asked for ${name}, and that failed`);
  answerCalls<DeskEvents>(
    desk,
    { ready: async () => ready.resolve(), wake: async () => wake(), talk },
    onMistake,
  );
  answerCalls<FrontEvents>(front, { talk, stands: async (health) => onStands(health), page }, onMistake);
  const orders = createCaller<DeskOrders>(desk, ['close']);
  const calls = createCaller<FrontCalls>(front, ['start', 'close']);
  let isOver = false;
  for (const [name, thread] of [
    ['desk', desk],
    ['front', front],
  ] as const) {
    const gone = (why: string): void => {
      calls.gone(why);
      orders.gone(why);
      ready.reject(new Error(why));
      if (!isOver) onDeath(why);
    };
    thread.on('error', (error) => gone(`the thread \`${name}\` failed: ${error.message}`));
    thread.on('exit', () => gone(`the thread \`${name}\` ended`));
  }
  // Whoever waits for it is told by `start`.
  ready.promise.catch(() => undefined);
  return {
    start: async () => {
      await ready.promise;
      return calls.start();
    },
    close: async () => {
      isOver = true;
      // First nobody is spoken to any more, then nobody asks the store.
      await inTime(calls.close());
      await inTime(orders.close());
      await Promise.all([front.terminate(), desk.terminate()]);
    },
  };
}

function startThread(name: keyof ThreadFiles, file: URL, errand: object, port: MessagePort): Worker {
  // The engine's settings of the program are for the whole process.
  return new Worker(file, { name, workerData: errand, transferList: [port], execArgv: [] });
}

type MessagePort = MessageChannel['port1'];

/** What does not end in time is ended. */
async function inTime(ending: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, PATIENCE);
  await Promise.race([ending.catch(() => undefined), late.promise]);
  clearTimeout(timer);
}
