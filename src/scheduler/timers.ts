import type { Clock } from '../ports/clock.ts';

/** How often the clock is looked at, and by how much it may be off, ms. */
const LOOK = 30_000;
const JUMP = 60_000;

export type Timers = {
  /** One timer a key: a second one changes nothing. `delay` in ms. */
  readonly after: (key: string, delay: number, act: () => void) => void;
  readonly clear: () => void;
};

/** `onError` gets what an act throws: a timer has nobody else to tell. */
export function createTimers(onError: (key: string, error: unknown) => void): Timers {
  const timers = new Map<string, NodeJS.Timeout>();
  return {
    after: (key, delay, act) => {
      if (timers.has(key)) return;
      const fire = (): void => {
        timers.delete(key);
        try {
          act();
        } catch (error) {
          onError(key, error);
        }
      };
      timers.set(key, setTimeout(fire, delay));
    },
    clear: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Tells each time that the clock jumped: the machine slept, or was set right. Gives what ends that. */
export function watchClock(now: Clock, onJump: () => void): () => void {
  let before = now();
  const watch = setInterval(() => {
    const off = now() - before - LOOK;
    before = now();
    if (Math.abs(off) > JUMP) onJump();
  }, LOOK);
  return () => clearInterval(watch);
}
