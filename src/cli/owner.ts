import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

const OWNER = /^(\d{1,10})@([^:]*):/;

/** The name of this process among those that share a store: `pid@host:nonce`. */
export function nameOwner(): string {
  return `${process.pid}@${hostname()}:${randomBytes(4).toString('hex')}`;
}

/**
 * Whether an owner still runs. Of another host nobody can tell: it counts as running. One with this
 * process's number and another nonce was here before it, in a container that was started again.
 */
export function isOwnerAlive(owner: string, self: string): boolean {
  if (owner === self) return true;
  const [, pid, host] = OWNER.exec(owner) ?? [];
  if (host !== hostname()) return true;
  return Number(pid) !== process.pid && isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
