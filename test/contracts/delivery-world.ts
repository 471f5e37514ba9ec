import type { Card } from '../../src/domain/card/card.ts';
import type { Delivery } from '../../src/domain/delivery/delivery.ts';
import type { LaneLease, NewDelivery, Settled } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { NOON } from './item-world.ts';

export const alive = (): boolean => true;
export const dead = (): boolean => false;

export const HOUR = 3_600_000;
/** Two lanes. */
export const A = 'mailto:a@example.org';
export const B = 'mailto:b@example.org';

export const SENT: Settled = { state: 'sent', reason: '' };
export const failed = (due: number, more: Partial<Settled> = {}): Settled => ({
  state: 'failed',
  reason: 'example.org: 451 later',
  due,
  ...more,
});

let events = 0;

/** Each with an event of its own; due at noon. */
export function makeDelivery(fields: Partial<NewDelivery> = {}): NewDelivery {
  events += 1;
  const lane = fields.lane ?? 'mailto:jane@example.org';
  return {
    subscription: 7,
    event: `card ${events}`,
    kind: 'card',
    target: lane,
    lane,
    subject: undefined,
    payload: undefined,
    due: NOON,
    ...fields,
  };
}

export function enqueue(store: Store, fields: Partial<NewDelivery> = {}): Delivery {
  const delivery = store.enqueue(makeDelivery(fields));
  if (!delivery) throw new Error('it was known already');
  return delivery;
}

export const ids = (deliveries: readonly Delivery[]): number[] => deliveries.map(({ id }) => id);

export const lease = (owner: string, until = NOON + HOUR): LaneLease => ({ owner, until });

/** The ids that are claimed and sent, one after the other, until nothing is due. */
export function drain(store: Store, lane: string, now: number): number[] {
  const ids: number[] = [];
  for (;;) {
    const delivery = store.claim(lane, lease('drain'), now);
    if (!delivery) return ids;
    ids.push(delivery.id);
    store.settle(delivery.id, 'drain', SENT, now);
  }
}

export const CARD: Card = {
  kind: 'release',
  id: '9.1.3',
  title: 'Linux 9.1.3',
  url: 'https://example.org/9.1.3',
  author: { name: 'Jane Doe', email: 'jane@example.org' },
  date: '2026-05-05T12:00:00.000Z',
  category: 'code',
  areas: [],
  lists: [],
  state: 'released',
  revision: '',
  facts: [],
  tags: [],
  milestones: [],
  steps: [],
  press: [],
  evidence: [],
};
