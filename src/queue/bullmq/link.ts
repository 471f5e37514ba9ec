import type { Redis, RedisOptions } from 'ioredis';
import type { RedisAddress } from './address.ts';
import { explainRedis } from './words.ts';

/** Longest pause between two tries to connect, ms. */
const LONGEST_PAUSE = 2000;
const CONNECT_TIMEOUT = 5000;
/** No answer for so long to a command that waits for one: the line is dead, though nobody said so. Workers wait 5 s for a job. */
const SILENCE = 15_000;
/** Until a connection that is ended is broken off; where it was gone already, so long it holds the process. */
const GOODBYE = 200;
/** How long somebody who adds a job waits for an answer, ms. */
const ANSWER = 1500;

export type OnState = (connected: boolean, why: string) => void;

/** The connections of one queue: one that gives up at once, for who waits for an answer, and one that never does. */
export type Link = {
  readonly ask: Redis;
  /** Of the workers; each adds one of its own. */
  readonly work: () => Redis;
  readonly isReady: () => boolean;
  /** Waits so long, ms; false where it is not connected then. */
  readonly ready: (patience: number) => Promise<boolean>;
  /** What is wrong while it is not connected. */
  readonly why: () => string;
  readonly close: () => void;
};

/** Connects for ever; tells once when the line breaks, and once when it is there again. Never throws for want of a Redis. */
export async function openLink(address: RedisAddress, onState: OnState): Promise<Link> {
  const { Redis } = await import('ioredis');
  const brood = createBrood();
  const steady: Options = {
    ...address.options,
    connectTimeout: CONNECT_TIMEOUT,
    socketTimeout: SILENCE,
    disconnectTimeout: GOODBYE,
    retryStrategy: (times) => (brood.isClosed() ? null : pauseAfter(times)),
    // The primary became a replica: its name leads to the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  };
  const ask = brood.adopt(
    new Redis({
      ...steady,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: ANSWER,
      autoResendUnfulfilledCommands: false,
    }),
  );
  let work: Redis | undefined;
  return {
    ask,
    work: () => {
      work ??= brood.adopt(new Redis({ ...steady, maxRetriesPerRequest: null }));
      return work;
    },
    ...watch(ask, address.label, (connected, why) => {
      if (!brood.isClosed()) onState(connected, why);
    }),
    close: brood.close,
  };
}

/** Replies in the shapes that it has by itself. */
type Options = Omit<RedisOptions, 'replyMapping'>;

/** Doubles up to the longest; a little different for each. */
function pauseAfter(times: number): number {
  return Math.min(LONGEST_PAUSE, 25 * 2 ** Math.min(times, 7)) * (0.75 + Math.random() / 4);
}

/**
 * All connections, with those that BullMQ makes of them. A worker that is closed while it connects again connects
 * for ever: it would keep the process from its end.
 */
function createBrood(): {
  readonly adopt: (redis: Redis) => Redis;
  readonly isClosed: () => boolean;
  readonly close: () => void;
} {
  const all: Redis[] = [];
  let isClosed = false;

  function adopt(redis: Redis): Redis {
    all.push(redis);
    // All have the same errors; `watch` tells of them.
    redis.on('error', () => undefined);
    redis.on('connect', () => {
      if (isClosed) redis.disconnect();
    });
    const duplicate = redis.duplicate.bind(redis);
    redis.duplicate = (override) => adopt(duplicate(override));
    return redis;
  }

  return {
    adopt,
    isClosed: () => isClosed,
    close: () => {
      isClosed = true;
      for (const redis of all) redis.disconnect();
    },
  };
}

function watch(redis: Redis, label: string, onState: OnState): Pick<Link, 'isReady' | 'ready' | 'why'> {
  let ready = Promise.withResolvers<void>();
  let last: unknown;
  let isOpen = false;
  let isDown = false;
  const why = (): string => `Redis (${label}) cannot be reached: ${explainRedis(last).why}`;
  redis.on('error', (error: unknown) => {
    last = error;
  });
  redis.on('ready', () => {
    last = undefined;
    isOpen = true;
    ready.resolve();
    if (isDown) onState(true, `Redis (${label}) is there again`);
    isDown = false;
  });
  redis.on('close', () => {
    // One promise for all who wait, however often it is tried.
    if (isOpen) ready = Promise.withResolvers<void>();
    isOpen = false;
    if (!isDown) onState(false, why());
    isDown = true;
  });
  return {
    isReady: () => redis.status === 'ready',
    ready: (patience) => within(ready.promise, patience),
    why,
  };
}

/** False where it takes longer, ms. */
export async function within(promise: Promise<unknown>, patience: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), patience);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
