import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import type { Topic } from '../../domain/topic.ts';
import type { RawMail } from '../../ports/archive.ts';
import { readAhead } from './ahead.ts';
import { judgeHere } from './judge-here.ts';
import { type Judged, readAnswer } from './judged.ts';
import { createQueue } from './queue.ts';
import type { StepName } from './steps.ts';

export type JudgedParcel<S extends StepName> = {
  readonly mails: readonly Judged<S>[];
  /** To be called when nobody looks at the mails' bytes any more. */
  readonly release: () => void;
};

export type JudgingOptions = {
  /** About how many mails are to come; undefined = not known. */
  readonly expected?: number | undefined;
  /** Threads to judge in, however few mails there are; undefined: as many as pay. */
  readonly workers?: number | undefined;
};

/** Fewer mails are judged sooner without waiting for a thread to start. */
const MANY = 1200;
/** Git and the store keep a processor or two busy; two workers judge as fast as those give and take. */
const MOST_WORKERS = 2;

/**
 * Reads the mails of an archive and judges them, in other threads where that pays, and gives them in the
 * archive's order: what comes out is the same however many threads there are. Throws what the source
 * throws, after the mails before that place. The source may use a batch's memory again once it is asked
 * for the next one.
 */
export async function* judgeMails<S extends StepName>(
  source: AsyncIterable<readonly RawMail[]>,
  step: S,
  topic: Topic,
  { expected = 0, workers }: JudgingOptions = {},
): AsyncGenerator<JudgedParcel<S>> {
  let ring: () => void = () => {};
  const changed = (): void => ring();
  // The source first: it starts while the workers do.
  const ahead = readAhead(source, changed);
  const queue = createQueue(step, topic, {
    workers: workers ?? Math.min(availableParallelism() - 1, MOST_WORKERS),
    many: workers === undefined ? Math.max(0, MANY - expected) : 0,
    changed,
  });
  try {
    for (;;) {
      queue.check();
      const came = queue.hasRoom() && ahead.take(queue.add);
      if (ahead.isOver()) queue.close();
      const next = queue.shift();
      if (next) {
        const { parcel, answer, release } = next;
        const mails = answer ? readAnswer<S>(parcel, answer) : judgeHere(parcel, step, topic);
        yield { mails, release };
        // Git and the workers have their turn.
        await turn();
      } else if (ahead.isOver() && queue.isEmpty()) break;
      else if (!came) {
        await new Promise<void>((resolve) => {
          ring = resolve;
        });
      }
    }
    ahead.check();
  } finally {
    await queue.dismiss();
    await ahead.close();
  }
}
