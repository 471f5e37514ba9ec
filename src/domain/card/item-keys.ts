import type { ToldRelease } from '../compose/world-entries.ts';
import type { Advisory } from '../item/advisory.ts';
import type { Commit } from '../item/commit.ts';
import type { KnownItem } from '../item/item.ts';
import type { Story } from '../item/story.ts';
import { keyOf } from '../thread.ts';

// Keys of what is no mail begin with a word and a blank: no Message-ID has a blank, so that no mail can give itself the
// id of a release or a CVE and take its place.

export function keysOfRelease({ known }: Pick<ToldRelease, 'known'>): number[] {
  return [keyOf(`release ${known.item.id}`)];
}

export function keysOfAdvisory({ item }: Pick<KnownItem<Advisory>, 'item'>): number[] {
  return [keyOf(`advisory ${item.id}`)];
}

/** Of its articles: a story that grows keeps them. */
export function keysOfStory({ articles }: Pick<Story, 'articles'>): number[] {
  const keys = articles.map(({ item }) => keyOf(`article ${item.id}`));
  return [...new Set(keys)].sort((a, b) => a - b);
}

export function keysOfCommit({ item }: Pick<KnownItem<Commit>, 'item'>): number[] {
  return [keyOf(`commit ${item.id}`)];
}
