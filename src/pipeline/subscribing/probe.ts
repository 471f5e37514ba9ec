import type { Target } from '../../domain/subscription/target.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Platforms } from '../../ports/platform.ts';
import { impossible, type Refusal } from './refusal.ts';

/** Somebody waits for the answer, ms. */
const PATIENCE = 8000;

/**
 * Asks the platform itself whether it can post to a target, before anything is written; undefined where it can, and
 * where nobody can tell before it is tried.
 */
export async function probeTarget(
  platforms: Platforms,
  target: Target,
  now: Clock,
): Promise<Refusal | undefined> {
  const platform = platforms.get(target.platform);
  if (platform?.probe === undefined) return undefined;
  const why = await platform.probe(target, { now, signal: AbortSignal.timeout(PATIENCE) });
  return why === undefined ? undefined : impossible(why);
}
