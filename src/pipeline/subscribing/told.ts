import { clock } from '../../domain/source/moment.ts';
import { lastDue, nextDue } from '../../domain/subscription/due.ts';
import { printQuiet } from '../../domain/subscription/quiet.ts';
import { printCadence } from '../../domain/subscription/read-cadence.ts';
import { targetLabel } from '../../domain/subscription/read-target.ts';
import {
  type Cadence,
  DEFAULT_OPTIONS,
  type Subscription,
  type SubscriptionOptions,
  WEEKDAYS,
} from '../../domain/subscription/subscription.ts';
import { wallAt } from '../../domain/subscription/zone.ts';

/** "everything", or the filter as it is typed. */
export function filterTold(filter: string): string {
  return filter === '' ? 'everything' : filter;
}

/** "3: mailto:ada@example.org, `area:drm`, weekly MON 09:00 Europe/Berlin" */
export function subscriptionTold({ id, target, filter, cadence }: Subscription): string {
  const what = filter === '' ? 'everything' : `\`${filter}\``;
  return `${id}: ${targetLabel(target)}, ${what}, ${printCadence(cadence)}`;
}

/** "as it happens", "daily 09:00 Europe/Berlin" */
export function cadenceTold(cadence: Cadence): string {
  return cadence.kind === 'now' ? 'as it happens' : printCadence(cadence);
}

/** "milestones at once", "quiet 22:00-07:00 UTC", "at most 5 an hour": what differs from the usual. */
export function specialOptions({ quiet, mostAnHour, milestonesNow }: SubscriptionOptions): string[] {
  return [
    ...(milestonesNow ? ['milestones at once'] : []),
    ...(quiet ? [`quiet ${printQuiet(quiet)}`] : []),
    ...(mostAnHour === DEFAULT_OPTIONS.mostAnHour ? [] : [`at most ${mostAnHour} an hour`]),
  ];
}

/** When its next digest is due, ms; one that is late goes at once. undefined where none will come. */
export function nextDigest({ cadence, state, digestUntil }: Subscription, now: number): number | undefined {
  if (cadence.kind === 'now' || state !== 'active') return undefined;
  const last = lastDue(cadence, now);
  return last > digestUntil ? last : nextDue(cadence, now);
}

/** "Mon 6 Apr 09:00" as the clocks of the cadence's zone show it; undefined where it is told at once. */
export function nextDigestTold(subscription: Subscription, now: number): string | undefined {
  const { cadence } = subscription;
  const next = nextDigest(subscription, now);
  if (next === undefined || cadence.kind === 'now') return undefined;
  const wall = wallAt(cadence.zone, next);
  const day = WEEKDAYS[(new Date(wall).getUTCDay() + 6) % 7] ?? '';
  return `${day.slice(0, 1)}${day.slice(1).toLowerCase()} ${clock(wall)}`;
}

/** "1 post", "3 posts" */
export function postsTold(count: number): string {
  return count === 1 ? '1 post' : `${count} posts`;
}
