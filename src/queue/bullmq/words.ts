/** What stands in the way, and what helps against it. */
export type Trouble = { readonly why: string; readonly mend: string };

const START = 'start Redis, or correct REDIS_URL';
const LOGIN = 'correct the user and the password in REDIS_URL (redis://user:password@host:6379)';
const TLS =
  'for TLS, REDIS_URL begins with rediss://; name the CA of a certificate of your own in NODE_EXTRA_CA_CERTS';
const DISK = 'make room on the disk of Redis, and look into its log';

/** In the words of Node.js, ioredis and Redis itself; the first that fits. */
const TROUBLES: readonly (readonly [RegExp, string, string])[] = [
  [/ECONNREFUSED/, 'nobody listens there', START],
  [/ENOTFOUND|EAI_AGAIN/, 'there is no host of that name', 'correct REDIS_URL, or the names of this network'],
  [/EHOSTUNREACH|ENETUNREACH/, 'there is no way to that host', 'check the network and the firewall'],
  [/ETIMEDOUT|timed out|Socket timeout/i, 'it does not answer', 'check the network and the firewall'],
  [/WRONGPASS|invalid password/i, 'it does not take the user or the password', LOGIN],
  [/NOAUTH|Authentication required/i, 'it wants a password', LOGIN],
  [
    /NOPERM/,
    'its user may not do what is needed',
    'give the user of REDIS_URL the right to all commands on ~lorewatch:*',
  ],
  [/certificate|self-signed|ERR_TLS|SSL routines|wrong version number|EPROTO/i, 'TLS fails', TLS],
  [
    /DB index is out of range/i,
    'it has no database of that number',
    'correct the number at the end of REDIS_URL',
  ],
  [/^LOADING/, 'it is still reading its data', 'wait: it is tried again by itself'],
  [/^READONLY/, 'it is a replica, which takes no jobs', 'name the primary in REDIS_URL'],
  [/^OOM/, 'its memory is full', 'raise `maxmemory` in redis.conf'],
  [/^MISCONF/, 'it cannot write to its disk', DISK],
];

/** Tells people what went wrong. Redis never repeats a password; what ioredis hangs on its errors does, and is left off. */
export function explainRedis(error: unknown): Trouble {
  const words = wordsOf(error);
  const known = TROUBLES.find(([pattern]) => pattern.test(words));
  if (known !== undefined) return { why: known[1], mend: known[2] };
  return { why: words === '' ? 'the connection was cut' : words, mend: START };
}

/** An error that can be logged: ioredis hangs the command with its arguments, AUTH among them, on its own. */
export function bareError(error: unknown): Error {
  const bare = new Error(wordsOf(error));
  if (error instanceof Error && error.stack !== undefined) bare.stack = error.stack;
  return bare;
}

/** True where the connection is the trouble: it is told of once, when it breaks. */
export function isCutOff(error: unknown): boolean {
  return /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|UNREACH|Connection is closed|connection is in closing|Stream isn't writeable|Socket timeout|Command timed out|Command aborted due to connection close|max retries per request|^LOADING|^NOAUTH|^WRONGPASS/i.test(
    wordsOf(error),
  );
}

/** Codes first: Node.js gives an error for several addresses no message of its own. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return error === undefined ? '' : String(error).slice(0, 300);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error.message.includes(code)
    ? error.message.slice(0, 300)
    : `${code} ${error.message}`.trim().slice(0, 300);
}
