import { afterEach, describe, expect, it } from 'vitest';
import { redisChecks } from '../../src/cli/doctor/redis.ts';
import { readRedisAddress } from '../../src/queue/bullmq/address.ts';
import { inspect } from '../../src/queue/bullmq/check.ts';
import { bareError, explainRedis, isCutOff } from '../../src/queue/bullmq/words.ts';
import {
  describeWithRedis,
  type FakeRedis,
  freePort,
  type RedisSettings,
  startRedis,
} from '../fakes/redis.ts';

describe('the address of a Redis', () => {
  it.each([
    ['redis://cache', { host: 'cache', port: 6379, db: 0 }, 'redis://cache:6379'],
    ['redis://cache:6380/', { host: 'cache', port: 6380, db: 0 }, 'redis://cache:6380'],
    ['redis://[::1]:7000/15', { host: '::1', port: 7000, db: 15 }, 'redis://[::1]:7000/15'],
    ['redis://:s%40c%3A@h/2', { host: 'h', port: 6379, db: 2, password: 's@c:' }, 'redis://h:6379/2'],
    [
      'rediss://bot:x@h.example.org',
      { host: 'h.example.org', port: 6379, db: 0, username: 'bot', password: 'x', tls: {} },
      'rediss://h.example.org:6379',
    ],
  ])('%s', (text, options, label) => {
    expect(readRedisAddress(text)).toEqual({ options, label });
  });

  it.each([
    ['cache:6379', 'is no address'],
    ['http://cache', 'is no address'],
    ['redis://', 'is no address'],
    ['redis://:hunter2@', 'is no address'],
    ['redis://:hunter2@h:99999', 'is no address'],
    ['redis://:hunter2@h/cache', 'the number of a database'],
    ['redis://:hunter2%@h', '% in the user or the password'],
  ])('refuses %s, and does not repeat it', (text, words) => {
    expect(() => readRedisAddress(text)).toThrow(words);
    expect(() => readRedisAddress(text)).not.toThrow(/hunter2/);
  });
});

describe('what Redis says', () => {
  it.each([
    [Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'nobody listens there'],
    [new Error('getaddrinfo ENOTFOUND cache'), 'there is no host of that name'],
    [
      new Error('WRONGPASS invalid username-password pair or user is disabled.'),
      'it does not take the user or the password',
    ],
    [new Error('NOPERM this user has no permissions'), 'its user may not do what is needed'],
    [new Error("OOM command not allowed when used memory > 'maxmemory'."), 'its memory is full'],
    [new Error('MISCONF Errors writing to the AOF file'), 'it cannot write to its disk'],
    [new Error('something new'), 'something new'],
    [undefined, 'the connection was cut'],
    ['words', 'words'],
  ])('%s: %s', (error, why) => {
    expect(explainRedis(error)).toMatchObject({ why, mend: expect.stringMatching(/\w/) });
  });

  it('is the connection, or is not', () => {
    expect(isCutOff(new Error('Connection is closed.'))).toBe(true);
    expect(isCutOff(new Error('Command timed out'))).toBe(true);
    expect(isCutOff(new Error('OOM command not allowed'))).toBe(false);
  });

  it('comes without the command that was sent', () => {
    const raw = Object.assign(new Error('WRONGPASS no'), { command: { name: 'auth', args: ['hunter2'] } });
    const bare = bareError(raw);
    expect(bare.message).toBe('WRONGPASS no');
    expect(bare.stack).toBe(raw.stack);
    expect(JSON.stringify(Object.getOwnPropertyDescriptors(bare))).not.toContain('hunter2');
  });
});

