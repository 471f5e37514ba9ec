import { type Landing, landingBefore, landingWords, stepWords } from '../series/landing.ts';
import type { Series } from '../series/series.ts';
import { trailerPerson } from '../trailers.ts';
import type { Happening } from './happenings.ts';
import { momentOf, type Period } from './period.ts';

/** How far it got by the end of the period, in words: "applied to rust-next", "reviewed"; null where nothing is known. */
export function stateOf(happening: Happening, period: Period): string | null {
  const landing = landingBefore(happening, period.until, (mail) => momentOf(period, mail));
  const { series } = happening;
  if (series === undefined && landing) return landingWords(landing);
  const [merged] = happening.landing;
  if (merged) return stepWords(merged);
  if (series === undefined) return null;
  return landedWords(series, landing) ?? standingWords(series);
}

function landedWords({ state, landing }: Series, said: Landing | undefined): string | undefined {
  const released = state === 'released' ? landing.findLast((step) => step.state === 'released') : undefined;
  if (released) return stepWords(released);
  const isPulled = landing.some((step) => step.pulled && step.state === 'merged');
  if (state === 'merged' && isPulled) return 'merged into mainline';
  if (said) return landingWords(said);
  if (state === 'applied') return landing.some(({ pulled }) => pulled) ? 'in a pull request' : 'applied';
  return state === 'merged' ? 'merged into mainline' : undefined;
}

function standingWords({ state, evidence, objections }: Series): string | null {
  const nack = objections.findLast(({ what }) => what === 'nack');
  if (state === 'rejected' || nack) return `NACKed by ${trailerPerson((nack ?? evidence)?.by ?? '')}`;
  if (state === 'superseded') return 'withdrawn';
  if (objections.length > 0) return 'changes requested';
  return state === 'reviewed' ? 'reviewed' : null;
}
