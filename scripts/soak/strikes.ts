import { setTimeout as wait } from 'node:timers/promises';
import type { FakeRedis } from '../../test/fakes/redis.ts';
import { type Dice, pick } from './dice.ts';
import type { Places } from './places.ts';
import type { Fleet } from './processes.ts';
import type { Subscribed } from './subscriptions.ts';

export type Struck = {
  readonly fleet: Fleet;
  readonly places: Places;
  readonly redis: FakeRedis | undefined;
  readonly dice: Dice;
  readonly say: (what: string) => void;
};

const LONGEST_DOWN = 15_000;
const LONGEST_PAUSE = 75_000;

/** A process ends, at once or in the moment in which something was posted; `downs` gets what has to end first. */
export function kill(struck: Struck, downs: Promise<void>[]): void {
  const { places, dice, say } = struck;
  if (dice(2) === 0) {
    downs.push(takeDown(struck));
    return;
  }
  const where = places.atNextPost(dice, () => downs.push(takeDown(struck)));
  say(`will be killed when ${where} was posted`);
}

async function takeDown({ fleet, dice, say }: Struck): Promise<void> {
  const who = await fleet.kill(dice);
  say(`${who} is killed (SIGKILL)`);
  await wait(dice(LONGEST_DOWN));
  fleet.revive();
}

export async function strikeRedis(redis: FakeRedis, { dice, say }: Struck): Promise<void> {
  switch (dice(3)) {
    case 0:
      say('Redis is killed');
      await redis.kill();
      await wait(dice(LONGEST_DOWN));
      return redis.start();
    case 1:
      say('Redis is flushed');
      await redis.command('FLUSHALL');
      return;
    default:
      say('Redis stands still');
      redis.freeze();
      await wait(dice(LONGEST_DOWN));
      redis.thaw();
  }
}

/** Nothing goes out for a while. */
export async function brake({ fleet, dice, say }: Struck): Promise<void> {
  say('the brake is on');
  await fleet.ask('pause', 'all');
  await wait(dice(LONGEST_DOWN));
  await fleet.ask('resume', 'all');
}

/** Its owner has a break, and wants to be told afterwards. */
export async function pauseOne({ fleet, dice, say }: Struck, { id, name }: Subscribed): Promise<void> {
  say(`${name} is paused`);
  await fleet.ask('subscriptions', 'pause', `${id}`);
  await wait(dice(LONGEST_PAUSE));
  await fleet.ask('subscriptions', 'resume', `${id}`, '--missed');
}

export function pickPausable(
  subscribed: readonly Subscribed[],
  paused: ReadonlySet<number>,
  dice: Dice,
): Subscribed | undefined {
  const able = subscribed.filter(
    ({ id, dues, canGoAway }) => dues.length === 0 && !canGoAway && !paused.has(id),
  );
  return able.length === 0 ? undefined : pick(able, dice);
}
