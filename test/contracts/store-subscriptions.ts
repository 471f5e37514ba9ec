import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/domain/delivery/delivery.ts';
import type { Store } from '../../src/ports/store.ts';
import { enqueue, HOUR, lease } from './delivery-world.ts';
import { NOON } from './item-world.ts';
import { type Clocked, createClocked, HOOK, JANE, makeCard, makeSubscription, NINE } from './outbox-world.ts';

/** What a store has to do with who wants what. */
export function describeSubscriptions(name: string, openAt: (clock: () => number) => Store): void {
  const open = (): Store => openAt(() => NOON);

  describe(`${name}: subscriptions`, () => {
    it('are given back as they were told, active, and are the same where they say the same', () => {
      const store = open();
      const wanted = makeSubscription({
        filter: 'area:core',
        cadence: NINE,
        options: { milestonesNow: true, quiet: { from: 1320, until: 420, zone: 'UTC' }, mostAnHour: 3 },
        digestUntil: NOON - 7,
        digestNews: 5,
      });
      const { subscription, isNew } = store.subscribe(wanted);
      expect(isNew).toBe(true);
      expect(subscription).toEqual({ ...wanted, id: subscription.id, state: 'active', reason: '' });
      expect(store.subscription(subscription.id)).toEqual(subscription);
      const again = store.subscribe({
        ...wanted,
        created: 0,
        cadence: { zone: NINE.zone, at: 540, kind: 'daily' },
      });
      expect(again).toEqual({ subscription, isNew: false });
      expect(store.subscribe({ ...wanted, filter: '' }).isNew).toBe(true);
      expect(store.subscribe({ ...wanted, cadence: { ...NINE, at: 541 } }).isNew).toBe(true);
      expect(store.subscription(99)).toBeUndefined();
    });

    it('are listed by id, all or those of a target, each on its platform', () => {
      const store = open();
      const targets = [
        { platform: 'mailto', text: JANE },
        { platform: 'https', text: HOOK },
        { platform: 'https', text: 'http://127.0.0.1:9/x' },
        { platform: 'console', text: 'console:' },
        { platform: 'slack', text: 'slack:T1/C1' },
      ] as const;
      const made = targets.map((target) => store.subscribe(makeSubscription({ target })).subscription);
      expect(store.subscriptions()).toEqual(made);
      expect(made.map(({ target }) => target)).toEqual(targets);
      expect(store.subscriptions(HOOK)).toEqual([made[1]]);
    });

    it('have a version that every change of who is told of what changes, and no digest does', () => {
      const store = open();
      const seen = new Set([store.subscriptionsVersion()]);
      const isNew = (): boolean => seen.size < seen.add(store.subscriptionsVersion()).size;
      const { id } = store.subscribe(makeSubscription({ cadence: NINE })).subscription;
      expect(isNew()).toBe(true);
      store.changeSubscription(id, { digestUntil: NOON + 1, digestNews: 9 });
      store.subscribe(makeSubscription({ cadence: NINE }));
      expect(isNew()).toBe(false);
      store.changeSubscription(id, { filter: 'area:core' });
      expect(isNew()).toBe(true);
      store.stopSubscription(id, 'paused', 'on holiday');
      expect(isNew()).toBe(true);
      store.resumeSubscription(id, false);
      expect(isNew()).toBe(true);
      store.removeSubscription(id);
      expect(isNew()).toBe(true);
    });

    it('are changed in what is told, and in nothing else', () => {
      const store = open();
      const { subscription } = store.subscribe(makeSubscription());
      const change = { filter: 'area:core', cadence: NINE, digestUntil: NOON + 1, digestNews: 9 };
      const after = { ...subscription, ...change };
      expect(store.changeSubscription(subscription.id, change)).toEqual(after);
      const options = { ...subscription.options, mostAnHour: 1 };
      expect(store.changeSubscription(subscription.id, { options })).toEqual({ ...after, options });
      expect(store.subscription(subscription.id)).toEqual({ ...after, options });
      expect(store.changeSubscription(99, change)).toBeUndefined();
    });

    it('never become the same as another', () => {
      const store = open();
      const [one, other] = ['', 'area:core'].map(
        (filter) => store.subscribe(makeSubscription({ filter })).subscription,
      );
      const change = (): unknown => store.changeSubscription(other?.id ?? 0, { filter: '' });
      expect(change).toThrow(
        `the subscription ${other?.id} was not changed: ${one?.id} tells the same target`,
      );
      expect(store.subscription(other?.id ?? 0)).toEqual(other);
    });

    it('have numbers that are never given again', () => {
      const store = open();
      const { subscription } = store.subscribe(makeSubscription());
      expect(store.removeSubscription(subscription.id)).toBe(true);
      expect(store.removeSubscription(subscription.id)).toBe(false);
      expect(store.subscriptions()).toEqual([]);
      expect(store.subscribe(makeSubscription()).subscription.id).toBeGreaterThan(subscription.id);
    });
  });

  describe(`${name}: stopping and resuming`, () => {
    type World = Clocked & { readonly id: number; readonly look: (one: Delivery) => Delivery | undefined };
    const world = (): World => {
      const clocked = createClocked(openAt);
      const { subscription } = clocked.store.subscribe(makeSubscription());
      return { ...clocked, id: subscription.id, look: ({ id }) => clocked.store.delivery(id) };
    };
    const lane = { lane: JANE, target: JANE };
    const waiting = (store: Store): number => store.lanes().find((one) => one.lane === JANE)?.waiting ?? 0;

    it('suppresses what waits, says why, and leaves what is on its way', () => {
      const { store, id, at, look } = world();
      const [sent, tried] = [
        enqueue(store, { subscription: id, ...lane }),
        enqueue(store, { subscription: id, ...lane }),
      ];
      store.claim(JANE, lease('me'), NOON);
      const later = enqueue(store, { subscription: id, ...lane, due: NOON + HOUR });
      const foreign = enqueue(store, { subscription: 99, ...lane });
      at(NOON + 5);
      store.stopSubscription(id, 'suspended', 'example.org: 550 no such user');
      expect(store.subscription(id)).toMatchObject({
        state: 'suspended',
        reason: 'example.org: 550 no such user',
      });
      for (const one of [tried, later]) {
        expect(look(one)).toMatchObject({
          state: 'suppressed',
          suppression: 'suspended',
          reason: 'example.org: 550 no such user',
          updated: NOON + 5,
        });
      }
      expect(look(sent)?.state).toBe('sending');
      expect(look(foreign)?.state).toBe('pending');
      expect(waiting(store)).toBe(1);
    });

    it('tells a subscription about itself all the same', () => {
      const { store, id, look } = world();
      const notice = enqueue(store, { subscription: id, ...lane, kind: 'notice' });
      store.stopSubscription(id, 'suspended', 'refused');
      expect(look(notice)?.state).toBe('pending');
    });

    it('sends what was missed, at once but not before its time', () => {
      const { store, id, at, look } = world();
      const before = enqueue(store, { subscription: id, ...lane });
      const later = enqueue(store, { subscription: id, ...lane, due: NOON + HOUR });
      store.stopSubscription(id, 'paused', 'a holiday');
      const meanwhile = enqueue(store, {
        subscription: id,
        ...lane,
        suppressed: { as: 'paused', reason: 'a holiday' },
      });
      const capped = enqueue(store, {
        subscription: id,
        ...lane,
        suppressed: { as: 'cap', reason: 'too many' },
      });
      at(NOON + 60_000);
      expect(store.resumeSubscription(id, true)).toBe(3);
      expect(store.subscription(id)).toMatchObject({ state: 'active', reason: '' });
      for (const one of [before, meanwhile]) {
        expect(look(one)).toMatchObject({
          state: 'pending',
          suppression: undefined,
          reason: '',
          due: NOON + 60_000,
        });
      }
      expect(look(later)).toMatchObject({ state: 'pending', due: NOON + HOUR });
      expect(look(capped)?.suppression).toBe('cap');
      expect(waiting(store)).toBe(3);
      expect(store.claim(JANE, lease('me'), NOON + 60_000)?.id).toBe(before.id);
    });

    it('leaves what was missed where nobody asks for it, then and later', () => {
      const { store, id, at, look } = world();
      const old = enqueue(store, { subscription: id, ...lane });
      store.stopSubscription(id, 'paused', 'a holiday');
      at(NOON + 1);
      expect(store.resumeSubscription(id, false)).toBe(0);
      expect(store.resumeSubscription(id, true)).toBe(0);
      const fresh = enqueue(store, { subscription: id, ...lane });
      at(NOON + 2);
      store.stopSubscription(id, 'paused', 'another');
      at(NOON + 3);
      // What it was stopped for last counts, and since when it is stopped at all.
      store.stopSubscription(id, 'suspended', 'refused');
      expect(store.resumeSubscription(id, true)).toBe(1);
      expect(look(fresh)?.state).toBe('pending');
      expect(look(old)).toMatchObject({ state: 'suppressed', suppression: 'paused', reason: 'a holiday' });
    });

    it('sends no card that another subscription brought there meanwhile', () => {
      const { store, id, look } = world();
      const other = store.subscribe(makeSubscription({ filter: 'area:core' })).subscription.id;
      const subject = store.follow(makeCard(), [1]).id;
      const card = { target: JANE, subject, told: [] };
      expect(store.placeCard({ ...card, subscription: id })).toBe(true);
      const mine = enqueue(store, { subscription: id, ...lane, subject });
      expect(store.placeCard({ ...card, subscription: other })).toBe(false);
      store.stopSubscription(id, 'paused', 'a holiday');
      expect(store.placeCard({ ...card, subscription: other, told: ['v1'] })).toBe(true);
      enqueue(store, { subscription: other, ...lane, subject });
      expect(store.resumeSubscription(id, true)).toBe(0);
      expect(look(mine)?.state).toBe('suppressed');
      expect(store.cardsOf(subject)).toMatchObject([{ subscription: other, told: ['v1'] }]);
    });

    it('removes a subscription with what waits of it, and leaves what was sent', () => {
      const { store, id, look } = world();
      const [sent, failed] = [
        enqueue(store, { subscription: id, ...lane }),
        enqueue(store, { subscription: id, ...lane }),
      ];
      store.claim(JANE, lease('me'), NOON);
      store.settle(sent.id, 'me', { state: 'sent', reason: '' }, NOON);
      store.claim(JANE, lease('me'), NOON);
      store.settle(failed.id, 'me', { state: 'failed', reason: 'later', due: NOON + HOUR }, NOON);
      expect(store.removeSubscription(id)).toBe(true);
      expect(look(sent)?.state).toBe('sent');
      expect(look(failed)).toMatchObject({ state: 'suppressed', suppression: 'removed' });
      expect(waiting(store)).toBe(0);
    });
  });

  describe(`${name}: the brake`, () => {
    it('is off, is pulled, and is off again', () => {
      const store = open();
      expect(store.brake()).toBeUndefined();
      for (const reason of ['a mistake', 'still']) {
        store.setBrake({ since: NOON, reason });
        expect(store.brake()).toEqual({ since: NOON, reason });
      }
      enqueue(store, { lane: JANE });
      expect(store.claim(JANE, lease('me'), NOON)).toBeUndefined();
      store.setBrake(undefined);
      expect(store.brake()).toBeUndefined();
      expect(store.claim(JANE, lease('me'), NOON)).toBeDefined();
    });
  });
}
