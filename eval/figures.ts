import type { Share } from './counts.ts';
import { type Bound, GOALS, type Goal, type GoalId } from './thresholds.ts';

/** One figure beside its target, counted both ways. */
export type Figure = Goal & {
  readonly id: GoalId;
  readonly asLabelled: Share;
  readonly withDisputes: Share;
};

/** Puts a figure beside its target. */
export function createFigure(id: GoalId, asLabelled: Share, withDisputes: Share): Figure {
  return { id, ...GOALS[id], asLabelled, withDisputes };
}

/** Whether a value is where it should be; a figure that could not be measured is not. */
export function isReached(value: Share, bound: Bound, limit: number): boolean {
  if (value === undefined) return false;
  return bound === 'least' ? value >= limit : value <= limit;
}

/** `ok`, or on which side of its target a value is. */
export function verdictOn(value: Share, { bound, target }: Pick<Goal, 'bound' | 'target'>): string {
  if (value === undefined) return '-';
  if (isReached(value, bound, target)) return 'ok';
  return bound === 'least' ? 'BELOW' : 'ABOVE';
}
