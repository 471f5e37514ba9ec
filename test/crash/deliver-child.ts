import { setTimeout } from 'node:timers/promises';
import { RUST } from '../../config/topics/rust/topic.ts';
import { isOwnerAlive, nameOwner } from '../../src/cli/owner.ts';
import { deliverLane } from '../../src/pipeline/delivering/deliver-lane.ts';
import { createDispatcher } from '../../src/pipeline/delivering/dispatcher.ts';
import { matchNews } from '../../src/pipeline/matching/match-news.ts';
import type { Queue } from '../../src/ports/queue.ts';
import type { Store } from '../../src/ports/store.ts';
import { createMemoryQueue } from '../../src/queue/memory.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import type { ChatKind } from './deliver-chat.ts';
import { articlesOf, followPress } from './deliver-follow.ts';
import { createChatPlatform } from './deliver-platform.ts';
import { createSteps, stepping } from './deliver-steps.ts';

/** What a child is told on its command line, as JSON. */
export type DeliverErrand = {
  /** Folders of stores, each with the address of its room. */
  readonly places: readonly { readonly folder: string; readonly room: string; readonly prefix: string }[];
  readonly kind: ChatKind;
  /** Undefined: the queue of this process. */
  readonly redis: string | undefined;
  /** When its clock begins, and when the articles begin, ms. */
  readonly begin: number;
  readonly press: number;
  /** Ends itself with SIGKILL at this step. */
  readonly killAt?: number | undefined;
};

/** ms */
const PATIENCE = 30_000;

const errand = JSON.parse(process.argv[2] ?? '') as DeliverErrand;
const started = Date.now();
const now = (): number => errand.begin + Date.now() - started;
const owner = nameOwner();
const isAlive = (other: string): boolean => isOwnerAlive(other, owner);
const steps = createSteps(errand.killAt);
const fail = (_: string, error: unknown): never => {
  throw error;
};

/** The first time that it is asked is a step, too. */
function asking(queue: Queue): Queue {
  let isAsked = false;
  return {
    ...queue,
    add: async (task) => {
      const isFirst = !isAsked;
      isAsked = true;
      if (isFirst) steps.pass('before the queue is asked');
      await queue.add(task);
      if (isFirst) steps.pass('after the queue was asked');
    },
  };
}

async function openQueue(prefix: string): Promise<Queue> {
  const { redis: url } = errand;
  if (url === undefined) return createMemoryQueue({ onError: fail });
  const { createBullQueue } = await import('../../src/queue/bullmq/queue.ts');
  const locks = { lock: 500, look: 250 };
  return createBullQueue({ url, prefix, onError: fail, onState: () => undefined, locks });
}

/** Fetch, remember, match, outbox, claim, send, settle, until nothing is left to do. */
async function goOn({ folder, room, prefix }: DeliverErrand['places'][number]): Promise<void> {
  let phase = 'the news is matched';
  const opened = openStore(folder, 'write', now);
  const store = stepping(opened, steps, () => phase);
  const platform = createChatPlatform(errand.kind, room, steps);
  const signal = new AbortController().signal;
  await followPress(store, articlesOf(3, errand.press), { now, owner, isAlive });
  const skills = (): typeof platform.can => platform.can;
  await matchNews({ store, topic: RUST, lore: 'https://lore.example.org', now, skills }, signal);
  phase = 'it is settled';
  const queue = asking(await openQueue(prefix));
  const deps = {
    store,
    platforms: new Map([[platform.id, platform]]),
    now,
    owner,
    isAlive,
    random: () => 0.5,
    links: { issueUrl: () => undefined, unsubscribeUrl: () => undefined },
    admin: undefined,
    onMistake: fail,
  };
  const run = async (
    { lane }: Readonly<Record<string, string | number>>,
    stop: AbortSignal,
  ): Promise<void> => {
    await deliverLane(deps, String(lane), stop);
  };
  queue.work({ deliver: { most: 2, run } });
  const dispatcher = createDispatcher({ ...deps, queue, onQueue: () => undefined });
  dispatcher.start();
  while (isBusy(opened)) {
    if (Date.now() - started > PATIENCE)
      throw new Error(`it never ends: ${JSON.stringify(opened.countDeliveries())}`);
    await setTimeout(10);
  }
  await dispatcher.stop();
  await queue.close(2000);
  opened.close();
}

function isBusy(store: Store): boolean {
  const { pending = 0, failed = 0, sending = 0 } = store.countDeliveries();
  return pending + failed + sending > 0;
}

await Promise.all(errand.places.map(goOn));
process.stdout.write('done\n');
