import { RUST } from '../../../config/topics/rust/topic.ts';
import type { Card } from '../../../src/domain/card/card.ts';
import {
  cardOfHappening,
  keysOfHappening,
  stepsOfHappening,
} from '../../../src/domain/card/from-happening.ts';
import type { LinkTo } from '../../../src/domain/compose/entry.ts';
import { gatherHappenings, type Happening } from '../../../src/domain/compose/happenings.ts';
import { mailUrl } from '../../../src/domain/links.ts';
import type { Milestone } from '../../../src/domain/milestone/milestone.ts';
import { byDate, type SeriesMail } from '../../../src/domain/series/mail.ts';
import type { StoryOptions } from '../../../src/domain/series/story.ts';
import { milestonesAmong } from '../../../src/pipeline/milestones.ts';
import { mailsOfThreads, storyOptions } from '../../../src/pipeline/series.ts';
import { gatherTellings } from '../../../src/pipeline/tellings.ts';
import type { Store } from '../../../src/ports/store.ts';

const link: LinkTo = (mail) => mailUrl('https://lore.kernel.org', mail.messageId, mail.lists);

/** All that a store can tell. */
export type Told = {
  readonly happenings: readonly Happening[];
  readonly milestones: readonly Milestone[];
  readonly story: StoryOptions;
};

export function tellAll(store: Store, until: number): Told {
  const rows = store.keptBetween({ since: 0, until });
  const mails = mailsOfThreads(store, [...new Set(rows.map(({ thread }) => thread))]);
  const story = storyOptions(store, RUST, mails, { now: until });
  const happenings = gatherHappenings(mails, story);
  const series = happenings.flatMap((one) => one.series ?? []);
  const { tellings } = gatherTellings(store, until);
  return { happenings, milestones: milestonesAmong(store, RUST, tellings, series, new Map()), story };
}

export function cardsOf({ happenings, milestones }: Pick<Told, 'happenings' | 'milestones'>): Card[] {
  return happenings.map((one) => cardOfHappening(one, milestones, link));
}

/** What is lost or renamed of a happening while its mails come one by one, by date: the titles, and what is lost. */
export function lostWhileGrowing({ happenings, story }: Told, isOver: () => boolean = () => false): string[] {
  return happenings.flatMap(({ title, mails }) => (isOver() ? [] : lossesOf(title, mails, story)));
}

function lossesOf(title: string, mails: readonly SeriesMail[], story: StoryOptions): string[] {
  const sorted = [...mails].sort(byDate);
  let before: readonly string[] = [];
  return sorted.flatMap((_, at) => {
    const grown = gatherHappenings(sorted.slice(0, at + 1), story);
    const known = new Set(grown.flatMap((one) => [...stepKeys(one), ...keysOfHappening(one).map(String)]));
    const lost = before.filter((key) => !known.has(key));
    before = [...known];
    return lost.map((key) => `${title}: ${key}`);
  });
}

function stepKeys(happening: Happening): string[] {
  return stepsOfHappening(happening, [], link).map(({ key }) => key);
}
