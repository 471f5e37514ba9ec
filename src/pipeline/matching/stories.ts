import type { Card } from '../../domain/card/card.ts';
import { withPress } from '../../domain/card/from-item.ts';
import { DAY } from '../../domain/compose/period.ts';
import type { Article } from '../../domain/item/article.ts';
import { referencesOf } from '../../domain/item/article-keys.ts';
import type { KnownItem } from '../../domain/item/item.ts';
import { type Story, tellStories } from '../../domain/item/story.ts';
import { keyOf } from '../../domain/thread.ts';
import type { Store } from '../../ports/store.ts';

/** A story may have begun so long before. */
const STORY_DAYS = 14;
const MAX_PRESS = 8;

/** A story with the articles of it that are news. */
export type NewStory = { readonly story: Story; readonly news: readonly KnownItem<Article>[] };

/** The stories that the articles belong to, told with what the press wrote in the days before. */
export function gatherStories(
  store: Pick<Store, 'items'>,
  articles: readonly KnownItem<Article>[],
  now: number,
): NewStory[] {
  if (articles.length === 0) return [];
  const oldest = Math.min(now, ...articles.map(({ item, firstSeen }) => item.date ?? firstSeen));
  const known = store.items({ kinds: ['article'], since: oldest - STORY_DAYS * DAY, relevant: 'yes' });
  const news = new Set(articles.map(({ item }) => item.id));
  return tellStories([...known, ...articles]).flatMap((story) => {
    const own = story.articles.filter(({ item }) => news.has(item.id));
    return own.length === 0 ? [] : [{ story, news: own }];
  });
}

/** Keys of the subjects that the story names or links to, as their cards have them. */
export function keysNamedBy({ articles }: Story): number[] {
  const keys = articles.flatMap(({ item }) => {
    const { mails, cves, titled } = referencesOf(item);
    return [
      ...mails.map(keyOf),
      ...cves.map((id) => keyOf(`advisory ${id}`)),
      ...titled.map((version) => keyOf(`release ${version}`)),
    ];
  });
  return [...new Set(keys)];
}

/** The card with what these stories wrote about it, behind what was written about it before. */
export function addPress(card: Card, before: Card | undefined, stories: readonly Story[]): Card {
  if (card.kind === 'story') return card;
  const { press } = withPress(card, stories);
  const known = before?.press ?? [];
  const urls = new Set(known.map(({ url }) => url));
  return { ...card, press: [...known, ...press.filter(({ url }) => !urls.has(url))].slice(0, MAX_PRESS) };
}
