import { UserError } from '../../ports/errors.ts';
import { checkRedis, type RedisLine } from '../../queue/bullmq/check.ts';
import { bad, type Check, type CheckResult, ok, warn } from './check.ts';

const MEND = 'set REDIS_URL to redis://host:6379, or leave it out: then all work is done in one process';

/** The Redis that work is shared by; `url` may hold a password, which is told nobody. No check where there is none. */
export function redisChecks(url: string | undefined): Check[] {
  return url === undefined ? [] : [{ name: 'redis', run: () => askRedis(url) }];
}

async function askRedis(url: string): Promise<readonly CheckResult[]> {
  try {
    const { lines } = await checkRedis(url);
    return lines.map(toResult);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [bad('redis', error.message, MEND)];
  }
}

function toResult({ what, ok: isFine, why, mend, slight }: RedisLine): CheckResult {
  const check = what === 'answers' ? 'redis' : `redis ${what}`;
  if (isFine === true) return ok(check, why);
  return isFine === undefined || slight ? warn(check, why, mend) : bad(check, why, mend ?? MEND);
}
