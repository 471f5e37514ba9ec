import type { Card, CardStep } from '../../domain/card/card.ts';
import type { Period } from '../../domain/compose/period.ts';
import { afterQuiet } from '../../domain/subscription/quiet.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Asks } from './asks.ts';
import { hourOf } from './hours.ts';
import type { Matter } from './matter.ts';
import { isWanted } from './subscriber.ts';
import { mayOpen } from './touch.ts';

/** A post that would have gone out; with `line`, one under a card that stood. `at` in ms. */
export type ForecastPost = { readonly at: number; readonly card: Card; readonly line?: CardStep };

export type Forecast = {
  /** Oldest first. */
  readonly posts: readonly ForecastPost[];
  /** Hours whose rest would have come as one summary. */
  readonly summaries: number;
};

type Chance = { readonly date: number; readonly matter: Matter; readonly line?: CardStep };

/**
 * Plays a period once more for one subscription that begins with it: what would have been posted of these matters, whose
 * touches its filter holds for. Pure.
 */
export function forecast(
  matters: readonly Matter[],
  { cadence, options }: Pick<Subscription, 'cadence' | 'options'>,
  asks: Asks,
  { period, lines }: { readonly period: Period; readonly lines: boolean },
): Forecast {
  const chances = matters
    .flatMap((matter) => chancesOf(matter, cadence, asks, lines))
    .filter(({ date }) => date >= period.since && date < period.until)
    .sort((a, b) => a.date - b.date);
  const standing = new Set<Matter>();
  const perHour = new Map<number, number>();
  const full = new Set<number>();
  const posts: ForecastPost[] = [];
  for (const { date, matter, line } of chances) {
    if ((line === undefined) === standing.has(matter)) continue;
    const at = afterQuiet(options.quiet, date);
    const hour = hourOf(at).since;
    const before = perHour.get(hour) ?? 0;
    if (before >= options.mostAnHour) {
      full.add(hour);
      continue;
    }
    perHour.set(hour, before + 1);
    standing.add(matter);
    posts.push({ at, card: matter.card, ...(line && { line }) });
  }
  return { posts, summaries: full.size };
}

/** When a card may open, and what would be said under it. */
function chancesOf(matter: Matter, cadence: Subscription['cadence'], asks: Asks, lines: boolean): Chance[] {
  const wanted = matter.touches.filter((touch) => isWanted({ cadence }, touch) && mayOpen(asks, touch));
  const first = wanted[0];
  if (first === undefined) return [];
  const said = lines
    ? [...matter.card.steps.filter(({ line }) => line), ...wanted.flatMap(({ reply }) => reply ?? [])]
    : [];
  return [
    ...wanted.map(({ date }) => ({ date, matter })),
    // What opened the card is told by it.
    ...said
      .map((line) => ({ date: Date.parse(line.date), matter, line }))
      .filter(({ date }) => date > first.date),
  ];
}
