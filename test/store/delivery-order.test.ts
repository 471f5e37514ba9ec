import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/domain/subscription/subscription.ts';
import type { Settled } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { migrate } from '../../src/store/sqlite/schema.ts';
import { createStore } from '../../src/store/sqlite/store.ts';
import { enqueue } from '../contracts/delivery-world.ts';
import { DeliveryModel } from './delivery-model.ts';

const OWNERS = ['ann', 'bob', 'cid'] as const;
const START = 1_000_000;

type Claim = { readonly id: number; readonly owner: string };
type World = {
  readonly store: Store;
  readonly model: DeliveryModel;
  /** What each owner believes that it has in flight. */
  readonly flying: Claim[];
  readonly subscriptions: readonly number[];
  dead: string | undefined;
  now: number;
};
type Act = (world: World) => void;

const lane = fc.constantFrom('a', 'b', 'c');
const owner = fc.constantFrom(...OWNERS);
const soon = fc.integer({ min: -20, max: 20 });
const which = fc.nat(30);

/** One of the deliveries that there are, or none. */
const pick = ({ model }: World, n: number): number => model.all[n % Math.max(1, model.all.length)]?.id ?? 99;
const living = ({ dead }: World): Set<string> => new Set(OWNERS.filter((one) => one !== dead));

const settled: fc.Arbitrary<(now: number) => Settled> = fc.oneof(
  fc
    .constantFrom('sent' as const, 'sent' as const, 'dead' as const, 'uncertain' as const)
    .map((state) => () => ({
      state,
      reason: '',
    })),
  fc.record({ due: soon, until: fc.option(soon) }).map(({ due, until }) => (now: number) => ({
    state: 'failed' as const,
    reason: 'later',
    due: now + due,
    ...(until === null ? {} : { laneUntil: now + until }),
  })),
);

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(lane, fc.nat(1), soon).map(([to, n, due]) => comes(to, n, due)) },
  { weight: 8, arbitrary: fc.tuple(lane, owner, fc.nat(15)).map(([of, by, more]) => claims(of, by, more)) },
  { weight: 8, arbitrary: fc.tuple(which, settled).map(([n, how]) => settles(n, how)) },
  { weight: 2, arbitrary: fc.tuple(which, owner).map(([n, by]) => adopts(n, by)) },
  { weight: 4, arbitrary: fc.nat(12).map(waits) },
  {
    weight: 1,
    arbitrary: fc.option(owner).map(dies),
  },
  { weight: 1, arbitrary: fc.tuple(lane, soon).map(([of, more]) => holds(of, more)) },
  { weight: 1, arbitrary: fc.boolean().map(brakes) },
  { weight: 1, arbitrary: fc.tuple(fc.nat(1), fc.boolean()).map(([n, stop]) => stops(n, stop)) },
  { weight: 1, arbitrary: fc.tuple(which, fc.boolean()).map(([n, again]) => decides(n, again)) },
);

function comes(to: string, n: number, due: number): Act {
  return ({ store, model, subscriptions, now }) => {
    const subscription = subscriptions[n] ?? 0;
    const { id } = enqueue(store, { lane: to, subscription, due: now + due });
    model.add(id, to, subscription, now + due);
  };
}

function claims(of: string, by: string, more: number): Act {
  return (world) => {
    const { store, model, flying, now } = world;
    if (by === world.dead) return;
    const claimed = store.claim(of, { owner: by, until: now + more }, now);
    expect(claimed?.id).toBe(model.claim(of, by, now + more, now));
    if (claimed) flying.push({ id: claimed.id, owner: by });
  };
}

function settles(n: number, how: (now: number) => Settled): Act {
  return (world) => {
    const { store, model, flying, now } = world;
    const [claim] = flying.splice(n % Math.max(1, flying.length), 1);
    // The dead settle nothing: what they had in flight stays so.
    if (!claim || claim.owner === world.dead) return;
    const end = how(now);
    expect(store.settle(claim.id, claim.owner, end, now)?.state).toBe(
      model.settle(claim.id, claim.owner, end),
    );
  };
}

