import type { Card, CardStep } from './card.ts';

/**
 * The steps that deserve a line and were not told yet, oldest first. `told`: keys of the steps that were. What came to
 * light too late is passed over: a revision before one that was told, the tree after the merge, the merge after the
 * release.
 */
export function newSteps(told: readonly string[], { steps }: Pick<Card, 'steps'>): CardStep[] {
  const known = new Set(told);
  const old = steps.filter(({ key }) => known.has(key));
  return steps.filter(
    (step) => step.line && !known.has(step.key) && !old.some((other) => overtakes(other, step)),
  );
}

function overtakes(told: CardStep, step: CardStep): boolean {
  switch (step.word) {
    case 'posted':
    case 'revised':
      return (told.word === 'posted' || told.word === 'revised') && told.date > step.date;
    case 'applied':
      return told.word === 'merged' || told.word === 'released' || `${told.key} in part` === step.key;
    case 'merged':
      return told.word === 'released';
    default:
      return false;
  }
}
