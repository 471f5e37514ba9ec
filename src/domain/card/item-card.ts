import type { Item, KnownItem } from '../item/item.ts';
import { itemDate, itemTitle } from '../item/subject.ts';
import { bound, boundEvidence, isoDate, MAX_TITLE } from './bound.ts';
import type { Card, CardStep } from './card.ts';
import { shownMilestones } from './milestones.ts';
import type { Timed } from './order.ts';

export const MAX_EVIDENCE = 4;
const MAX_AREAS = 6;

/** What all of them have in common. */
export function cardOfItem(known: KnownItem<Item>, url: string): Card {
  const { item, verdict, areas, findings } = known;
  return {
    kind: 'commit',
    id: item.id,
    title: bound(itemTitle(item), MAX_TITLE),
    url,
    author: { name: '', email: '' },
    date: isoDate(itemDate(known)),
    category: verdict.category,
    areas: boundAreas(areas),
    lists: [],
    state: '',
    revision: '',
    facts: [],
    tags: [],
    milestones: shownMilestones(findings),
    steps: [],
    press: [],
    evidence: verdict.evidence.slice(0, MAX_EVIDENCE).map(boundEvidence),
  };
}

export function boundAreas(areas: readonly string[]): string[] {
  return [...new Set(areas)].slice(0, MAX_AREAS).map((area) => bound(area));
}

/** No line of its own: the card is what tells it. `time` in ms. */
export function step(key: string, word: CardStep['word'], text: string, time: number, url: string): Timed {
  return { key, word, text, time, url, line: false };
}
