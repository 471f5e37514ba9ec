import type { Redis } from 'ioredis';
import { readRedisAddress } from './address.ts';
import { explainRedis } from './words.ts';

const TIMEOUT = 5000;
const OLDEST = 7;

/** `ok`: undefined = cannot be told. `mend`: what to do where it is not. */
export type RedisLine = {
  readonly what: 'answers' | 'version' | 'role' | 'memory' | 'persistence';
  readonly ok: boolean | undefined;
  readonly why: string;
  readonly mend: string | undefined;
  /** It works without, and loses what could have been kept. */
  readonly slight: boolean;
};

export type RedisCheck = { readonly ok: boolean; readonly lines: readonly RedisLine[] };

/**
 * Whether there is a Redis that the queue can rely on: new enough, takes writes, throws nothing away, writes to its
 * disk. Asks with INFO alone, for managed ones forbid CONFIG. Throws UserError where the address is none.
 */
export async function checkRedis(url: string): Promise<RedisCheck> {
  const { label, options } = readRedisAddress(url);
  const { Redis } = await import('ioredis');
  const redis = new Redis({
    ...options,
    lazyConnect: true,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    // It asks by INFO too, and warns on the console where it may not.
    enableReadyCheck: false,
    connectTimeout: TIMEOUT,
    commandTimeout: TIMEOUT,
  });
  let first: unknown;
  redis.on('error', (error: unknown) => {
    first ??= error;
  });
  try {
    await redis.connect();
    await redis.ping();
    const lines = [line('answers', true, `${label} answers`), ...inspect(await askInfo(redis))];
    return { ok: lines.every(({ ok, slight }) => ok !== false || slight), lines };
  } catch (error) {
    const { why, mend } = explainRedis(first ?? error);
    return { ok: false, lines: [line('answers', false, `${label} cannot be used: ${why}`, mend)] };
  } finally {
    redis.disconnect();
  }
}

type Info = ReadonlyMap<string, string>;

/** undefined where its user may not ask. */
async function askInfo(redis: Redis): Promise<Info | undefined> {
  try {
    const text = await redis.info();
    return new Map(
      text.split(/\r?\n/).flatMap((entry) => {
        const colon = entry.indexOf(':');
        return colon < 0 ? [] : [[entry.slice(0, colon), entry.slice(colon + 1)] as const];
      }),
    );
  } catch {
    return undefined;
  }
}

/** What the answer to INFO tells (redis.io/docs/latest/commands/info). */
export function inspect(info: Info | undefined): RedisLine[] {
  if (info === undefined) {
    const untold = 'cannot be told: the user of REDIS_URL may not ask (INFO)';
    return (['version', 'memory', 'persistence'] as const).map((what) => line(what, undefined, untold));
  }
  return [checkVersion(info), ...checkRole(info), checkMemory(info), checkPersistence(info)];
}

function checkVersion(info: Info): RedisLine {
  const version = info.get('redis_version');
  if (version === undefined) return line('version', undefined, 'cannot be told: it does not say');
  const valkey = info.get('valkey_version');
  const name = valkey === undefined ? `Redis ${version}` : `Valkey ${valkey}`;
  if (Number.parseInt(version, 10) >= OLDEST) return line('version', true, name);
  return line('version', false, `${name} is too old`, `install Redis ${OLDEST} or newer, or Valkey`);
}

function checkRole(info: Info): RedisLine[] {
  if (info.get('role') !== 'slave') return [];
  return [line('role', false, 'it is a replica, which takes no jobs', 'name the primary in REDIS_URL')];
}

function checkMemory(info: Info): RedisLine {
  const policy = info.get('maxmemory_policy');
  if (policy === undefined) return line('memory', undefined, 'cannot be told: it does not say');
  if (policy === 'noeviction') return line('memory', true, 'throws nothing away (noeviction)');
  return line(
    'memory',
    false,
    `throws jobs away when its memory is full (maxmemory-policy ${policy})`,
    'set `maxmemory-policy noeviction` in redis.conf, and at once: CONFIG SET maxmemory-policy noeviction',
  );
}

function checkPersistence(info: Info): RedisLine {
  if (info.get('aof_last_write_status') === 'err') {
    return line(
      'persistence',
      false,
      'cannot write to its disk',
      'make room on the disk of Redis, and look into its log',
    );
  }
  const aof = info.get('aof_enabled');
  if (aof === undefined) return line('persistence', undefined, 'cannot be told: it does not say');
  if (aof === '1') return line('persistence', true, 'writes each job to its disk (appendonly)');
  return {
    ...line(
      'persistence',
      false,
      'forgets its jobs when it restarts (appendonly no): the outbox brings deliveries back, a minute later',
      'set `appendonly yes` in redis.conf, and at once: CONFIG SET appendonly yes',
    ),
    slight: true,
  };
}

function line(what: RedisLine['what'], ok: boolean | undefined, why: string, mend?: string): RedisLine {
  return { what, ok, why, mend, slight: false };
}
