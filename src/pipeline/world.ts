import type { Period } from '../domain/compose/period.ts';
import { inPeriod } from '../domain/compose/period.ts';
import type { World } from '../domain/compose/world-entries.ts';
import type { Filter } from '../domain/filter/ast.ts';
import { matchFilter } from '../domain/filter/match.ts';
import type { KnownItem } from '../domain/item/item.ts';
import type { Release } from '../domain/item/release.ts';
import { tellStories } from '../domain/item/story.ts';
import { itemDate, itemSubject } from '../domain/item/subject.ts';
import { isFinal } from '../domain/series/shipped.ts';
import type { Store } from '../ports/store.ts';

const DAY = 86_400_000;
/** A story may have begun so long before the period. */
const STORY_DAYS = 14;
/** Nobody reads more of them. */
const MAX_COMMITS = 200;

/** What the period brought beside mail: what is about the topic and fits the filter; of releases every final one. */
export function worldOf(
  store: Pick<Store, 'items' | 'item'>,
  topic: string,
  filter: Filter,
  period: Period,
): World {
  const fits = (known: KnownItem): boolean =>
    inPeriod(period, { date: itemDate(known) }) && matchFilter(filter, itemSubject(known));
  const { since, until } = period;
  const about = (known: KnownItem): boolean => known.verdict.relevant === 'yes';
  const releases = store.items({ kinds: ['release'], since, until });
  const advisories = store.items({ kinds: ['advisory'], since, until, relevant: 'yes' });
  const articles = store.items({
    kinds: ['article'],
    since: since - STORY_DAYS * DAY,
    until,
    relevant: 'yes',
  });
  return {
    topic,
    releases: releases
      .filter((known) => (about(known) || isFinal(known.item.id)) && fits(known))
      .map((known) => ({ known, about: subjectsOf(store, known.item) })),
    // Old records that were touched come without a day: they are no news.
    advisories: advisories.filter((known) => known.item.published !== undefined && fits(known)),
    stories: tellStories(articles).filter((story) => story.articles.some(fits)),
  };
}

/** Subjects of the commits that are about the topic, as far as they are stored. */
function subjectsOf(store: Pick<Store, 'item'>, { log }: Release): string[] {
  return (log?.about ?? [])
    .slice(0, MAX_COMMITS)
    .flatMap((id) => store.item('commit', id)?.item.subject ?? []);
}
