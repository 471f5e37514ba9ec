import type { Suppression } from '../../domain/delivery/delivery.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Asks } from './asks.ts';
import type { Touch } from './touch.ts';

/** A subscription that may be told at once, and what its filter asks for. */
export type Subscriber = Subscription & { readonly asks: Asks };

/** Why something is not sent. */
export type Held = { readonly as: Suppression; readonly reason: string };

/** Who is told by a digest is told nothing at once but milestones. */
export function isWanted({ cadence }: Pick<Subscriber, 'cadence'>, touch: Touch): boolean {
  return cadence.kind === 'now' || touch.milestone;
}

/** undefined where it is told what matches. */
export function stoppedAs({ id, state, reason }: Subscriber): Held | undefined {
  if (state === 'active') return undefined;
  return { as: state, reason: reason === '' ? `subscription ${id} is ${state}` : reason };
}

export function cappedAs({ options }: Subscriber): Held {
  return { as: 'cap', reason: `more than ${options.mostAnHour} posts in this hour: told in its summary` };
}
