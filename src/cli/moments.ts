import { MOMENTS, readMoment } from '../commands/told/moment.ts';
import { UsageError } from './usage-error.ts';

/**
 * A time as `--since` and `--until` take it: `now`, `7d`, `36h`, `2w` before `reference`, a date
 * (midnight UTC), or an ISO 8601 time (UTC unless it says otherwise). ms UTC. Throws UsageError that names
 * the option.
 */
export function parseMoment(option: string, text: string, reference: number): number {
  const time = readMoment(text, reference);
  if (time !== undefined) return time;
  throw new UsageError(`${option} takes ${MOMENTS}, not \`${text}\``);
}
