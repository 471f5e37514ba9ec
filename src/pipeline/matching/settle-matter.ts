import type { Store } from '../../ports/store.ts';
import { NOTHING_ASKED } from './asks.ts';
import { carryOut } from './carry-out.ts';
import type { MatchDeps } from './deps.ts';
import type { Hours } from './hours.ts';
import type { Matter } from './matter.ts';
import { placedOf } from './placed.ts';
import { planMatter, type Wish } from './plan.ts';
import type { Counts } from './report.ts';
import { isWanted, type Subscriber } from './subscriber.ts';
import type { Subscribers } from './subscribers.ts';
import { mayOpen } from './touch.ts';

/** What a transaction needs besides the matter. */
export type Settling = {
  readonly deps: Pick<MatchDeps, 'store' | 'skills'>;
  readonly subscribers: Subscribers;
  readonly now: number;
  readonly hours: Hours;
  readonly counts: Counts;
};

/** A matter, and whose filters hold for what. */
export type Wanted = { readonly matter: Matter; readonly wishes: readonly Wish[] };

/** Whose filters hold for what became known of a matter. Reads nothing. */
export function wishFor(matter: Matter, { matching, byId }: Subscribers): Wanted {
  const wishes = new Map<number, { subscriber: Subscriber; touches: Matter['touches'][number][] }>();
  for (const touch of matter.touches) {
    for (const id of matching(touch.subject)) {
      const subscriber = byId.get(id);
      if (subscriber === undefined || !isWanted(subscriber, touch)) continue;
      const known = wishes.get(id);
      if (known) known.touches.push(touch);
      else wishes.set(id, { subscriber, touches: [touch] });
    }
  }
  return { matter, wishes: [...wishes.values()] };
}

/** Follows the subject of a matter and queues what is wanted of it; in the transaction that is open. */
export function settleMatter(settling: Settling, { matter, wishes }: Wanted): void {
  const { deps, subscribers, hours, counts, now } = settling;
  const { store, skills } = deps;
  const isOpened = wishes.some(({ subscriber, touches }) =>
    touches.some((touch) => mayOpen(subscriber.asks, touch)),
  );
  // What nobody asks for, and nobody has a card of, needs no place in the store.
  if (!isOpened && store.subjectOf(matter.keys) === undefined) return;
  const { changed, ...subject } = store.follow(matter.card, matter.keys);
  const planned = planMatter({
    card: subject.card,
    changed,
    placed: placedOf(store, subject.id, changed),
    wishes,
    subscriber: (id) => subscribers.byId.get(id) ?? otherSubscriber(store, id),
    skills,
    hasRoom: hours.hasRoom,
  });
  carryOut({ store, now, hours, counts }, subject, planned);
}

/** One that is told by digests alone by now, but whose cards stand. */
function otherSubscriber(store: Pick<Store, 'subscription'>, id: number): Subscriber | undefined {
  const known = store.subscription(id);
  return known && { ...known, asks: NOTHING_ASKED };
}
