import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../ports/clock.ts';
import { once, orAborted } from './deadline.ts';
import type { Wait } from './options.ts';

/** Gives a turn back; more than once does nothing. */
export type Release = () => void;

/** One request at a time for each host, and a pause between the starts of two. Who came first is first. */
export type Pace = {
  /** Waits for a turn. Rejects where the signal is aborted. */
  readonly take: (host: string, signal: AbortSignal | undefined) => Promise<Release>;
  /** From now on at least so long a pause for a host, ms. */
  readonly slowDown: (host: string, pause: number) => void;
};

type Slot = {
  /** Fulfilled when all who came before are done. */
  tail: Promise<void>;
  /** How many have or want the turn. */
  wanted: number;
  started: number | undefined;
  pause: number;
};

/** Beyond so many hosts, those that nobody waits for are forgotten. */
const MAX_SLOTS = 2000;

export function createPace(pause: number, now: Clock, wait: Wait = waitFor): Pace {
  const slots = new Map<string, Slot>();
  const slotOf = (host: string): Slot => {
    const slot = slots.get(host) ?? { tail: Promise.resolve(), wanted: 0, started: undefined, pause };
    if (slots.size >= MAX_SLOTS && !slots.has(host)) forgetIdle(slots, now());
    slots.set(host, slot);
    return slot;
  };
  return {
    slowDown: (host, least) => {
      const slot = slotOf(host);
      slot.pause = Math.max(slot.pause, least);
    },
    take: async (host, signal) => {
      signal?.throwIfAborted();
      const slot = slotOf(host);
      const mine = Promise.withResolvers<void>();
      const before = slot.tail;
      slot.tail = before.then(() => mine.promise);
      slot.wanted++;
      const release = once(() => {
        slot.wanted--;
        mine.resolve();
      });
      try {
        await orAborted(before, signal);
        const due = dueIn(slot, now());
        if (due > 0) await wait(due, signal);
        signal?.throwIfAborted();
      } catch (error) {
        release();
        throw error;
      }
      slot.started = now();
      return release;
    },
  };
}

/** Never longer than the pause, even where the clock was set back. */
function dueIn({ started, pause }: Slot, now: number): number {
  return started === undefined ? 0 : Math.min(pause, started + pause - now);
}

function forgetIdle(slots: Map<string, Slot>, now: number): void {
  for (const [host, slot] of slots) if (slot.wanted === 0 && dueIn(slot, now) <= 0) slots.delete(host);
}

async function waitFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  }
}
