import { UsageError } from './usage-error.ts';

/** Parts of the work; `all` is every one of them in one process. */
export const ROLES = ['all', 'web', 'scheduler', 'worker', 'chat'] as const;

export type Part = 'web' | 'scheduler' | 'worker' | 'chat';

/**
 * The parts that a role stands for. Throws UsageError for what is not there yet, and for a part that cannot hand its
 * work to another process because there is no Redis.
 */
export function partsOf(role: string, redis: string | undefined): ReadonlySet<Part> {
  switch (role) {
    case 'all':
      return new Set(['web', 'scheduler', 'worker', 'chat']);
    case 'web':
      return new Set(['web']);
    case 'scheduler':
    case 'worker':
    case 'chat':
      if (redis !== undefined) return new Set([role]);
      throw new UsageError(
        `the role \`${role}\` shares its work with other processes by way of Redis: set REDIS_URL, or start without --role, which does everything in one process`,
      );
    default:
      throw new UsageError(`the role \`${role}\` is not there; there is ${ROLES.join(', ')}`);
  }
}
