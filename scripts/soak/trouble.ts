import { existsSync, readFileSync } from 'node:fs';
import { adminFile } from './arrivals.ts';
import { AWAY } from './places.ts';
import { brake, kill, pauseOne, pickPausable, type Struck, strikeRedis } from './strikes.ts';
import type { Subscribed } from './subscriptions.ts';

/** What happens to the daemon and to the places that it posts to. */
export type Trouble = {
  /** Now and then something; `share`: how much of the time is over, 0..1. */
  readonly strike: (share: number, subscribed: readonly Subscribed[]) => void;
  /** Mends everything, and has what was suspended go on with what it missed. */
  readonly end: (subscribed: readonly Subscribed[]) => Promise<void>;
  /** A sentence on what the operator was told; undefined where a webhook went away, and nobody told him. */
  readonly told: () => string | undefined;
  readonly summary: () => string;
};

/** Then nothing strikes any more that takes minutes to get over. */
const LATE = 0.4;
const AWAY_FROM = 0.25;

export function createTrouble(struck: Struck): Trouble {
  const { fleet, places, redis, dice, say } = struck;
  const count = { faults: 0, brakes: 0, pauses: 0, redis: 0 };
  const paused = new Set<number>();
  let isAway = false;
  let isStruck = false;
  let downs: Promise<void>[] = [];

  function pause(subscribed: readonly Subscribed[]): void {
    const one = pickPausable(subscribed, paused, dice);
    if (one === undefined) return;
    count.pauses++;
    paused.add(one.id);
    downs.push(pauseOne(struck, one).finally(() => void paused.delete(one.id)));
  }
  function strikeQueue(): void {
    if (redis === undefined || isStruck) return;
    isStruck = true;
    count.redis++;
    const over = (): void => {
      isStruck = false;
    };
    downs.push(strikeRedis(redis, struck).finally(over));
  }
  return {
    strike: (share, subscribed) => {
      if (!isAway && share > AWAY_FROM) {
        isAway = true;
        say(`${AWAY} answers with 404 from now on`);
        places.goAway();
      }
      if (dice(8) === 0) {
        count.faults++;
        say(places.breakOne(dice, share > LATE));
      }
      if (dice(18) === 0) kill(struck, downs);
      if (dice(25) === 0) strikeQueue();
      if (dice(45) === 0) pause(subscribed);
      if (dice(90) === 0) {
        count.brakes++;
        downs.push(brake(struck));
      }
    },
    end: async (subscribed) => {
      places.mend();
      await Promise.all(downs);
      downs = [];
      fleet.revive();
      await fleet.ask('resume', 'all');
      for (const { id, canGoAway } of subscribed)
        if (canGoAway) say((await fleet.ask('subscriptions', 'resume', `${id}`, '--missed')).trim());
    },
    told: () => {
      const path = adminFile(places.folder);
      const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
      if (isAway && !lines.some((line) => line.includes('suspended'))) return undefined;
      return `the operator got ${Math.max(0, lines.length - 1)} notices`;
    },
    summary: () =>
      `${count.faults} faults of places, ${count.brakes} brakes, ${count.pauses} pauses, Redis struck ${count.redis} times`,
  };
}
