import type { CardKind } from '../../domain/card/card.ts';
import type { Period } from '../../domain/compose/period.ts';
import { nextDue } from '../../domain/subscription/due.ts';
import type { Cadence, Subscription } from '../../domain/subscription/subscription.ts';
import type { MatchDeps } from './deps.ts';
import { type ForecastPost, forecast } from './forecast.ts';
import { hourOf } from './hours.ts';
import { readQuestion, tellPast } from './past.ts';

export type Preview = {
  /** Oldest first. */
  readonly posts: readonly ForecastPost[];
  /** Posts, and summaries of hours that brought more than the cap allows. */
  readonly total: number;
  /** The most posts of a clock hour. */
  readonly mostAnHour: number;
  /** Posts by what their cards are about. */
  readonly byKind: Readonly<Partial<Record<CardKind, number>>>;
  readonly summaries: number;
  readonly digests: number;
};

/**
 * What a subscription would have posted in a period, had it begun with it: by the dates of what the store holds, as if
 * each had become known at once. Writes nothing.
 */
export function previewSubscription(
  deps: MatchDeps,
  subscription: Pick<Subscription, 'filter' | 'cadence' | 'options' | 'target'>,
  period: Period,
): Preview {
  const { cadence, options, target, filter } = subscription;
  const isTold = cadence.kind === 'now' || options.milestonesNow;
  const question = readQuestion(filter);
  const matters = isTold ? tellPast(deps, question, period) : [];
  const skills = deps.skills(target.platform);
  const lines = skills === undefined || skills.lines;
  const { posts, summaries } = forecast(matters, subscription, question.asks, { period, lines });
  const hours = Map.groupBy(posts, ({ at }) => hourOf(at).since);
  const kinds = Map.groupBy(posts, ({ card }) => card.kind);
  return {
    posts,
    total: posts.length + summaries,
    mostAnHour: Math.max(0, ...[...hours.values()].map((own) => own.length)),
    byKind: Object.fromEntries([...kinds].map(([kind, own]) => [kind, own.length])),
    summaries,
    digests: countDigests(cadence, period),
  };
}

function countDigests(cadence: Cadence, { since, until }: Period): number {
  if (cadence.kind === 'now') return 0;
  let count = 0;
  for (let due = nextDue(cadence, since); due <= until; due = nextDue(cadence, due)) count++;
  return count;
}
