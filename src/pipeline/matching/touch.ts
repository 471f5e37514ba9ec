import type { CardStep } from '../../domain/card/card.ts';
import type { FilterSubject } from '../../domain/filter/subject.ts';
import type { Asks } from './asks.ts';

/**
 * What a filter has to ask for, so that this opens a card: nothing (a posting, an announcement, an outcome), replies,
 * a kind of item by its name. `never`: it only changes cards that stand.
 */
export type Opens = 'always' | 'reply' | 'release' | 'commit' | 'never';

/** Something that became known of a matter, as filters see it. */
export type Touch = {
  /** The Message-ID of a mail, the id of an item. */
  readonly id: string;
  readonly subject: FilterSubject;
  /** When it was written or published, ms. */
  readonly date: number;
  readonly opens: Opens;
  /** Whether it is about the topic, or is told to everybody. */
  readonly about: boolean;
  /** It tells of a milestone. */
  readonly milestone: boolean;
  /** What is said under a card to those who asked for it. */
  readonly reply: CardStep | undefined;
};

/** Whether a filter that holds for it gets a card by it. */
export function mayOpen(asks: Asks, touch: Touch): boolean {
  if (!touch.about && !asks.anyRelevance) return false;
  switch (touch.opens) {
    case 'always':
      return true;
    case 'reply':
      return asks.replies;
    case 'release':
    case 'commit':
      return asks.kinds.has(touch.opens);
    case 'never':
      return false;
  }
}
