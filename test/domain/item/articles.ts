import type { Article } from '../../../src/domain/item/article.ts';

/** An article with nothing to say but what is told. */
export function articleOf(told: Partial<Article> = {}): Article {
  return {
    kind: 'article',
    id: told.url ?? 'https://press.example.org/one',
    source: 'press',
    title: 'One',
    url: 'https://press.example.org/one',
    discussion: undefined,
    date: Date.UTC(2031, 2, 4),
    author: undefined,
    text: '',
    language: undefined,
    restricted: false,
    links: [],
    ...told,
  };
}
