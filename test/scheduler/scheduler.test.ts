import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newSourceState, type SourceState } from '../../src/domain/source/state.ts';
import { type Appointment, createScheduler, type Scheduler } from '../../src/scheduler/scheduler.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const T0 = Date.UTC(2026, 10, 21, 10, 3);
const schedules = {
  lists: { cron: '*/10 * * * *', zone: 'UTC', jitter: 60 },
  pages: { cron: '0 */6 * * *', zone: 'UTC', jitter: 0 },
};
const list = (id: string, host = id): Appointment => ({ id, host, schedule: 'lists' });
const page = (id: string, host = id): Appointment => ({ id, host, schedule: 'pages' });

type World = {
  readonly runs: { readonly id: string; readonly at: number }[];
  readonly skips: string[];
  readonly states: Map<string, SourceState>;
  readonly claims: Set<string>;
  hold: Promise<void> | undefined;
};

function world(): World {
  return { runs: [], skips: [], states: new Map(), claims: new Set(), hold: undefined };
}

function schedule(one: World, sources: readonly Appointment[]): Scheduler {
  return createScheduler({
    sources,
    schedules,
    now: Date.now,
    stateOf: (id) => one.states.get(id),
    claim: (job) => {
      if (one.claims.has(job)) return false;
      one.claims.add(job);
      return true;
    },
    run: async (id) => {
      one.runs.push({ id, at: Date.now() });
      await one.hold;
      one.states.set(id, { ...(one.states.get(id) ?? newSourceState(id)), lastTry: Date.now() });
    },
    onSkip: (id, why) => one.skips.push(`${id} ${why}`),
    onError: (_id, error) => {
      throw error;
    },
  });
}

function tried(one: World, id: string, at: number, nextTry?: number): void {
  one.states.set(id, { ...newSourceState(id), lastTry: at, nextTry });
}

describe('createScheduler', () => {
  beforeEach(() => vi.useFakeTimers({ now: T0 }));
  afterEach(() => vi.useRealTimers());

  it('asks at each tick, later by the jitter, and once', async () => {
    const here = world();
    tried(here, 'a', T0 - MINUTE);
    const scheduler = schedule(here, [list('a')]);
    scheduler.start();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(here.runs).toHaveLength(6);
    const lags = here.runs.map(({ at }, n) => at - (T0 + 7 * MINUTE + n * 10 * MINUTE));
    for (const lag of lags) expect(lag).toBeLessThan(MINUTE);
    expect(Math.min(...lags)).toBeGreaterThanOrEqual(0);
    expect(new Set(lags).size).toBeGreaterThan(1);
    expect(await scheduler.stop()).toBe(true);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(here.runs).toHaveLength(6);
  });

  it('asks each source once at the start that missed a tick or was never asked, in their order', async () => {
    const here = world();
    tried(here, 'missed', T0 - 7 * 24 * HOUR);
    tried(here, 'punctual', T0 - 2 * MINUTE);
    const scheduler = schedule(here, [list('missed'), list('punctual'), list('new'), page('page')]);
    scheduler.start();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(here.runs.map(({ id }) => id)).toEqual(['missed', 'new', 'page']);
    expect(here.runs.map(({ at }) => at - T0)).toEqual([0, 2000, 3000]);
    await scheduler.stop();
  });

  it('makes up once for a tick that was begun and cut off', async () => {
    const here = world();
    tried(here, 'a', T0 - HOUR);
    here.claims.add('ingest-a-20261121T1000Z');
    const scheduler = schedule(here, [list('a')]);
    scheduler.start();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(here.runs).toHaveLength(1);
    await scheduler.stop();
  });

  it('leaves a tick to the process that claimed it first', async () => {
    const here = world();
    tried(here, 'a', T0);
    const [one, two] = [schedule(here, [list('a')]), schedule(here, [list('a')])];
    one.start();
    two.start();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(here.runs).toHaveLength(1);
    expect(here.skips).toEqual(['a claimed']);
    await Promise.all([one.stop(), two.stop()]);
  });

  it('passes over a source that rests, and one that still runs', async () => {
    const here = world();
    tried(here, 'resting', T0, T0 + 20 * MINUTE);
    tried(here, 'slow', T0);
    const { promise, resolve } = Promise.withResolvers<void>();
    here.hold = promise;
    const scheduler = schedule(here, [list('resting'), list('slow')]);
    scheduler.start();
    await vi.advanceTimersByTimeAsync(18 * MINUTE);
    expect(here.skips.toSorted()).toEqual(['resting resting', 'resting resting', 'slow running']);
    resolve();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(here.runs.map(({ id }) => id)).toContain('resting');
    await scheduler.stop();
  });

  it('asks one source of a host at a time, and four in all', async () => {
    const here = world();
    const { promise, resolve } = Promise.withResolvers<void>();
    here.hold = promise;
    const lists = ['a', 'b', 'c'].map((id) => list(id, 'lore.example.org'));
    const others = ['d', 'e', 'f', 'g'].map((id) => list(id));
    const scheduler = schedule(here, [...lists, ...others]);
    scheduler.start();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(here.runs.map(({ id }) => id)).toEqual(['a', 'd', 'e', 'f']);
    resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(here.runs.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    await scheduler.stop();
  });

  it('makes up once, soon, for all that the machine slept through', async () => {
    const here = world();
    const { fast, rare } = { fast: list('fast'), rare: page('rare') };
    tried(here, 'fast', T0);
    tried(here, 'rare', T0);
    const scheduler = schedule(here, [fast, rare]);
    scheduler.start();
    await vi.advanceTimersByTimeAsync(MINUTE);
    // Time goes on, the timers do not.
    const woken = T0 + 8 * HOUR + 3 * MINUTE;
    vi.setSystemTime(woken);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(here.runs.map(({ id }) => id)).toEqual(['fast', 'rare']);
    // And the ticks are met again.
    await vi.advanceTimersByTimeAsync(6 * HOUR);
    expect(here.runs.filter(({ id }) => id === 'rare')).toHaveLength(2);
    expect(here.runs.filter(({ id }) => id === 'fast')).toHaveLength(37);
    await scheduler.stop();
  });

  it('refuses a schedule that is wrong', () => {
    const wrong = { lists: { cron: '99 * * * *', zone: 'UTC', jitter: 0 } };
    const deps = { now: Date.now, stateOf: () => undefined, claim: () => true, run: () => Promise.resolve() };
    const rest = { onSkip: () => undefined, onError: () => undefined };
    expect(() => createScheduler({ sources: [list('a')], schedules: wrong, ...deps, ...rest })).toThrow(
      /schedules\.lists/,
    );
  });
});
