import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Handler, Task, Work } from '../../ports/queue.ts';
import type { Running } from '../running.ts';
import { bareError, isCutOff } from './words.ts';

/** How a worker that died is noticed, ms: its jobs are run again after `lock` + `look` at the latest. */
export type Locks = {
  /** How long a job belongs to a worker that says nothing; one that lives renews it. */
  readonly lock: number;
  /** How often the others look for jobs that belong to nobody. */
  readonly look: number;
};

export const LOCKS: Locks = { lock: 20_000, look: 10_000 };

/** A job that ended this many workers is dropped: the store says whether it is to be tried again. */
const MOST_DEATHS = 10;
/** Until the next try where Redis said no, ms. */
const PAUSE = 1000;

const LOST = /^(?:Missing (?:key|lock) for job|Lock mismatch for job|could not renew lock for job)/;

export type WorkerOptions = {
  readonly work: Work;
  readonly most: number;
  readonly run: Handler;
  readonly connection: Redis;
  readonly prefix: string;
  readonly locks: Locks;
  readonly running: Running;
  readonly stopping: AbortSignal;
  readonly onError: (id: string, error: unknown) => void;
};

export type BullWorker = {
  /** No new jobs from now on. */
  readonly pause: () => void;
  /** `gently`: what was done is told to Redis. Otherwise the jobs of this worker go to others when their locks end. */
  readonly close: (gently: boolean) => Promise<void>;
  /** Ends what a close that waits for Redis in vain would leave running: it would keep the process from its end. */
  readonly letGo: () => Promise<void>;
};

/** Works on the jobs of one kind. BullMQ is given, since it is loaded late. */
export function startWorker(bull: typeof import('bullmq'), options: WorkerOptions): BullWorker {
  const { work, most, run, connection, prefix, locks, running, stopping, onError } = options;

  async function process(job: Job<Task['data']>, token: string | undefined): Promise<void> {
    if (!stopping.aborted) await running.run(job.name, () => run(job.data, stopping));
    if (!stopping.aborted) return;
    // Cut short, perhaps: somebody else looks whether it is done.
    await job.moveToWait(token);
    throw new bull.WaitingError();
  }

  class Mortal extends bull.Worker<Task['data'], void, string> {
    letGo(): Promise<void> {
      return this.lockManager.close();
    }
  }
  const worker = new Mortal(work, process, {
    connection,
    prefix,
    concurrency: most,
    lockDuration: locks.lock,
    stalledInterval: locks.look,
    maxStalledCount: MOST_DEATHS,
    runRetryDelay: PAUSE,
    // It would write its warnings to the console; `doctor` looks at the version and the settings.
    skipVersionCheck: true,
  });
  worker.on('error', (error) => {
    if (isCutOff(error) || stopping.aborted) return;
    onError(work, LOST.test(error.message) ? new JobLost(TAKEN) : bareError(error));
  });
  worker.on('failed', (job, error) => {
    onError(
      job?.name ?? work,
      /^job stalled more than/.test(error.message) ? new Error(DROPPED) : bareError(error),
    );
  });

  return {
    pause: () => void worker.pause(true),
    close: (gently) => worker.close(!gently),
    letGo: () => worker.letGo(),
  };
}

/** No mistake of the program: the queue forgot what it had handed out. */
class JobLost extends Error {
  override name = 'JobLost';
}

const TAKEN =
  'a job was lost while it ran here: Redis was flushed or out of reach, or this process stood still; it may run twice';
const DROPPED = `it ended ${MOST_DEATHS} workers one after the other, and was dropped; the store says whether it is asked for again`;
