import { setTimeout } from 'node:timers/promises';
import { isOwnerAlive, nameOwner } from '../../src/cli/owner.ts';
import { deliverLane } from '../../src/pipeline/delivering/deliver-lane.ts';
import { createDispatcher } from '../../src/pipeline/delivering/dispatcher.ts';
import { createDiscord } from '../../src/platforms/discord/platform.ts';
import { createSlack } from '../../src/platforms/slack/platform.ts';
import { createSlackTokens } from '../../src/platforms/slack/tokens.ts';
import type { Platform } from '../../src/ports/platform.ts';
import type { Store } from '../../src/ports/store.ts';
import { createMemoryQueue } from '../../src/queue/memory.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import type { Death } from './deaths.ts';

/** What a child is told on its command line, as JSON. */
export type PostErrand = {
  readonly folder: string;
  readonly slack: { readonly api: string; readonly token: string };
  readonly discord: { readonly api: string; readonly token: string };
  /** Its clock is that of the machine and so much, ms. */
  readonly ahead: number;
  readonly death?: Death | undefined;
  /** Which of the deliveries it is that it dies of; from 1. */
  readonly nth: number;
};

const PATIENCE = 30_000;

const errand = JSON.parse(process.argv[2] ?? '') as PostErrand;
const now = (): number => Date.now() + errand.ahead;
const owner = nameOwner();
let sends = 0;
let isSettling = false;
const store = dying(openStore(errand.folder, 'write', now));

function die(at: Death): void {
  if (errand.death === at && sends === errand.nth) process.kill(process.pid, 'SIGKILL');
}

/** Ends in the transaction that writes down what became of a post, or right after it. */
function dying(opened: Store): Store {
  return {
    ...opened,
    atomically: (act) => {
      const result = opened.atomically(() => {
        const made = act();
        if (isSettling) die('recording');
        return made;
      });
      if (isSettling) die('recorded');
      return result;
    },
  };
}

function mortal(platform: Platform): Platform {
  return {
    ...platform,
    send: async (parcel, context) => {
      sends++;
      isSettling = false;
      die('before it is sent');
      const outcome = await platform.send(parcel, context);
      die('after the answer');
      isSettling = true;
      return outcome;
    },
  };
}

const draw = async (): Promise<Uint8Array> => Promise.reject(new Error('no pictures here'));
const { slack, discord } = errand;
const tokens = createSlackTokens({ botToken: slack.token, sealedOf: () => undefined, key: undefined });
const platforms = [
  createSlack({ api: slack.api, tokens, draw }),
  createDiscord({ api: discord.api, token: discord.token, draw }),
].map(mortal);
const fail = (what: string, error: unknown): never => {
  throw new Error(what, { cause: error });
};
const deps = {
  store,
  platforms: new Map(platforms.map((platform) => [platform.id, platform])),
  now,
  owner,
  isAlive: (other: string): boolean => isOwnerAlive(other, owner),
  random: () => 0.5,
  links: { issueUrl: () => undefined, unsubscribeUrl: () => undefined },
  admin: undefined,
  onMistake: fail,
};
const queue = createMemoryQueue({ onError: fail });
queue.work({
  deliver: {
    most: 8,
    run: async ({ lane }, stop) => void (await deliverLane(deps, String(lane), stop)),
  },
});
const dispatcher = createDispatcher({ ...deps, queue, onQueue: () => undefined });
dispatcher.start();
const started = Date.now();
while (isBusy()) {
  if (Date.now() - started > PATIENCE) throw new Error(JSON.stringify(store.countDeliveries()));
  await setTimeout(10);
}
await dispatcher.stop();
await queue.close(2000);
store.close();
process.stdout.write(`sent ${sends}\n`);
process.exit(0);

function isBusy(): boolean {
  const { pending = 0, failed = 0, sending = 0 } = store.countDeliveries();
  return pending + failed + sending > 0;
}
