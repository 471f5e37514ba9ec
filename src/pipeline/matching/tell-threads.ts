import type { Card } from '../../domain/card/card.ts';
import { cardOfHappening, keysOfHappening } from '../../domain/card/from-happening.ts';
import type { LinkTo } from '../../domain/compose/entry.ts';
import { gatherHappenings, type Happening } from '../../domain/compose/happenings.ts';
import { mailUrl } from '../../domain/links.ts';
import type { Milestone } from '../../domain/milestone/milestone.ts';
import type { SeriesMail } from '../../domain/series/mail.ts';
import type { Store } from '../../ports/store.ts';
import { milestonesAmong } from '../milestones.ts';
import { mailsOfThreads, storyOptions } from '../series.ts';
import { gatherTellings } from '../tellings.ts';
import { backportKeys } from './backports.ts';
import type { MatchDeps } from './deps.ts';

/** What is told so often is no milestone of one matter. */
const MAX_TELLINGS = 100;

type TellDeps = Pick<MatchDeps, 'store' | 'topic' | 'lore' | 'now'>;

/** What the threads hold, all that is known of it, and the milestones that anything tells of. */
export type Told = {
  readonly happenings: readonly Happening[];
  readonly milestones: readonly Milestone[];
};

/** The address of a mail's page. */
export function linkTo({ lore }: Pick<MatchDeps, 'lore'>): LinkTo {
  return (mail) => mailUrl(lore, mail.messageId, mail.lists);
}

/** Tells the happenings of these threads as a digest of this moment would. */
export function tellThreads(deps: TellDeps, threads: readonly number[]): Told {
  const { store, topic, now } = deps;
  const time = now();
  const mails = threads.length === 0 ? [] : mailsAround(store, threads);
  const happenings =
    mails.length === 0 ? [] : gatherHappenings(mails, storyOptions(store, topic, mails, { now: time }));
  const { tellings } = gatherTellings(store, time + 1);
  const series = happenings.flatMap((one) => one.series ?? []);
  const landings = happenings
    .filter(({ what }) => what === 'pull')
    .map(({ head, landing }) => [head.messageId, landing] as const);
  return { happenings, milestones: milestonesAmong(store, topic, tellings, series, new Map(landings)) };
}

/** With what tells of the same milestones: which of them came first, and which landed, is told by all of it. */
function mailsAround(store: Store, threads: readonly number[]): SeriesMail[] {
  const mails = mailsOfThreads(store, threads);
  const namesOf = ({ findings }: Pick<SeriesMail, 'findings'>): string[] =>
    findings.map(({ type, key }) => `${type} ${key}`);
  const names = new Set(mails.flatMap(namesOf));
  if (names.size === 0) return mails;
  const known = new Set(mails.map(({ key }) => key));
  const others = store.keptWithFindings().filter((row) => !known.has(row.key));
  const more = others.filter((row) => namesOf(row).some((name) => names.has(name)));
  if (more.length === 0 || more.length > MAX_TELLINGS) return mails;
  return mailsOfThreads(store, [...threads, ...more.map(({ thread }) => thread)]);
}

export type ToldCard = { readonly card: Card; readonly keys: readonly number[] };

/** The card of a happening, with the milestones that it has a part in. */
export function makeCard(deps: TellDeps, happening: Happening, milestones: readonly Milestone[]): ToldCard {
  const ids = new Set<string>(happening.mails.map(({ messageId }) => messageId));
  const own = milestones.filter(
    ({ series, mails }) =>
      (series !== undefined && series === happening.series?.id) || mails.some((id) => ids.has(id)),
  );
  const card = cardOfHappening(happening, own, linkTo(deps));
  return { card, keys: [...keysOfHappening(happening), ...backportKeys(happening)] };
}
