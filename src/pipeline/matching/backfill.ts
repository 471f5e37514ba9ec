import type { Subscription } from '../../domain/subscription/subscription.ts';
import { carryOut } from './carry-out.ts';
import type { MatchDeps } from './deps.ts';
import { createHours } from './hours.ts';
import type { Matter } from './matter.ts';
import { readQuestion, tellNewest } from './past.ts';
import { placedOf } from './placed.ts';
import { newCounts } from './report.ts';
import { settleMatter } from './settle-matter.ts';
import { isWanted, type Subscriber, stoppedAs } from './subscriber.ts';
import { loadSubscribers } from './subscribers.ts';
import { mayOpen } from './touch.ts';

/**
 * Queues the cards of the newest happenings that a subscription would have been told of, at most `count`, oldest first;
 * what its target has already is passed over. The cap of an hour does not hold: it was asked for. Returns how many.
 */
export async function backfill(deps: MatchDeps, subscription: Subscription, count: number): Promise<number> {
  const { store } = deps;
  const { asks, ...question } = readQuestion(subscription.filter);
  const by: Subscriber = { ...subscription, asks };
  const newest = tellNewest(deps, { asks, ...question }, count)
    .map((matter) => ({ matter, date: newestOpening(matter, by) }))
    .filter(({ date }) => date !== undefined)
    .sort((a, b) => (b.date ?? 0) - (a.date ?? 0))
    .slice(0, count)
    .reverse();
  const now = deps.now();
  return store.atomically(() => {
    const counts = newCounts();
    const hours = createHours(store, now);
    const settling = { deps, subscribers: loadSubscribers(store), now, hours, counts: newCounts() };
    for (const { matter } of newest) {
      // Where it stands already, it may have changed meanwhile.
      settleMatter(settling, { matter, wishes: [] });
      const { changed: _, ...subject } = store.follow(matter.card, matter.keys);
      const cards = placedOf(store, subject.id, false);
      if (cards.some(({ target, fate }) => target === by.target.text && fate !== 'lost')) continue;
      carryOut({ store, now, hours, counts }, subject, [
        { what: 'card', by, held: stoppedAs(by), place: true },
      ]);
    }
    return counts.cards;
  });
}

/** When it was news last for this subscription, ms. */
function newestOpening({ touches }: Matter, by: Subscriber): number | undefined {
  return touches.findLast((touch) => isWanted(by, touch) && mayOpen(by.asks, touch))?.date;
}