describe('what INFO tells', () => {
  const good = { redis_version: '7.0.15', maxmemory_policy: 'noeviction', aof_enabled: '1', role: 'master' };
  const look = (more: Record<string, string>): string[] =>
    inspect(new Map(Object.entries({ ...good, ...more }))).map(({ what, ok, slight, why }) =>
      [what, ok, ...(slight ? ['slight'] : []), why].join(' '),
    );

  it.each([
    [{}, 'version true Redis 7.0.15'],
    [{ redis_version: '6.2.14' }, 'version false Redis 6.2.14 is too old'],
    [{ redis_version: '10.0.0' }, 'version true Redis 10.0.0'],
    [{ redis_version: '7.2.4', valkey_version: '8.0.1' }, 'version true Valkey 8.0.1'],
    [{ role: 'slave' }, 'role false it is a replica, which takes no jobs'],
    [{}, 'memory true throws nothing away (noeviction)'],
    [
      { maxmemory_policy: 'allkeys-lru' },
      'memory false throws jobs away when its memory is full (maxmemory-policy allkeys-lru)',
    ],
    [{}, 'persistence true writes each job to its disk (appendonly)'],
    [{ aof_last_write_status: 'err' }, 'persistence false cannot write to its disk'],
    [
      { aof_enabled: '0' },
      'persistence false slight forgets its jobs when it restarts (appendonly no): the outbox brings deliveries back, a minute later',
    ],
  ])('%j: %s', (more, line) => {
    expect(look(more)).toContain(line);
  });

  it('says what it does not say', () => {
    const untold = [
      ['version', undefined],
      ['memory', undefined],
      ['persistence', undefined],
    ];
    expect(inspect(new Map()).map(({ what, ok }) => [what, ok])).toEqual(untold);
    expect(inspect(undefined).map(({ what, ok }) => [what, ok])).toEqual(untold);
  });
});

describe('doctor', () => {
  it('looks for no Redis where there is to be none', () => {
    expect(redisChecks(undefined)).toEqual([]);
  });

  it('says what is wrong with the address', async () => {
    const [check] = redisChecks('redis://:hunter2@h/x');
    const results = await check?.run();
    expect(results).toMatchObject([
      { check: 'redis', state: 'bad', mend: expect.stringContaining('REDIS_URL') },
    ]);
    expect(JSON.stringify(results)).not.toContain('hunter2');
  });
});

describeWithRedis('doctor, of a Redis', () => {
  let redis: FakeRedis | undefined;
  afterEach(async () => {
    await redis?.close();
    redis = undefined;
  });

  async function ask(settings: RedisSettings, login = ''): Promise<string[]> {
    redis = await startRedis(settings);
    const [check] = redisChecks(`redis://${login}127.0.0.1:${redis.port}`);
    const results = (await check?.run()) ?? [];
    expect(JSON.stringify(results)).not.toContain('hunter2');
    return results.map(
      ({ check: what, state, mend }) => `${what}: ${state}${mend === undefined ? '' : `, ${mend}`}`,
    );
  }

  it('that is as it should be', async () => {
    expect(await ask({})).toEqual([
      'redis: ok',
      'redis version: ok',
      'redis memory: ok',
      'redis persistence: ok',
    ]);
  });

  it('that forgets, and throws away', async () => {
    expect(await ask({ appendonly: 'no', 'maxmemory-policy': 'allkeys-lru' })).toEqual([
      'redis: ok',
      'redis version: ok',
      'redis memory: bad, set `maxmemory-policy noeviction` in redis.conf, and at once: CONFIG SET maxmemory-policy noeviction',
      'redis persistence: warn, set `appendonly yes` in redis.conf, and at once: CONFIG SET appendonly yes',
    ]);
  });

  it('that forbids to ask', async () => {
    expect(await ask({ user: 'bot on >hunter2 ~* +@all -info -config' }, 'bot:hunter2@')).toEqual([
      'redis: ok',
      'redis version: warn',
      'redis memory: warn',
      'redis persistence: warn',
    ]);
  });

  it('that wants another password', async () => {
    expect(await ask({ requirepass: 'another' }, ':hunter2@')).toEqual([
      'redis: bad, correct the user and the password in REDIS_URL (redis://user:password@host:6379)',
    ]);
  });

  it('that is not there', async () => {
    const [check] = redisChecks(`redis://127.0.0.1:${await freePort()}`);
    expect(await check?.run()).toMatchObject([
      { check: 'redis', state: 'bad', mend: 'start Redis, or correct REDIS_URL' },
    ]);
  });
});
