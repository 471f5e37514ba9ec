import type { Article } from '../item/article.ts';
import type { KnownItem } from '../item/item.ts';
import type { Story } from '../item/story.ts';
import { itemDate } from '../item/subject.ts';
import { bound, boundAddress, boundEvidence, boundName, idPart, isoDate, MAX_TITLE } from './bound.ts';
import type { Card } from './card.ts';
import { count } from './facts.ts';
import { boundAreas, cardOfItem, MAX_EVIDENCE, step } from './item-card.ts';
import { shownMilestones } from './milestones.ts';
import { capSteps, compare, inOrder, type Timed } from './order.ts';

const MAX_PRESS = 8;

/** The card of a story of the press: one, however many wrote about it. Throws where it has no article. */
export function cardOfStory({ id, title, date, articles }: Story): Card {
  const [first] = articles;
  if (!first) throw new Error(`the story ${id} without an article`);
  const url = addressOf(first.item);
  const { author, source, restricted } = first.item;
  return {
    ...cardOfItem(first, url),
    kind: 'story',
    id,
    title: bound(title, MAX_TITLE),
    author: boundAddress({ name: author || source, email: '' }),
    date: isoDate(date),
    areas: boundAreas(articles.flatMap(({ areas }) => areas)),
    state: restricted ? 'for subscribers at the moment' : '',
    facts: articles.length > 1 ? [count(articles.length, 'article', 'articles')] : [],
    milestones: shownMilestones(articles.flatMap(({ findings }) => findings).slice(0, 1)),
    steps: capSteps(inOrder(articles.map(articleStep))),
    press: pressOf(articles),
    evidence: evidenceOf(articles),
  };
}

/** Each reason once, whoever gave it. */
function evidenceOf(articles: readonly KnownItem<Article>[]): Card['evidence'] {
  const all = articles.flatMap(({ verdict }) => verdict.evidence);
  const known = new Map(all.map((one) => [`${one.rule} ${one.text}`, one]));
  return [...known.values()].slice(0, MAX_EVIDENCE).map(boundEvidence);
}

function articleStep(known: KnownItem<Article>, at: number): Timed {
  const { id, source } = known.item;
  const word = at === 0 ? 'posted' : 'reported';
  return step(
    `reported ${idPart(id)}`,
    word,
    bound(`reported by ${source}`),
    itemDate(known),
    addressOf(known.item),
  );
}

/** The same card with who wrote about it in the press; for a happening that a story is about. */
export function withPress(card: Card, stories: readonly Story[]): Card {
  const articles = stories.flatMap((story) => story.articles);
  return { ...card, press: pressOf(articles) };
}

function pressOf(articles: readonly KnownItem<Article>[]): Card['press'] {
  const sorted = [...articles].sort((a, b) => itemDate(a) - itemDate(b) || compare(a.item.id, b.item.id));
  return sorted.slice(0, MAX_PRESS).map(({ item }) => ({
    source: boundName(item.source),
    title: bound(item.title, MAX_TITLE),
    url: addressOf(item),
  }));
}

/** Where there is no page of it, that of the talk about it. */
function addressOf({ url, discussion }: Article): string {
  return url || (discussion ?? '');
}
