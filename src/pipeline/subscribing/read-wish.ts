import { showFilterError } from '../../domain/filter/explain.ts';
import { parseFilter } from '../../domain/filter/parse.ts';
import { printFilter } from '../../domain/filter/print.ts';
import { readQuiet } from '../../domain/subscription/quiet.ts';
import { readCadence } from '../../domain/subscription/read-cadence.ts';
import { readTarget } from '../../domain/subscription/read-target.ts';
import {
  type Cadence,
  DEFAULT_OPTIONS,
  type Subscription,
  type SubscriptionOptions,
} from '../../domain/subscription/subscription.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Topic } from '../../domain/topic.ts';
import type { Platforms } from '../../ports/platform.ts';
import { impossible, mistyped, type Refusal } from './refusal.ts';

/** The names that a filter can know. */
export type Names = Pick<Topic, 'areas' | 'milestones'>;

/** Options as somebody typed them; what is undefined stays as it was. */
export type OptionWishes = {
  /** `none`: no quiet hours any more. */
  readonly quiet?: string | undefined;
  readonly mostAnHour?: number | undefined;
  readonly milestonesNow?: boolean | undefined;
};

/** A subscription as somebody typed it. */
export type Wish = OptionWishes & {
  readonly target: string;
  /** undefined: everything. */
  readonly filter: string | undefined;
  readonly cadence: string;
};

export type Draft = Pick<Subscription, 'target' | 'filter' | 'cadence' | 'options'>;

/** Reads a wish, and asks the platform whether it can post there. Writes nothing. */
export function readWish(names: Names, platforms: Platforms, wish: Wish): Draft | Refusal {
  const target = readTarget(wish.target);
  if ('wrong' in target) return mistyped(target.wrong);
  const filter = readFilterWish(names, wish.filter ?? '');
  if ('wrong' in filter) return filter;
  const cadence = readCadenceWish(wish.cadence);
  if ('wrong' in cadence) return cadence;
  const options = readOptionWishes(DEFAULT_OPTIONS, wish);
  if ('wrong' in options) return options;
  const refused = checkTarget(platforms, target);
  return refused ?? { target, filter: filter.filter, cadence, options };
}

/** The normal form of a filter; a mistake is shown with its place. */
export function readFilterWish(names: Names, text: string): { readonly filter: string } | Refusal {
  const parsed = parseFilter(text, {
    area: names.areas.map(({ area }) => area),
    milestone: names.milestones.map(({ id }) => id),
  });
  if (parsed.ok) return { filter: printFilter(parsed.filter) };
  return mistyped(`the filter cannot be read:\n${showFilterError(text, parsed.error)}`);
}

export function readCadenceWish(text: string): Cadence | Refusal {
  const cadence = readCadence(text);
  return 'wrong' in cadence ? mistyped(`the cadence cannot be read: ${cadence.wrong}`) : cadence;
}

/** The options with what is wished for. */
export function readOptionWishes(
  options: SubscriptionOptions,
  { quiet, mostAnHour, milestonesNow }: OptionWishes,
): SubscriptionOptions | Refusal {
  const read = quiet === undefined || isNone(quiet) ? undefined : readQuiet(quiet);
  if (read && 'wrong' in read) return mistyped(`the quiet hours cannot be read: ${read.wrong}`);
  return {
    milestonesNow: milestonesNow ?? options.milestonesNow,
    quiet: quiet === undefined ? options.quiet : read,
    mostAnHour: mostAnHour ?? options.mostAnHour,
  };
}

function isNone(text: string): boolean {
  return text.trim().toLowerCase() === 'none';
}

function checkTarget(platforms: Platforms, target: Target): Refusal | undefined {
  const platform = platforms.get(target.platform);
  if (platform) {
    const why = platform.check(target);
    return why === undefined ? undefined : impossible(why);
  }
  return impossible(`\`${target.platform}:\` is not set up here, nothing can be posted to it`);
}
