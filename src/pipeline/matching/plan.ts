import type { Card, CardStep } from '../../domain/card/card.ts';
import { newSteps } from '../../domain/card/diff.ts';
import { DAY } from '../../domain/compose/period.ts';
import type { PlatformId } from '../../domain/subscription/target.ts';
import type { StandingCard } from '../../ports/outbox.ts';
import type { PlatformSkills } from '../../ports/platform.ts';
import { cappedAs, type Held, isWanted, type Subscriber, stoppedAs } from './subscriber.ts';
import { mayOpen, type Touch } from './touch.ts';

/** A subscription, and what of a matter its filter holds for. */
export type Wish = { readonly subscriber: Subscriber; readonly touches: readonly Touch[] };

/**
 * A card in a target. `waits`: its post will go out with what is known then. `stands`: it was sent, is in flight, or may
 * have arrived. `lost`: it never came, and will not by itself.
 */
export type Placed = StandingCard & { readonly fate: 'waits' | 'stands' | 'lost'; readonly edited: boolean };

/** What is known of a matter's subject when it is planned. */
export type Situation = {
  readonly card: Card;
  /** Whether the card says something else than before. */
  readonly changed: boolean;
  readonly placed: readonly Placed[];
  readonly wishes: readonly Wish[];
  readonly subscriber: (id: number) => Subscriber | undefined;
  readonly skills: (platform: PlatformId) => PlatformSkills | undefined;
  /** Whether it may post once more in this hour. */
  readonly hasRoom: (subscriber: Subscriber) => boolean;
};

export type Planned =
  | {
      readonly what: 'card';
      readonly by: Subscriber;
      readonly held: Held | undefined;
      readonly place: boolean;
    }
  | { readonly what: 'edit'; readonly by: Subscriber }
  | { readonly what: 'line'; readonly by: Subscriber; readonly step: CardStep }
  /** Not worth a line any more: told without one. */
  | { readonly what: 'told'; readonly target: string; readonly steps: readonly string[] };

/** Nobody knows the skills of a platform that is not set up: its lines wait for it, edits are made of the newest anyway. */
const UNKNOWN_SKILLS: PlatformSkills = { edit: true, lines: true, nonce: 0 };

/** What is to be posted of a matter, and what is not, and why. Depends on nothing but what is given. */
export function planMatter(situation: Situation): Planned[] {
  const placed = new Map(situation.placed.map((one) => [one.target, one]));
  const wishes = [...situation.wishes].sort(activeFirst);
  const byTarget = Map.groupBy(wishes, ({ subscriber }) => subscriber.target.text);
  const changes = situation.placed
    .filter(({ fate }) => fate === 'stands')
    .flatMap((one) => planChanges(situation, one, byTarget.get(one.target) ?? []));
  return [...changes, ...planCards(situation, placed, wishes)];
}

function activeFirst(a: Wish, b: Wish): number {
  const rank = ({ subscriber }: Wish): number => (subscriber.state === 'active' ? 0 : 1);
  return rank(a) - rank(b) || a.subscriber.id - b.subscriber.id;
}

function planCards(
  situation: Situation,
  placed: ReadonlyMap<string, Placed>,
  wishes: readonly Wish[],
): Planned[] {
  // Who has the card of a target: undefined is nobody, a number is a subscription.
  const holders = new Map<string, number>();
  for (const { target, subscription, fate } of placed.values())
    if (fate !== 'lost') holders.set(target, subscription);
  return wishes.flatMap(({ subscriber, touches }): Planned[] => {
    const openers = touches.filter((touch) => isWanted(subscriber, touch) && mayOpen(subscriber.asks, touch));
    if (openers.length === 0) return [];
    const { id, target } = subscriber;
    const holder = holders.get(target.text);
    const isNews = openers.some(({ date }) => date >= subscriber.created - DAY);
    if (holder === id) return [];
    if (!isNews) return [{ what: 'card', by: subscriber, held: beforeIt(openers, subscriber), place: false }];
    if (holder !== undefined) return [{ what: 'card', by: subscriber, held: toldBy(holder), place: false }];
    const stopped = stoppedAs(subscriber);
    // What is stopped was counted as lost once already.
    if (stopped && placed.has(target.text)) return [];
    const held = stopped ?? (situation.hasRoom(subscriber) ? undefined : cappedAs(subscriber));
    if (held?.as !== 'cap') holders.set(target.text, id);
    return [{ what: 'card', by: subscriber, held, place: held?.as !== 'cap' }];
  });
}

function beforeIt(openers: readonly Touch[], { id, created }: Subscriber): Held {
  const newest = Math.max(...openers.map(({ date }) => date));
  const days = [newest, created].map((time) => new Date(time).toISOString().slice(0, 10));
  return { as: 'history', reason: `it is of ${days[0]}, before subscription ${id} began on ${days[1]}` };
}

function toldBy(holder: number): Held {
  return { as: 'told', reason: `the target has its card already, by subscription ${holder}` };
}

/** What a card that stands is told: that it changed, and lines under it. */
function planChanges(situation: Situation, placed: Placed, wishes: readonly Wish[]): Planned[] {
  const by = ownerOf(situation, placed, wishes);
  if (by === undefined) return [];
  const { edit, lines } = situation.skills(by.target.platform) ?? UNKNOWN_SKILLS;
  const told = new Set(placed.told);
  const fresh = situation.changed ? situation.card.steps.filter(({ key }) => !told.has(key)) : [];
  const lively = new Set(newSteps(placed.told, situation.card));
  const worth = fresh.filter((step) => lively.has(step) && isFor(by, step));
  const spoken = lines ? [...worth, ...repliesOf(wishes, told)] : [];
  const silent = fresh.filter((step) => !spoken.includes(step)).map(({ key }) => key);
  return [
    ...(situation.changed && edit && !placed.edited ? [{ what: 'edit' as const, by }] : []),
    ...spoken.map((step) => ({ what: 'line' as const, by, step })),
    ...(silent.length > 0 ? [{ what: 'told' as const, target: placed.target, steps: silent }] : []),
  ];
}

/** Whose matter the card is; where that one is stopped or gone, another one of the target that wants to hear of it. */
function ownerOf(
  situation: Situation,
  { subscription, target }: Placed,
  wishes: readonly Wish[],
): Subscriber | undefined {
  const known = situation.subscriber(subscription);
  const own = known?.target.text === target ? known : undefined;
  if (own?.state === 'active') return own;
  const other = wishes.find(({ subscriber }) => subscriber.state === 'active');
  return other?.subscriber ?? own;
}

const MILESTONE_WORDS: ReadonlySet<string> = new Set(['milestone', 'merged', 'released']);

/** Who is told of milestones alone is spared the rest. */
function isFor({ cadence, options }: Subscriber, { word }: CardStep): boolean {
  return cadence.kind === 'now' || (options.milestonesNow && MILESTONE_WORDS.has(word));
}

/** Answers that somebody in the target asks for, each once. */
function repliesOf(wishes: readonly Wish[], told: ReadonlySet<string>): CardStep[] {
  const steps = new Map<string, CardStep>();
  for (const { subscriber, touches } of wishes) {
    for (const touch of touches) {
      const { reply, date } = touch;
      if (reply === undefined || told.has(reply.key) || date < subscriber.created - DAY) continue;
      if (subscriber.state === 'active' && isWanted(subscriber, touch) && mayOpen(subscriber.asks, touch))
        steps.set(reply.key, reply);
    }
  }
  return [...steps.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
