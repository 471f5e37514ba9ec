import type { Delivery } from '../../domain/delivery/delivery.ts';
import type { CardStore } from '../../ports/outbox.ts';
import type { Summary } from '../../ports/platform.ts';
import { stepOf } from './payload.ts';

const MOST_NAMED = 30;

/** What was held back in a span (ms), each subject once with the newest that was to be said of it; oldest first. */
export function summarise(
  store: Pick<CardStore, 'subject'>,
  held: readonly Delivery[],
  span: { readonly since: number; readonly until: number },
): Summary {
  const newest = new Map<number, Delivery>();
  for (const delivery of held) if (delivery.subject !== undefined) newest.set(delivery.subject, delivery);
  const entries = [...newest].slice(0, MOST_NAMED).flatMap(([id, delivery]) => entryOf(store, id, delivery));
  return {
    since: new Date(span.since).toISOString(),
    until: new Date(span.until).toISOString(),
    entries,
    more: newest.size - entries.length,
  };
}

function entryOf(store: Pick<CardStore, 'subject'>, id: number, delivery: Delivery): Summary['entries'] {
  const card = store.subject(id)?.card;
  if (card === undefined) return [];
  const { title, url, state, revision } = card;
  if (delivery.kind === 'line') {
    const step = stepOf(delivery);
    return [{ title, url: step.url, text: step.text }];
  }
  return [{ title, url, text: [revision, state].filter((word) => word !== '').join(', ') }];
}
