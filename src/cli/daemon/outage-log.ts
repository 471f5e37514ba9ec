import type { Queue } from '../../ports/queue.ts';
import type { Log } from '../log.ts';

/** Whether work can be handed on, as it is told to who reads the log. */
export type OutageLog = { readonly down: (why: string) => void; readonly up: (why: string) => void };

/** Tells once that the queue is out of reach, whoever noticed it first, and once that it is there again. */
export function createOutageLog(log: Log): OutageLog {
  let isDown = false;
  return {
    down: (why) => {
      if (isDown) log.debug(why);
      else log.warn(`${why}; nothing is lost, what there is to do waits in the store`);
      isDown = true;
    },
    up: (why) => {
      if (isDown) log.info(why);
      isDown = false;
    },
  };
}

/**
 * The queue, which tells when it takes no work. `add` still rejects: who asks again needs to know. Closed again, it
 * does nothing more.
 */
export function telling(queue: Queue, outage: OutageLog): Queue {
  let closed: Promise<boolean> | undefined;
  return {
    ...queue,
    close: (patience) => {
      closed ??= queue.close(patience);
      return closed;
    },
    add: async (task) => {
      try {
        await queue.add(task);
      } catch (error) {
        outage.down(error instanceof Error ? error.message : String(error));
        throw error;
      }
      outage.up('the queue takes work again');
    },
  };
}
