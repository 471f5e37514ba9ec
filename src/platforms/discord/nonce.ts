import { keyOf } from '../../domain/thread.ts';
import { LIMITS } from './render/limits.ts';

/**
 * The nonce of a message: the delivery's key for its first (or only) one, for its parts another that follows from it. The
 * same on each attempt, at most 25 characters.
 */
export function nonceOf(key: string, part = 0): string {
  if (part === 0 && key.length <= LIMITS.nonce) return key;
  return `${keyOf(`${key} ${part}`).toString(36)}-${part}`;
}
