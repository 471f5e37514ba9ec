import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { A, alive, B, drain, enqueue, failed, HOUR, lease, makeDelivery, SENT } from './delivery-world.ts';
import { NOON } from './item-world.ts';

/** What every store has to do with what goes out; `openAt` gives an empty one. */
export function describeDeliveries(name: string, openAt: (clock: () => number) => Store): void {
  const open = (): Store => openAt(() => NOON);

  describe(`${name}: what goes out`, () => {
    it('is written down once for each event of a subscription', () => {
      const store = open();
      const wanted = makeDelivery({ subject: 17, payload: { step: 'v2' }, due: NOON + 1 });
      const { key, id, ...delivery } = enqueue(store, wanted);
      expect(delivery).toStrictEqual({
        ...wanted,
        state: 'pending',
        suppression: undefined,
        reason: '',
        attempts: 0,
        created: NOON,
        sentAt: undefined,
        updated: NOON,
        receipt: undefined,
      });
      expect(key).toMatch(/^[0-9a-z]{8}-\d+$/);
      expect(store.delivery(id)).toStrictEqual({ key, id, ...delivery });
      expect(store.enqueue({ ...wanted, target: B, lane: B })).toBeUndefined();
      expect(store.enqueue({ ...wanted, subscription: 8 })).toMatchObject({ state: 'pending' });
      expect(store.lanes().map(({ lane }) => lane)).toEqual([wanted.lane]);
    });

    it('has a key that no other store gives', () => {
      const [one, two] = [open(), open()];
      const keys = [one, one, two, two].map((store) => enqueue(store).key);
      expect(new Set(keys).size).toBe(4);
      expect(keys[0]?.slice(0, 9)).toBe(keys[1]?.slice(0, 9));
      expect(keys[2]?.slice(0, 9)).toBe(keys[3]?.slice(0, 9));
    });

    it('keeps whatever JSON is in its payload', () => {
      const store = open();
      for (const payload of [null, 'a "b" \u0000', 0, [1, { a: [] }], { '': '\ud83e\udd80' }]) {
        expect(store.delivery(enqueue(store, { payload }).id)?.payload).toEqual(payload);
      }
    });

    it('may be suppressed from the start, and waits for nothing then', () => {
      const store = open();
      const reason = 'another subscription told it already';
      const told = enqueue(store, { lane: A, suppressed: { as: 'told', reason } });
      expect(told).toMatchObject({ state: 'suppressed', suppression: 'told', reason });
      expect(drain(store, A, NOON)).toEqual([]);
      expect(store.nextDue()).toBeUndefined();
      expect(store.lanes()).toEqual([{ lane: A, until: 0, waiting: 0, lastSent: undefined }]);
    });

    it('is all of a transaction or none', () => {
      const store = open();
      const fails = (): never => {
        enqueue(store, { lane: A });
        throw new RangeError('no');
      };
      expect(() => store.atomically(fails)).toThrow(RangeError);
      expect(store.deliveries({})).toEqual([]);
      expect(store.lanes()).toEqual([]);
    });
  });

  describe(`${name}: a claim`, () => {
    it('takes the oldest that is due, of its lane alone', () => {
      const store = open();
      const later = enqueue(store, { lane: A, due: NOON + HOUR });
      enqueue(store, { lane: B });
      const [first, second] = [enqueue(store, { lane: A, due: NOON }), enqueue(store, { lane: A, due: 0 })];
      expect(drain(store, A, NOON)).toEqual([first.id, second.id]);
      expect(drain(store, A, NOON + HOUR - 1)).toEqual([]);
      expect(drain(store, A, NOON + HOUR)).toEqual([later.id]);
    });

    it('finds what fell due meanwhile in the order in which it was enqueued', () => {
      const store = open();
      const all = [9, 3, 6, 0, 1].map((hours) => enqueue(store, { lane: A, due: NOON + hours * HOUR }).id);
      expect(store.claim(A, lease('me'), NOON)?.id).toBe(all[3]);
      store.settle(all[3] ?? 0, 'me', SENT, NOON);
      expect(drain(store, A, NOON + 6 * HOUR)).toEqual([all[1], all[2], all[4]]);
      expect(drain(store, A, NOON + 9 * HOUR)).toEqual([all[0]]);
    });

    it('marks what it takes, counts the attempt, and keeps everybody else out', () => {
      const store = open();
      const { id } = enqueue(store, { lane: A });
      enqueue(store, { lane: A });
      const at = NOON + 5;
      expect(store.claim(A, lease('me'), at)).toMatchObject({
        id,
        state: 'sending',
        attempts: 1,
        sentAt: at,
        updated: at,
      });
      for (const owner of ['you', 'me']) expect(store.claim(A, lease(owner), at)).toBeUndefined();
      expect(store.delivery(id)).toMatchObject({ state: 'sending', attempts: 1 });
    });

    it('does not go past what a dead one had in flight', () => {
      const store = open();
      const { id } = enqueue(store, { lane: A });
      const next = enqueue(store, { lane: A });
      store.claim(A, lease('dead', NOON + 1), NOON);
      expect(store.claim(A, lease('me'), NOON + HOUR)).toBeUndefined();
      expect(store.dueLanes(NOON + HOUR, 9)).toEqual([]);
      expect(store.adopt(id, lease('me', NOON + 2 * HOUR), NOON + HOUR, alive)).toBe(true);
      store.settle(id, 'me', { state: 'uncertain', reason: 'nobody can tell' }, NOON + HOUR);
      expect(drain(store, A, NOON + HOUR)).toEqual([next.id]);
    });

    it('is for nobody while the brake is on', () => {
      const store = open();
      const { id } = enqueue(store, { lane: A });
      store.setBrake({ since: NOON, reason: 'too loud' });
      expect(store.claim(A, lease('me'), NOON)).toBeUndefined();
      expect(store.dueLanes(NOON, 9)).toEqual([]);
      expect(store.nextDue()).toBeUndefined();
      store.setBrake(undefined);
      expect(store.nextDue()).toBe(NOON);
      expect(drain(store, A, NOON)).toEqual([id]);
    });

    it('takes nothing of a lane that was never heard of', () => {
      expect(open().claim(A, lease('me'), NOON)).toBeUndefined();
    });
  });

  describe(`${name}: how it ended`, () => {
    it('is written by the one who holds the lane, once', () => {
      const store = open();
      const { id } = enqueue(store, { lane: A });
      const other = enqueue(store, { lane: B });
      expect(store.settle(id, 'me', SENT, NOON)).toBeUndefined();
      store.claim(A, lease('me'), NOON);
      expect(store.settle(id, 'you', SENT, NOON)).toBeUndefined();
      expect(store.settle(other.id, 'me', SENT, NOON)).toBeUndefined();
      expect(store.settle(99, 'me', SENT, NOON)).toBeUndefined();
      expect(store.delivery(id)?.state).toBe('sending');
      const sent = store.settle(id, 'me', { ...SENT, receipt: { messageId: 'x@example.org' } }, NOON + 9);
      expect(sent).toMatchObject({
        state: 'sent',
        sentAt: NOON,
        updated: NOON + 9,
        receipt: { messageId: 'x@example.org' },
      });
      expect(store.delivery(id)).toStrictEqual(sent);
      expect(store.settle(id, 'me', failed(NOON), NOON)).toBeUndefined();
      expect(store.lanes()).toContainEqual({ lane: A, until: 0, waiting: 0, lastSent: NOON + 9 });
    });

    it('brings back what failed when it is due, before what came later', () => {
      const store = open();
      const [first, second, third] = [1, 2, 3].map(() => enqueue(store, { lane: A }));
      store.claim(A, lease('me'), NOON);
      const doubt = NOON - 3;
      const settled = store.settle(first?.id ?? 0, 'me', failed(NOON + 10.5, { doubt }), NOON + 1);
      expect(settled).toMatchObject({ state: 'failed', due: NOON + 11, doubt, attempts: 1 });
      expect(store.claim(A, lease('me'), NOON + 2)?.id).toBe(second?.id);
      store.settle(second?.id ?? 0, 'me', SENT, NOON + 20);
      expect(store.claim(A, lease('me'), NOON + 20)).toMatchObject({ id: first?.id, attempts: 2, doubt });
      const sent = store.settle(first?.id ?? 0, 'me', SENT, NOON + 21);
      expect(sent && 'doubt' in sent).toBe(false);
      expect(drain(store, A, NOON + 21)).toEqual([third?.id]);
    });

    it('stops the lane for as long as the platform wants, and never shorter than before', () => {
      const store = open();
      const [first, second] = [enqueue(store, { lane: A }), enqueue(store, { lane: A })];
      store.claim(A, lease('me'), NOON);
      store.holdLanes(A, NOON + 2 * HOUR);
      store.settle(first.id, 'me', failed(NOON + 1, { laneUntil: NOON + HOUR }), NOON);
      expect(store.claim(A, lease('me'), NOON + 2 * HOUR - 1)).toBeUndefined();
      expect(store.dueLanes(NOON + 2 * HOUR - 1, 9)).toEqual([]);
      expect(store.nextDue()).toBe(NOON + 2 * HOUR);
      expect(store.dueLanes(NOON + 2 * HOUR, 9)).toEqual([A]);
      expect(drain(store, A, NOON + 2 * HOUR)).toEqual([first.id, second.id]);
    });

    it('is not written by one who was taken for dead', () => {
      const store = open();
      const { id } = enqueue(store, { lane: A });
      store.claim(A, lease('slow', NOON + 1), NOON);
      expect(store.adopt(id, lease('me'), NOON + 1, alive)).toBe(true);
      expect(store.settle(id, 'slow', SENT, NOON + 2)).toBeUndefined();
      expect(store.settle(id, 'me', failed(NOON + 3), NOON + 2)).toMatchObject({ state: 'failed' });
    });
  });
}
