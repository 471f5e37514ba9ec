import type { Address } from '../address.ts';
import { BLANK_SUBJECT, type FilterSubject } from '../filter/subject.ts';
import { dateOf } from './date.ts';
import type { Item, KnownItem } from './item.ts';

const MAX_TEXT = 20_000;
const NOBODY: Address = { name: '', email: '' };

/** When it happened, ms: what the item says, else when it was first seen. */
export function itemDate({ item, firstSeen }: Pick<KnownItem, 'item' | 'firstSeen'>): number {
  return dateOf(item) ?? firstSeen;
}

/** As a headline has it; hostile text. */
export function itemTitle(item: Item): string {
  if (item.kind === 'release')
    return item.id.startsWith('next-') ? `linux-next ${item.id}` : `Linux ${item.id}`;
  if (item.kind === 'commit') return item.subject;
  if (item.kind === 'advisory') return `${item.id}: ${item.title}`;
  return item.title;
}

/** What a filter is held against. */
export function itemSubject(known: KnownItem): FilterSubject {
  const { item, verdict, areas, findings } = known;
  const title = itemTitle(item);
  return {
    ...BLANK_SUBJECT,
    text: `${title}\n${wordsOf(item)}`.slice(0, MAX_TEXT),
    subject: title,
    author: authorOf(item),
    kind: item.kind,
    paths: item.kind === 'commit' || item.kind === 'advisory' ? (item.files ?? []) : [],
    areas,
    category: verdict.category,
    relevant: verdict.relevant,
    // The mails that it says it was made of.
    series: item.kind === 'commit' ? item.links : [],
    milestones: findings.map(({ type }) => type),
    date: itemDate(known),
  };
}

function wordsOf(item: Item): string {
  if (item.kind === 'commit') return item.body;
  if (item.kind === 'advisory') return item.description;
  return item.kind === 'article' ? item.text : item.moniker;
}

function authorOf(item: Item): Address {
  if (item.kind === 'commit') return item.author;
  return item.kind === 'article' ? { ...NOBODY, name: item.author ?? item.source } : NOBODY;
}