function adopts(n: number, by: string): Act {
  return (world) => {
    const { store, model, flying, now } = world;
    const alive = living(world);
    const isAlive = (one: string): boolean => alive.has(one);
    const lost = model.lanes.filter((name) => model.isLost(name, now, alive));
    const orphans = store.orphans(now, isAlive, 9);
    expect(orphans.map((one) => one.lane).sort()).toEqual(lost);
    const orphan = orphans[n % Math.max(1, orphans.length)];
    if (!orphan || !alive.has(by)) return;
    const lease = { owner: by, until: now + 5 };
    expect(store.adopt(orphan.id, lease, now, isAlive)).toBe(true);
    expect(store.adopt(orphan.id, { ...lease, owner: 'eve' }, now, isAlive)).toBe(false);
    model.lane(orphan.lane).held = { owner: by, lease: now + 5, id: orphan.id };
    flying.push({ id: orphan.id, owner: by });
  };
}

function waits(more: number): Act {
  return (world) => {
    world.now += more;
  };
}

/** The one who was dead lives again, under his old name. */
function dies(one: string | null): Act {
  return (world) => {
    world.dead = one ?? undefined;
  };
}

function holds(of: string, more: number): Act {
  return ({ store, model, now }) => {
    store.holdLanes(of, now + more);
    if (model.lanes.includes(of)) model.lane(of).until = Math.max(model.lane(of).until, now + more);
  };
}

function brakes(on: boolean): Act {
  return ({ store, model, now }) => {
    store.setBrake(on ? { since: now, reason: 'quiet' } : undefined);
    model.brake = on;
  };
}

function stops(n: number, stop: boolean): Act {
  return ({ store, model, subscriptions }) => {
    const id = subscriptions[n] ?? 0;
    if (stop) store.stopSubscription(id, 'paused', 'holidays');
    else store.resumeSubscription(id, false);
    if (stop) model.pause(id);
    else model.resume(id);
  };
}

function decides(n: number, again: boolean): Act {
  return (world) => {
    const { store, model, now } = world;
    const id = pick(world, n);
    if (again) expect(store.retryDelivery(id, now)).toBe(model.retry(id, now));
    else expect(store.discardDelivery(id, 'unwanted', now)).toBe(model.discard(id));
  };
}

/** Everything that the store says is as the model has it. */
function check({ store, model, now }: World): void {
  const rows = store.deliveries({}).toSorted((a, b) => a.id - b.id);
  expect(rows.map(({ id, state, due, attempts }) => ({ id, state, due, attempts }))).toEqual(
    model.all.map(({ id, state, due, attempts }) => ({ id, state, due, attempts })),
  );
  const lanes = model.lanes.map((name) => ({
    lane: name,
    until: model.lane(name).until,
    waiting: model.waiting(name).length,
  }));
  expect(store.lanes().map(({ lane, until, waiting }) => ({ lane, until, waiting }))).toEqual(lanes);
  const due = store.dueLanes(now, 9);
  expect([...due].sort()).toEqual(model.dueLanes(now));
  if (due.length > 0) expect(store.nextDue()).toBeLessThanOrEqual(now);
  else expect(store.nextDue()).toBe(model.nextDue());
  const counts = Map.groupBy(model.all, ({ state }) => state);
  expect(store.countDeliveries()).toEqual(
    Object.fromEntries([...counts].map(([state, all]) => [state, all.length])),
  );
}

function createWorld(): World {
  const database = new DatabaseSync(':memory:');
  migrate(database);
  const store = createStore(database, ':memory:', () => START);
  const subscriptions = ['', 'kind:patch'].map((filter) => {
    const target = { platform: 'file', text: 'file:/a' } as const;
    const cadence = { kind: 'now' } as const;
    const since = { created: START, digestUntil: START, digestNews: 0 };
    return store.subscribe({ target, filter, cadence, options: DEFAULT_OPTIONS, ...since }).subscription.id;
  });
  const model = new DeliveryModel();
  return { store, model, flying: [], subscriptions, dead: undefined, now: START };
}

describe('deliveries, whatever happens to them', () => {
  it('go out in order, one at a time in a lane, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 80, size: 'max' }), (steps) => {
        const world = createWorld();
        for (const act of steps) {
          act(world);
          check(world);
        }
        world.store.close();
      }),
      { numRuns: 150 },
    );
  });
});
