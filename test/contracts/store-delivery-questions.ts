import { describe, expect, it } from 'vitest';
import { DELIVERY_KINDS, type DeliveryState } from '../../src/domain/delivery/delivery.ts';
import type { Store } from '../../src/ports/store.ts';
import { A, B, CARD, drain, enqueue, HOUR, ids, lease } from './delivery-world.ts';
import { DAY, NOON } from './item-world.ts';

/** A delivery that ended in this state, in a lane of its own. */
function ended(store: Store, state: DeliveryState, more: Parameters<typeof enqueue>[1] = {}): number {
  const { id, lane } = enqueue(store, { lane: `file:/${state}`, ...more });
  if (state === 'pending') return id;
  store.claim(lane, lease('me'), NOON);
  const suppression = state === 'suppressed' ? 'cap' : undefined;
  if (state !== 'sending')
    store.settle(id, 'me', { state, reason: 'so', suppression, due: NOON + HOUR }, NOON);
  return id;
}

/** What is asked about what goes out, and what humans and time do to it; `openAt` gives an empty store. */
export function describeDeliveryQuestions(name: string, openAt: (clock: () => number) => Store): void {
  const open = (): Store => openAt(() => NOON);

  describe(`${name}: questions about what goes out`, () => {
    it('are answered newest first, by all that was asked', () => {
      let now = NOON;
      const store = openAt(() => now);
      const make = (at: number, more: Parameters<typeof enqueue>[1]): number => {
        now = at;
        return enqueue(store, { lane: A, ...more }).id;
      };
      const one = make(NOON + 2, { subscription: 1, subject: 5 });
      const two = make(NOON + 1, { subscription: 2, subject: 5, kind: 'line' });
      const three = make(NOON + 3, { subscription: 1, subject: 6, lane: B, kind: 'edit' });
      const four = make(NOON + 3, { subscription: 2, suppressed: { as: 'cap', reason: '' } });
      store.claim(B, lease('me'), NOON);
      store.settle(three, 'me', { state: 'sent', reason: '' }, NOON);
      const ask = (query: Parameters<Store['deliveries']>[0]): number[] => ids(store.deliveries(query));
      expect(ask({})).toEqual([four, three, one, two]);
      expect(ask({ limit: 2 })).toEqual([four, three]);
      expect(ask({ since: NOON + 2 })).toEqual([four, three, one]);
      expect(ask({ states: ['pending', 'suppressed', 'pending'] })).toEqual([four, one, two]);
      expect(ask({ states: ['pending', 'suppressed'], limit: 2 })).toEqual([four, one]);
      expect(ask({ states: ['pending'], since: NOON + 2 })).toEqual([one]);
      expect(ask({ states: [] })).toEqual([]);
      expect(ask({ subscription: 1 })).toEqual([three, one]);
      expect(ask({ subscription: 2, states: ['pending'], since: 0 })).toEqual([two]);
      expect(ask({ subject: 5 })).toEqual([one, two]);
      expect(ask({ subject: 5, subscription: 2, target: A })).toEqual([two]);
      expect(ask({ target: B, kinds: ['edit', 'card'] })).toEqual([three]);
      expect(ask({ kinds: ['card'], limit: 0 })).toEqual([]);
    });

    it('count the states that there are', () => {
      const store = open();
      expect(store.countDeliveries()).toEqual({});
      for (const state of ['sent', 'sending', 'dead', 'pending', 'pending', 'uncertain'] as const)
        ended(store, state);
      ended(store, 'sent', { lane: A });
      expect(store.countDeliveries()).toEqual({ pending: 2, sending: 1, sent: 2, uncertain: 1, dead: 1 });
    });

    it('count the posts that were or will be sent', () => {
      const store = open();
      const subscription = 3;
      for (const kind of DELIVERY_KINDS) enqueue(store, { subscription, kind });
      for (const due of [NOON - 1, NOON + 1, NOON + HOUR]) enqueue(store, { subscription, due });
      enqueue(store, { subscription: 4 });
      expect(store.countPosts(subscription, NOON, NOON + HOUR)).toBe(3);
      expect(store.countPosts(subscription, -Infinity, Infinity)).toBe(5);
      for (const state of ['sending', 'sent', 'uncertain', 'dead', 'suppressed'] as const) {
        ended(store, state, { subscription: 5 });
      }
      expect(store.countPosts(5, NOON, NOON + 1)).toBe(3);
    });

    it('name what was suppressed for one cause, oldest first', () => {
      const store = open();
      const cap = { as: 'cap', reason: 'more than 20 an hour' } as const;
      const of = (due: number, more: Parameters<typeof enqueue>[1] = {}): number =>
        enqueue(store, { subscription: 3, due, suppressed: cap, ...more }).id;
      const [late, early] = [of(NOON + 9), of(NOON)];
      of(NOON + 10);
      of(NOON, { subscription: 4 });
      of(NOON, { kind: 'digest' });
      of(NOON, { suppressed: { as: 'told', reason: '' } });
      enqueue(store, { subscription: 3 });
      expect(ids(store.suppressedPosts(3, 'cap', NOON, NOON + 10))).toEqual([early, late]);
    });
  });

  describe(`${name}: what humans decide`, () => {
    it('sends again what did not go out, at once, and as often as before', () => {
      const store = open();
      for (const state of ['dead', 'failed', 'uncertain', 'suppressed'] as const) {
        const id = ended(store, state);
        expect(store.retryDelivery(id, NOON + 1)).toBe(true);
        expect(store.delivery(id)).toMatchObject({
          state: 'pending',
          attempts: 0,
          reason: '',
          due: NOON + 1,
        });
        expect(store.delivery(id)?.suppression).toBeUndefined();
        expect(drain(store, `file:/${state}`, NOON + 1)).toEqual([id]);
      }
      for (const state of ['pending', 'sending', 'sent'] as const) {
        const id = ended(store, state);
        const before = store.delivery(id);
        expect(store.retryDelivery(id, NOON + 1)).toBe(false);
        expect(store.delivery(id)).toStrictEqual(before);
      }
      expect(store.retryDelivery(99, NOON)).toBe(false);
    });

    it('gives up what was not sent yet', () => {
      const store = open();
      for (const state of ['pending', 'failed', 'dead', 'uncertain'] as const) {
        const id = ended(store, state);
        expect(store.discardDelivery(id, 'not wanted', NOON + 1)).toBe(true);
        expect(store.delivery(id)).toMatchObject({
          state: 'suppressed',
          suppression: 'discarded',
          reason: 'not wanted',
          updated: NOON + 1,
        });
        expect(drain(store, `file:/${state}`, NOON + DAY)).toEqual([]);
      }
      for (const state of ['sending', 'sent', 'suppressed'] as const) {
        expect(store.discardDelivery(ended(store, state), 'not wanted', NOON)).toBe(false);
      }
      expect(store.lanes().every(({ waiting }) => waiting === 0)).toBe(true);
    });
  });

  describe(`${name}: forgetting`, () => {
    it('takes what ended before, and its lane with the last of it', () => {
      let now = NOON - DAY;
      const store = openAt(() => now);
      const gone = (['sent', 'dead', 'suppressed', 'uncertain'] as const).map((state) => ended(store, state));
      const kept = (['pending', 'sending', 'failed'] as const).map((state) => ended(store, state));
      now = NOON + 1;
      kept.push(enqueue(store, { lane: 'file:/sent', suppressed: { as: 'told', reason: '' } }).id);
      expect(store.forgetDeliveries(NOON)).toBe(0);
      expect(store.forgetDeliveries(NOON + 1)).toBe(gone.length);
      expect(ids(store.deliveries({})).sort()).toEqual(kept);
      expect(store.lanes().map(({ lane }) => lane)).toEqual([
        'file:/failed',
        'file:/pending',
        'file:/sending',
        'file:/sent',
      ]);
    });

    it('keeps what a card stands for', () => {
      let now = NOON - DAY;
      const store = openAt(() => now);
      const { id: subject } = store.follow(CARD, [1]);
      store.placeCard({ target: A, subject, subscription: 7, told: [] });
      now = NOON;
      const kept = ended(store, 'sent', { lane: A, subject });
      ended(store, 'sent', { lane: B, subject });
      expect(store.forgetDeliveries(NOON + DAY)).toBe(1);
      expect(ids(store.deliveries({}))).toEqual([kept]);
    });
  });
}
