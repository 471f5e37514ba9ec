import { afterEach, describe, expect, it, vi } from 'vitest';
import { deliverLane } from '../../../src/pipeline/delivering/deliver-lane.ts';
import { createDispatcher, type DispatcherDeps } from '../../../src/pipeline/delivering/dispatcher.ts';
import { forgetOld } from '../../../src/pipeline/delivering/upkeep.ts';
import type { Task } from '../../../src/ports/queue.ts';
import { createMemoryQueue } from '../../../src/queue/memory.ts';
import { createScriptedPlatform } from '../../fakes/scripted-platform.ts';
import { createTemp } from '../../sources/temp.ts';
import { DAY, enqueue, look, MINUTE, note, openStage, SECOND, T0 } from './stage.ts';

const temp = createTemp();
const A = 'slack:T1/CA';
const SECRET = 'https://hooks.example.org/services/SECRET';
const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const end of endings.splice(0)) await end();
});

type More = Partial<DispatcherDeps>;

function start(more: More = {}, skills: Partial<Parameters<typeof createScriptedPlatform>[0]> = {}) {
  vi.useFakeTimers({ now: T0, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const platform = createScriptedPlatform({ now: Date.now, ...skills });
  const stage = openStage(temp(), [platform], { now: Date.now });
  const asked: Task[] = [];
  const states: boolean[] = [];
  const dispatcher = createDispatcher({
    ...stage.deps,
    queue: { add: async (task) => void asked.push(task) },
    onQueue: ({ ok }) => states.push(ok),
    ...more,
  });
  endings.push(async () => {
    await dispatcher.stop();
    stage.store.close();
  });
  dispatcher.start();
  return { ...stage, platform, dispatcher, asked, states };
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('the dispatcher', () => {
  it('asks for what is due, under an id without secrets, as soon as it is due', async () => {
    const { store, subscribe, asked } = start();
    const webhook = subscribe(SECRET);
    enqueue(store, note(webhook, 'later', { due: T0 + 1500 }));
    await pass(1400);
    expect(asked).toEqual([]);
    await pass(200);
    expect(asked).toEqual([
      { work: 'deliver', id: expect.stringMatching(/^deliver-[0-9a-f]{20}$/), data: { lane: SECRET } },
    ]);
  });

  it('looks at once when it is woken, and within a second when it is not', async () => {
    const { store, subscribe, asked, dispatcher } = start();
    await pass(10);
    enqueue(store, note(subscribe(A), 'one'));
    await pass(0);
    expect(asked).toHaveLength(0);
    dispatcher.wake();
    await pass(0);
    expect(asked).toHaveLength(1);
    await pass(1000);
    expect(asked).toHaveLength(2);
  });

  it('tells once that the queue cannot be reached, tries on, and tells once that it can', async () => {
    let isDown = true;
    const done: string[] = [];
    const { store, subscribe, states } = start({
      queue: {
        add: async ({ id }) => {
          if (isDown) throw new Error('connect ECONNREFUSED');
          done.push(id);
        },
      },
    });
    enqueue(store, note(subscribe(A), 'one'));
    await pass(5000);
    expect([states, done]).toEqual([[false], []]);
    isDown = false;
    await pass(1000);
    expect(states).toEqual([false, true]);
    expect(done).toHaveLength(1);
  });

  it('asks for nothing while the brake is on', async () => {
    const { store, subscribe, asked } = start();
    store.setBrake({ since: T0, reason: 'enough' });
    enqueue(store, note(subscribe(A), 'one'));
    await pass(5000);
    expect(asked).toEqual([]);
    store.setBrake(undefined);
    await pass(1000);
    expect(asked).not.toEqual([]);
  });

  it('mends what the dead left behind: at its start, and every 15 s', async () => {
    const mended: number[] = [];
    const { store, subscribe, asked } = start(
      { onMended: (count) => mended.push(count) },
      { can: { nonce: MINUTE } },
    );
    await pass(SECOND);
    const one = enqueue(store, note(subscribe(A), 'one'));
    store.claim(A, { owner: 'dead', until: T0 + DAY }, Date.now());
    await pass(13 * SECOND);
    expect([look(store, one).state, asked]).toEqual(['sending', []]);
    await pass(2 * SECOND);
    expect([look(store, one).state, mended]).toEqual(['failed', [1]]);
    expect(asked).not.toEqual([]);
  });

  it('goes on after a store that failed, and ends when it is told to', async () => {
    const { dispatcher, store, subscribe, asked, mistakes } = start();
    await pass(10);
    const due = vi.spyOn(store, 'dueLanes').mockImplementationOnce(() => {
      throw new Error('the disk is full');
    });
    enqueue(store, note(subscribe(A), 'one'));
    await pass(2000);
    expect(mistakes).toEqual(['dispatch: Error: the disk is full']);
    expect(asked).not.toEqual([]);
    await dispatcher.stop();
    const looks = due.mock.calls.length;
    dispatcher.wake();
    await pass(5000);
    expect(due).toHaveBeenCalledTimes(looks);
  });

  it('and a queue within this process deliver it all, one lane beside the other', async () => {
    vi.useFakeTimers({ now: T0, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const platform = createScriptedPlatform({
      now: Date.now,
      play: (_, n) => (n % 3 === 0 ? { what: 'again', why: 'too many', wait: SECOND } : undefined),
    });
    const { store, deps, subscribe } = openStage(temp(), [platform], { now: Date.now });
    const queue = createMemoryQueue({ onError: (_, error) => deps.onMistake('queue', error) });
    const dispatcher = createDispatcher({ ...deps, queue, onQueue: () => undefined });
    endings.push(async () => {
      await dispatcher.stop();
      await queue.close(1000);
      store.close();
    });
    queue.work({
      deliver: {
        most: 3,
        run: async ({ lane }, signal) => void (await deliverLane(deps, String(lane), signal)),
      },
    });
    for (let n = 0; n < 60; n++) enqueue(store, note(subscribe(`slack:T1/C${n % 10}`), `${n}`));
    dispatcher.start();
    for (let n = 0; n < 400 && store.countDeliveries().sent !== 60; n++) await pass(100);
    expect(store.countDeliveries()).toEqual({ sent: 60 });
    for (let lane = 0; lane < 10; lane++) {
      const mine = platform.posts.filter(({ target }) => target === `slack:T1/C${lane}`);
      const texts = mine.map(({ parcel: { post } }) => (post.what === 'notice' ? Number(post.text) : -1));
      expect(texts).toEqual([0, 1, 2, 3, 4, 5].map((n) => n * 10 + lane));
    }
  });
});

describe('upkeep', () => {
  it('forgets deliveries after 90 days', async () => {
    const stage = openStage(temp(), [createScriptedPlatform({ now: () => T0 })]);
    enqueue(stage.store, note(stage.subscribe(A), 'one'));
    await stage.deliver(A);
    stage.clock.time += 90 * DAY;
    expect(forgetOld(stage.deps)).toEqual({ deliveries: 0, news: 0 });
    stage.clock.time += 1;
    expect(forgetOld(stage.deps)).toEqual({ deliveries: 1, news: 0 });
  });
});
