import { datedItem } from '../domain/compose/dated-item.ts';
import type { Period } from '../domain/compose/period.ts';
import { inPeriod } from '../domain/compose/period.ts';
import type { World } from '../domain/compose/world-entries.ts';
import type { Filter } from '../domain/filter/ast.ts';
import { matchFilter } from '../domain/filter/match.ts';
import type { Item, ItemKind, KnownItem } from '../domain/item/item.ts';
import type { Release } from '../domain/item/release.ts';
import { tellStories } from '../domain/item/story.ts';
import { itemDate, itemSubject } from '../domain/item/subject.ts';
import { isFinal } from '../domain/series/shipped.ts';
import type { NewsSpan } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';

const DAY = 86_400_000;
/** A story may have begun so long before the period. */
const STORY_DAYS = 14;
/** Nobody reads more of them. */
const MAX_COMMITS = 200;

type WorldStore = Pick<Store, 'items' | 'item' | 'itemsLearned'>;

/** What the period brought beside mail: what is about the topic and fits the filter; of releases every final one. */
export function worldOf(
  store: WorldStore,
  topic: string,
  filter: Filter,
  period: Period,
  news?: NewsSpan,
): World {
  const fits = (known: KnownItem): boolean =>
    inPeriod(period, datedItem(known)) && matchFilter(filter, itemSubject(known));
  const { since, until } = period;
  const about = (known: KnownItem): boolean => known.verdict.relevant === 'yes';
  const learned = news ? store.itemsLearned(news) : [];
  const releases = joined(
    store.items({ kinds: ['release'], since, until }),
    learned.filter((known) => isKind(known, 'release')),
  );
  const advisories = joined(
    store.items({ kinds: ['advisory'], since, until, relevant: 'yes' }),
    learned.filter((known) => isKind(known, 'advisory')).filter(about),
  );
  const articles = joined(
    store.items({ kinds: ['article'], since: since - STORY_DAYS * DAY, until, relevant: 'yes' }),
    learned.filter((known) => isKind(known, 'article')).filter(about),
  );
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

function isKind<K extends ItemKind>(
  known: KnownItem,
  kind: K,
): known is KnownItem<Extract<Item, { kind: K }>> {
  return known.item.kind === kind;
}

/** Those of the period by date, and those that became known in it, each once; newest first. */
function joined<I extends Item>(
  dated: readonly KnownItem<I>[],
  learned: readonly KnownItem<I>[],
): KnownItem<I>[] {
  const scope = ({ item }: KnownItem<I>): string => (item.kind === 'article' ? item.source : '');
  const all = new Map([...dated, ...learned].map((known) => [`${known.item.id} ${scope(known)}`, known]));
  return learned.length === 0 ? [...dated] : [...all.values()].sort((a, b) => itemDate(b) - itemDate(a));
}

/** Subjects of the commits that are about the topic, as far as they are stored. */
export function subjectsOf(store: Pick<Store, 'item'>, { log }: Release): string[] {
  return (log?.about ?? [])
    .slice(0, MAX_COMMITS)
    .flatMap((id) => store.item('commit', id)?.item.subject ?? []);
}
