import { type Card, MAX_STEPS } from '../../domain/card/card.ts';
import type { Happening } from '../../domain/compose/happenings.ts';
import { normalTitle } from '../../domain/series/title.ts';
import { keyOf } from '../../domain/thread.ts';

const POSTINGS: ReadonlySet<string> = new Set(['posted', 'revised']);

/** By which a patch for another stable kernel is found, although nothing links the two: one happening has all of them. */
export function backportKeys({ what, newest }: Happening): number[] {
  if (what !== 'backport' || newest === undefined) return [];
  return [keyOf(`backport ${newest.author.email} ${normalTitle(newest.title)}`)];
}

/** The card of a backport with the kernels that it was known of before. */
export function joinBackports(card: Card, before: Card | undefined, { what }: Pick<Happening, 'what'>): Card {
  if (what !== 'backport' || before === undefined) return card;
  const steps = new Map([...before.steps, ...card.steps].map((step) => [step.key, step]));
  const ordered = [...steps.values()].sort((a, b) => compare(a.date, b.date) || compare(a.key, b.key));
  const isOlder = before.date < card.date || (before.date === card.date && before.id < card.id);
  const { id, date } = isOlder ? before : card;
  const told = ordered.map((step, at) =>
    POSTINGS.has(step.word) ? { ...step, word: at === 0 ? ('posted' as const) : ('revised' as const) } : step,
  );
  return { ...card, id, date, steps: told.slice(0, MAX_STEPS) };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
