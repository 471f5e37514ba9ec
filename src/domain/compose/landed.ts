import { type Landing, landingBefore, outcomesOf } from '../series/landing.ts';
import type { Happening } from './happenings.ts';
import { inPeriod, momentOf, type Period } from './period.ts';

/** Whether the period brought it further: not yet applied to applied, to more parts, to mainline. */
export function landedIn(happening: Happening, period: Period): boolean {
  if (pulledIn(happening, period)) return true;
  if (happening.landing.some((step) => step.commit !== undefined && inPeriod(period, step))) return true;
  const told = outcomesOf(happening).some((mail) => inPeriod(period, mail));
  const before = (time: number): number =>
    rank(landingBefore(happening, time, (mail) => momentOf(period, mail)));
  return told && before(period.until) > before(period.since);
}

/** Nobody said that it was applied, but a pull request had it and was merged. Where somebody said so, that was the news. */
function pulledIn({ series }: Happening, period: Period): boolean {
  const landing = series?.landing ?? [];
  return (
    landing.every(({ pulled }) => pulled) &&
    landing.some((step) => step.state === 'merged' && inPeriod(period, step))
  );
}

function rank(landing: Landing | undefined): number {
  if (!landing) return 0;
  const share = landing.parts === 0 ? 0.5 : landing.parts / landing.total;
  return (landing.state === 'merged' ? 1 : 0) + share;
}
