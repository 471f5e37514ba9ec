import type { Card } from '../../domain/card/card.ts';
import type { Touch } from './touch.ts';

/** One thing that has a card of its own, as it stands now, and what became known of it. */
export type Matter = {
  readonly card: Card;
  /** By which its subject is found. */
  readonly keys: readonly number[];
  /** Oldest first. */
  readonly touches: readonly Touch[];
};
