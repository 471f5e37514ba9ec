import { nextDue } from '../../domain/subscription/due.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { NewsMark } from '../../ports/outbox.ts';
import type { Store } from '../../ports/store.ts';
import { type Answer, fateOf } from './why-fate.ts';

/** In which digest something was told, or with which it comes. `date`, for what came as history, in ms. */
export function whyDigest(
  store: Pick<Store, 'deliveries'>,
  subscription: Subscription,
  { date, mark }: { readonly date: number; readonly mark: NewsMark | undefined },
  now: number,
): Answer {
  const { id, cadence, digestNews, digestUntil, created } = subscription;
  const known = mark?.at ?? date;
  const isPast = mark === undefined ? date < digestUntil : mark.id <= digestNews;
  if (!isPast) {
    const due = new Date(nextDue(cadence, now)).toISOString();
    return { stage: 'digest', text: `it comes with the next digest, due ${due}` };
  }
  if (known < created) {
    const began = new Date(created).toISOString().slice(0, 10);
    return { stage: 'history', text: `it was known before the subscription began on ${began}` };
  }
  const issued = store.deliveries({ subscription: id, kinds: ['digest'], since: known });
  const first = [...issued].sort((a, b) => a.created - b.created || a.id - b.id)[0];
  if (first === undefined)
    return { stage: 'digest', text: 'its digest is not among the deliveries any more' };
  return {
    stage: 'digest',
    text: `it was told in ${first.event}, which ${fateOf(first).text}`,
    delivery: first,
  };
}
