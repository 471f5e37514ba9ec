import type { Store } from '../../ports/store.ts';
import type { Placed } from './plan.ts';

const UNDER_WAY = ['pending', 'failed', 'sending', 'uncertain', 'sent'] as const;
const WAITING: ReadonlySet<string> = new Set(['pending', 'failed']);

/** The cards of a subject, and how each of them is. `changed`: whether edits are to be asked for. */
export function placedOf(
  store: Pick<Store, 'cardsOf' | 'deliveries'>,
  subject: number,
  changed: boolean,
): Placed[] {
  const cards = store.cardsOf(subject);
  if (cards.length === 0) return [];
  const isSettled = cards.every(({ version }) => version > 0);
  const posts = isSettled ? [] : store.deliveries({ subject, kinds: ['card'], states: UNDER_WAY });
  const edits = changed ? store.deliveries({ subject, kinds: ['edit'], states: ['pending', 'failed'] }) : [];
  const edited = new Set(edits.map(({ target }) => target));
  const states = new Map(posts.map(({ target, state }) => [target, state]));
  return cards.map((card) => ({
    ...card,
    fate: card.version > 0 ? 'stands' : fateBy(states.get(card.target)),
    edited: edited.has(card.target),
  }));
}

function fateBy(state: string | undefined): Placed['fate'] {
  if (state === undefined) return 'lost';
  return WAITING.has(state) ? 'waits' : 'stands';
}
