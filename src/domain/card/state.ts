import type { Card } from './card.ts';

/** States after which nothing further is expected to become of it. */
export const CLOSED_STATES: readonly string[] = ['released', 'rejected', 'end of life'];

/** The state in full: "released with 7.2" where the state itself is the bare word, by which cards can be told apart. */
export function stateWords({ state, steps, facts }: Pick<Card, 'state' | 'steps' | 'facts'>): string {
  if (state !== 'released') return state;
  const told = steps.findLast(({ word }) => word === 'released')?.text;
  return told ?? facts.find((fact) => fact.startsWith('released with ')) ?? state;
}
