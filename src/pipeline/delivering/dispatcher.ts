import type { Queue } from '../../ports/queue.ts';
import type { DeliverDeps } from './deps.ts';
import { shortHash } from './finish.ts';
import { mendOrphans } from './orphans.ts';

const SECOND = 1000;
/** How long it sleeps at most: other processes wake nobody here, and the brake is looked for. */
const LONGEST_SLEEP = SECOND;
/** However soon the next lane falls due. */
const SHORTEST_SLEEP = 50;
/** Where more is due than was asked for at once. */
const BUSY_SLEEP = 250;
const LANES_AT_ONCE = 500;
const MEND_EVERY = 15 * SECOND;

export type DispatcherDeps = DeliverDeps & {
  readonly queue: Pick<Queue, 'add'>;
  /** The queue cannot be reached (told once), and can again (told once). */
  readonly onQueue: (state: { readonly ok: boolean; readonly why: string }) => void;
  /** Deliveries of the dead were given back to their lanes. */
  readonly onMended?: (count: number) => void;
};

export type Dispatcher = {
  readonly start: () => void;
  /** Something may be due: it looks at once. */
  readonly wake: () => void;
  /** Resolves when it has ended; nothing is asked for any more. */
  readonly stop: () => Promise<void>;
};

/**
 * Asks the queue to deliver the lanes that are due, for as long as it runs. What is due stands in the store alone: one
 * that is stopped, or a queue that forgets, loses nothing. Any number of processes may have one.
 */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const stopping = new AbortController();
  const sleep = createSleep();
  const tell = createTeller(deps);
  let mended = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  async function look(): Promise<number> {
    const { store, now } = deps;
    // A clock that was set back must not keep the dead waiting.
    if (Math.abs(now() - mended) >= MEND_EVERY) {
      mended = now();
      const count = mendOrphans(deps, stopping.signal);
      if (count > 0) deps.onMended?.(count);
    }
    const lanes = store.dueLanes(now(), LANES_AT_ONCE);
    if (!(await tell(() => ask(deps.queue, lanes)))) return LONGEST_SLEEP;
    return lanes.length === LANES_AT_ONCE ? BUSY_SLEEP : pauseUntil(store.nextDue(), now());
  }
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      let pause = LONGEST_SLEEP;
      try {
        pause = await look();
      } catch (error) {
        deps.onMistake('dispatch', error);
      }
      if (!stopping.signal.aborted) await sleep.for(pause);
    }
  }
  return {
    start: () => {
      running ??= run();
    },
    wake: sleep.end,
    stop: async () => {
      stopping.abort();
      sleep.end();
      await running;
    },
  };
}

/** What is due by now was asked for: that is looked at again after a while, not at once. */
function pauseUntil(due: number | undefined, now: number): number {
  if (due === undefined || due <= now) return LONGEST_SLEEP;
  return Math.min(Math.max(due - now, SHORTEST_SLEEP), LONGEST_SLEEP);
}

async function ask(queue: Pick<Queue, 'add'>, lanes: readonly string[]): Promise<void> {
  const asked = await Promise.allSettled(
    lanes.map((lane) => queue.add({ work: 'deliver', id: `deliver-${shortHash(lane)}`, data: { lane } })),
  );
  const failed = asked.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Tells once that the queue cannot be reached, and once that it can again. */
function createTeller({ onQueue }: DispatcherDeps): (act: () => Promise<void>) => Promise<boolean> {
  let ok = true;
  return async (act) => {
    try {
      await act();
      if (!ok) onQueue({ ok: true, why: 'the queue can be reached again' });
      ok = true;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (ok) onQueue({ ok: false, why });
      ok = false;
    }
    return ok;
  };
}

/** A sleep that can be ended early; one that is ended before it begins does not begin. */
function createSleep(): { readonly for: (ms: number) => Promise<void>; readonly end: () => void } {
  let wake: (() => void) | undefined;
  let awake = false;
  return {
    for: (ms) =>
      new Promise((resolve) => {
        if (awake) {
          awake = false;
          resolve();
          return;
        }
        const done = (): void => {
          clearTimeout(timer);
          wake = undefined;
          resolve();
        };
        const timer = setTimeout(done, ms);
        wake = done;
      }),
    end: () => {
      if (wake) wake();
      else awake = true;
    },
  };
}
