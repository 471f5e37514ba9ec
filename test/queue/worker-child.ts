import type { Handler } from '../../src/ports/queue.ts';
import { createBullQueue } from '../../src/queue/bullmq/queue.ts';
import type { Locks } from '../../src/queue/bullmq/worker.ts';

/** What a child is told on its command line, as JSON. */
export type WorkerErrand = {
  readonly url: string;
  readonly prefix: string;
  readonly locks: Locks;
  /** What its jobs do: end at once, when they are told to stop, or never. */
  readonly jobs: 'end' | 'stop' | 'hang';
  /** How long the end waits for them, ms. */
  readonly patience: number;
};

const errand = JSON.parse(process.argv[2] ?? '') as WorkerErrand;
const say = (...words: readonly string[]): void => void process.stdout.write(`${words.join(' ')}\n`);

const run: Handler = async ({ name }, signal) => {
  say('began', String(name));
  if (errand.jobs === 'hang') await new Promise(() => undefined);
  if (errand.jobs === 'stop') {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  }
  say('ended', String(name));
};

const queue = await createBullQueue({
  url: errand.url,
  prefix: errand.prefix,
  locks: errand.locks,
  onError: (id, error) => say('error', id, String(error)),
  onState: (connected, why) => say(connected ? 'up' : 'down', why),
});
queue.work({ deliver: { run, most: 2 } });
// Ends by itself when nothing is left that holds it.
process.once('SIGTERM', async () => say('closed', String(await queue.close(errand.patience))));
say('works');
