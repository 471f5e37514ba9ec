import { parentPort, workerData } from 'node:worker_threads';
import type { Topic } from '../../domain/topic.ts';
import { bytesIn } from './parcel.ts';
import { makeOf, type StepName } from './steps.ts';

/** What a worker is started with. */
export type Errand = { readonly topic: Topic; readonly step: StepName };

/** A parcel as a worker needs it. */
export type Ask = {
  readonly number: number;
  readonly room: SharedArrayBuffer;
  readonly ends: readonly number[];
  readonly arrived: readonly number[];
  readonly cut: readonly boolean[];
};

/**
 * What was made of a parcel's mails, as JSON: `firsts` an array, `rests` a line a mail. Text crosses between
 * threads cheaply, and is taken apart only where somebody looks at it.
 */
export type Answer = { readonly number: number; readonly firsts: string; readonly rests: string };

const { topic, step }: Errand = workerData;

// At once: what is made of a mail is garbage before the next one is read.
function answer({ number, room, ends, arrived, cut }: Ask): Answer {
  const firsts: string[] = [];
  const rests: string[] = [];
  for (let at = 0; at < ends.length; at++) {
    const bytes = bytesIn({ room, ends }, at);
    const { first, rest } = makeOf({ bytes, arrived: arrived[at] ?? 0, cut: cut[at] === true }, step, topic);
    firsts.push(JSON.stringify(first));
    rests.push(rest === undefined ? '' : JSON.stringify(rest));
  }
  return { number, firsts: `[${firsts.join(',')}]`, rests: rests.join('\n') };
}

parentPort?.on('message', (ask: Ask) => parentPort?.postMessage(answer(ask)));
parentPort?.postMessage('ready');
