import { ADMIN_SUBSCRIPTION } from '../../src/domain/subscription/subscription.ts';
import type { Queue, Task } from '../../src/ports/queue.ts';
import { createBullQueue } from '../../src/queue/bullmq/queue.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

/** What a child is told on its command line, as JSON. */
export type RoleErrand = {
  readonly role: 'scheduler' | 'worker';
  readonly redis: string;
  readonly store: string;
  /** How many ingests, and as many digests, there are to be done. */
  readonly count: number;
};

const errand = JSON.parse(process.argv[2] ?? '') as RoleErrand;
const say = (...words: readonly string[]): void => void process.stdout.write(`${words.join(' ')}\n`);
const store = openStore(errand.store, 'write', Date.now);
const queue = await createBullQueue({
  url: errand.redis,
  locks: { lock: 1000, look: 500 },
  onError: (id, error) => say('error', id, String(error)),
  onState: () => undefined,
});
const end = async (): Promise<void> => {
  await queue.close(5000);
  store.close();
};

if (errand.role === 'worker') {
  work(queue);
  process.once('SIGTERM', end);
  say('works');
} else {
  await schedule(queue, errand.count);
  await end();
}

/** The store says whether somebody did it already. */
function work(from: Queue): void {
  from.work({
    ingest: {
      most: 4,
      run: async ({ job }) => {
        if (store.claimJob(String(job), Date.now())) say('did', String(job));
        else say('again', String(job));
      },
    },
    digest: {
      most: 1,
      run: async ({ job }) => {
        const isFirst = store.enqueue({
          subscription: ADMIN_SUBSCRIPTION,
          event: `digest ${job}`,
          kind: 'digest',
          target: 'console:',
          lane: 'console:',
          subject: undefined,
          payload: { issue: String(job) },
          due: 0,
        });
        say(isFirst ? 'did' : 'again', String(job));
      },
    },
  });
}

/** Asks for all of it again and again, as a scheduler does that looks into the store; once more when it is to end. */
async function schedule(to: Queue, count: number): Promise<void> {
  const ending = new AbortController();
  process.once('SIGTERM', () => ending.abort());
  say('schedules');
  let isLast = false;
  while (!isLast) {
    isLast = ending.signal.aborted;
    for (let n = 0; n < count; n++) {
      await insist(to, { work: 'ingest', id: `ingest-${n}`, data: { job: `ingest-${n}` } });
      await insist(to, { work: 'digest', id: `digest-${n}`, data: { job: `digest-${n}` } });
    }
  }
}

/** While Redis is away, `add` fails after a second. */
async function insist(to: Queue, task: Task): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      return await to.add(task);
    } catch {
      say('refused', task.id);
    }
  }
  throw new Error(`${task.id} could not be added`);
}
