import { vi } from 'vitest';
import { START } from '../pipeline/matching/town.ts';
import { type ChatWorld, openChatWorld } from './world.ts';

/**
 * A world whose clock is the process's own, for as long as it is open: discord.js counts what it may send by `Date`,
 * and would hold things up by the clock on the wall while days go by here. Timers run as ever.
 */
export async function openTimedWorld(folder: string): Promise<ChatWorld> {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const world = await openChatWorld(folder);
  Object.defineProperty(world.town.clock, 'now', {
    get: () => Date.now(),
    set: (time: number) => vi.setSystemTime(time),
  });
  return {
    ...world,
    close: async () => {
      await world.close();
      vi.useRealTimers();
    },
  };
}
