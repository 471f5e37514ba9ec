import { randomUUID } from 'node:crypto';
import type { Queue as BullQueue } from 'bullmq';
import type { Clock } from '../../ports/clock.ts';
import { type Queue, type QueueHealth, type Task, WORK, type Work } from '../../ports/queue.ts';
import { handled } from '../handlers.ts';
import { createRunning } from '../running.ts';
import { seldom } from '../seldom.ts';
import { checkTask } from '../task.ts';
import { readRedisAddress } from './address.ts';
import { type Link, type OnState, openLink, within } from './link.ts';
import { bareError, explainRedis, isCutOff } from './words.ts';
import { type BullWorker, LOCKS, type Locks, startWorker } from './worker.ts';

/** How long a job waits for a connection that is being made, ms. */
const CONNECT = 1000;
/** How long what remains to be said to Redis may take at the end, ms. */
const GRACE = 1500;
const PREFIX = 'lorewatch';

export type BullQueueOptions = {
  /** `redis://` or `rediss://`; may hold a password, which is told nobody. */
  readonly url: string;
  /** What the keys in Redis begin with: two programs on one Redis take two. */
  readonly prefix?: string;
  /** Gets what a handler throws, with the id of its task; and what Redis refuses, with the kind of work. */
  readonly onError: (id: string, error: unknown) => void;
  /** Told once when Redis is out of reach, and once when it is there again. */
  readonly onState: OnState;
  readonly now?: Clock;
  readonly locks?: Locks;
};

type Queues = ReadonlyMap<Work, BullQueue<Task['data']>>;

/**
 * A queue in Redis, shared by all processes that name the same one. Comes back without a Redis too, and connects
 * when there is one. Throws UserError where the address is none.
 */
export async function createBullQueue(options: BullQueueOptions): Promise<Queue> {
  const { url, prefix = PREFIX, onState, now = Date.now, locks = LOCKS } = options;
  const address = readRedisAddress(url);
  const bull = await import('bullmq');
  const link = await openLink(address, onState);
  const onError = seldom(options.onError, now);
  const queues = openQueues(bull, link, prefix, onError);
  const running = createRunning(options.onError);
  const stopping = new AbortController();
  let workers: readonly BullWorker[] | undefined;
  await link.ready(CONNECT);

  return {
    add: async (task) => {
      checkTask(task);
      if (stopping.signal.aborted) throw new Error('the queue is closed');
      await add(queues, link, task);
    },
    work: (handlers) => {
      if (workers !== undefined) throw new Error('the queue works already');
      const connection = link.work();
      const common = { connection, prefix, locks, running, stopping: stopping.signal, onError };
      workers = handled(handlers).map(([work, { run, most }]) =>
        startWorker(bull, { ...common, work, run, most }),
      );
    },
    health: () => countJobs(queues, link, address.label),
    close: async (patience) => {
      stopping.abort();
      for (const worker of workers ?? []) worker.pause();
      const settled = await running.settled(patience);
      const gently = settled && link.isReady();
      const told = Promise.allSettled([
        ...(workers ?? []).map((worker) => worker.close(gently)),
        ...[...queues.values()].map((queue) => queue.close()),
      ]);
      await within(told, GRACE);
      link.close();
      await Promise.all((workers ?? []).map((worker) => worker.letGo()));
      return settled;
    },
  };
}

function openQueues(
  bull: typeof import('bullmq'),
  { ask }: Link,
  prefix: string,
  onError: (id: string, error: unknown) => void,
): Queues {
  const open = (work: Work): BullQueue<Task['data']> => {
    const queue = new bull.Queue<Task['data']>(work, {
      connection: ask,
      prefix,
      skipVersionCheck: true,
      skipMetasUpdate: true,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    });
    queue.on('error', (error) => {
      if (!isCutOff(error)) onError(work, bareError(error));
    });
    return queue;
  };
  return new Map(WORK.map((work) => [work, open(work)]));
}

/**
 * The id of the task is that of the deduplication, kept until the job ends: one that waits is enough, and what is
 * asked for while it runs is remembered. An id of the job itself would be forgotten too late for that.
 */
async function add(queues: Queues, link: Link, { work, id, data }: Task): Promise<void> {
  if (!(await link.ready(CONNECT))) throw new Error(link.why());
  try {
    await queues.get(work)?.add(id, data, {
      // Never one that was there before Redis was flushed.
      jobId: `${id}.${randomUUID()}`,
      deduplication: { id, keepLastIfActive: true },
    });
  } catch (error) {
    throw isCutOff(error)
      ? new Error(link.why())
      : new Error(`Redis refuses a job: ${explainRedis(error).why}`);
  }
}

async function countJobs(queues: Queues, link: Link, label: string): Promise<QueueHealth> {
  const nothing = { waiting: 0, running: 0 };
  if (!link.isReady()) return { ok: false, why: link.why(), ...nothing };
  try {
    const counts = await Promise.all(
      [...queues.values()].map((queue) => queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active')),
    );
    return counts.reduce<QueueHealth>(
      ({ waiting, running, ...rest }, { active = 0, ...others }) => ({
        ...rest,
        waiting: waiting + Object.values(others).reduce((sum, count) => sum + count, 0),
        running: running + active,
      }),
      { ok: true, why: `Redis (${label})`, ...nothing },
    );
  } catch (error) {
    return { ok: false, why: isCutOff(error) ? link.why() : explainRedis(error).why, ...nothing };
  }
}
