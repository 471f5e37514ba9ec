import { UserError } from '../../ports/errors.ts';

const PORT = 6379;

/** Where a Redis is. `options` are for ioredis and may hold a password; `label` is for people and holds none. */
export type RedisAddress = {
  readonly label: string;
  readonly options: {
    readonly host: string;
    readonly port: number;
    readonly db: number;
    readonly username?: string;
    readonly password?: string;
    readonly tls?: Record<string, never>;
  };
};

/**
 * Reads `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS (IANA: provisional URI schemes).
 * Throws UserError that never holds the value.
 */
export function readRedisAddress(text: string): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw new UserError('REDIS_URL is no address like redis://host:6379, or rediss://host:6379 for TLS');
  const host = url.hostname.replace(/^\[(.{1,60})\]$/, '$1');
  const port = url.port === '' ? PORT : Number(url.port);
  const db = readDatabase(url.pathname);
  const [username, password] = [readPart(url.username), readPart(url.password)];
  return {
    label: `${url.protocol}//${url.hostname}:${port}${db === 0 ? '' : `/${db}`}`,
    options: {
      host,
      port,
      db,
      ...(username !== '' && { username }),
      ...(password !== '' && { password }),
      ...(url.protocol === 'rediss:' && { tls: {} }),
    },
  };
}

function readDatabase(path: string): number {
  if (path === '' || path === '/') return 0;
  const number = /^\/(\d{1,4})$/.exec(path)?.[1];
  if (number === undefined)
    throw new UserError(
      'REDIS_URL: behind the host comes the number of a database or nothing, as in redis://host:6379/0',
    );
  return Number(number);
}

function readPart(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new UserError('REDIS_URL: a % in the user or the password is written %25');
  }
}
