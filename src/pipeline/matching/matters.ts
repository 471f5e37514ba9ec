import type { Card } from '../../domain/card/card.ts';
import { cardOfStory, keysOfStory } from '../../domain/card/from-item.ts';
import type { Happening } from '../../domain/compose/happenings.ts';
import type { Commit } from '../../domain/item/commit.ts';
import type { KnownItem } from '../../domain/item/item.ts';
import type { Story } from '../../domain/item/story.ts';
import { joinBackports } from './backports.ts';
import { findOwners } from './commit-owners.ts';
import type { MatchDeps } from './deps.ts';
import { cardOfItem } from './item-card.ts';
import type { Matter } from './matter.ts';
import { addPress } from './stories.ts';
import { makeCard, type Told, type ToldCard } from './tell-threads.ts';
import type { Touch } from './touch.ts';

/** A matter that is being gathered. */
export type Open = {
  readonly touches: Touch[];
  readonly press: Story[];
  readonly happening: Happening | undefined;
};

/** Things that have cards, each made when it is asked for first. */
export type Matters = {
  /** That of the happening that has this mail; undefined where none has. */
  readonly ofMail: (key: number) => Open | undefined;
  /** undefined for an article. */
  readonly ofItem: (known: KnownItem) => Open | undefined;
  /** Those of the happenings that the commit was made of. */
  readonly ofCommit: (commit: Commit) => Open[];
  readonly ofStory: (story: Story) => Open;
  /** Whether a mail tells of a milestone. */
  readonly isMilestone: (messageId: string) => boolean;
  /** Those that have one of these keys. */
  readonly withKeys: (keys: readonly number[]) => Open[];
  readonly all: () => Matter[];
};

type Made = { readonly open: Open; readonly card: Card; readonly keys: readonly number[] };

export function createMatters(
  deps: Pick<MatchDeps, 'store' | 'topic' | 'lore' | 'now'>,
  { happenings, milestones }: Told,
): Matters {
  const made = new Map<Happening | string, Made>();
  const owners = new Map(happenings.flatMap((one) => one.mails.map(({ key }) => [key, one] as const)));
  const telling = new Set<string>(milestones.flatMap(({ mails }) => mails));
  const open = (id: Happening | string, make: () => ToldCard): Open => {
    const known = made.get(id);
    if (known) return known.open;
    const happening = typeof id === 'string' ? undefined : id;
    const one: Made = { open: { touches: [], press: [], happening }, ...make() };
    made.set(id, one);
    return one.open;
  };
  const ofHappening = (one: Happening): Open => open(one, () => makeCard(deps, one, milestones));
  const ownersOf = findOwners(happenings);
  return {
    isMilestone: (id) => telling.has(id),
    ofMail: (key) => {
      const owner = owners.get(key);
      return owner && ofHappening(owner);
    },
    ofItem: (known) => {
      const told = cardOfItem(deps, known);
      return told && open(`${known.item.kind} ${known.item.id}`, () => told);
    },
    ofCommit: (commit) => ownersOf(commit).map(ofHappening),
    ofStory: (story) =>
      open(`story ${story.id}`, () => ({ card: cardOfStory(story), keys: keysOfStory(story) })),
    withKeys: (keys) => {
      const wanted = new Set(keys);
      return [...made.values()]
        .filter((one) => one.keys.some((key) => wanted.has(key)))
        .map((one) => one.open);
    },
    all: () => [...made.values()].map((one) => toMatter(deps, one)).sort(byBeginning),
  };
}

/** What was written about it before stays on its card. */
function toMatter({ store }: Pick<MatchDeps, 'store'>, { open, card, keys: own }: Made): Matter {
  const keys = [...own, ...straysOf(store, open.happening)];
  const touches = [...open.touches].sort((a, b) => a.date - b.date || (a.id < b.id ? -1 : 1));
  const before = store.subjectOf(keys)?.card;
  const whole = open.happening ? joinBackports(card, before, open.happening) : card;
  return { card: addPress(whole, before, open.press), keys, touches };
}

/** Answers that came before what they answer were taken for a talk: that one is the same matter. */
function straysOf(store: Pick<MatchDeps['store'], 'subjectOf'>, happening: Happening | undefined): number[] {
  if (happening === undefined || happening.what === 'talk') return [];
  const keys = happening.answers.map(({ key }) => key);
  return keys.filter((key) => store.subjectOf([key])?.card.kind === 'talk');
}

function byBeginning(a: Matter, b: Matter): number {
  const [one, other] = [startOf(a), startOf(b)];
  return one - other || (a.card.id < b.card.id ? -1 : 1);
}

/** What became known first comes first. */
function startOf({ touches, card }: Matter): number {
  return touches[0]?.date ?? Date.parse(card.date);
}
