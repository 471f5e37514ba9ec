import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pullBrake, releaseBrake } from '../../../src/pipeline/subscribing/brake.ts';
import { type Changes, changeSubscription } from '../../../src/pipeline/subscribing/change.ts';
import { probeTarget } from '../../../src/pipeline/subscribing/probe.ts';
import { type Draft, readWish, type Wish } from '../../../src/pipeline/subscribing/read-wish.ts';
import { resumeSubscription } from '../../../src/pipeline/subscribing/stop.ts';
import { subscribe } from '../../../src/pipeline/subscribing/subscribe.ts';
import type { Platform, Platforms } from '../../../src/ports/platform.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';

const HOUR = 3_600_000;
/** A Monday, 10:00 in Berlin. */
const START = Date.UTC(2026, 2, 30, 8);
const names = { areas: [], milestones: [] };

let folder: string;
let now: number;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-subscribing-'));
  now = START;
  const real = openStore(folder, 'write', () => now);
  // The log grows by one an hour.
  const newsAt = (time: number): number => Math.floor((time - START) / HOUR) + 1000;
  store = { ...real, newsAt, lastNews: () => newsAt(now) };
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const platform: Platform = {
  id: 'console',
  can: { edit: false, lines: true, nonce: 0 },
  check: () => undefined,
  send: () => Promise.reject(new Error('nothing is sent')),
  close: async () => undefined,
};
const platforms: Platforms = new Map([
  ['console', platform],
  ['file', { ...platform, id: 'file', check: () => 'the disk is full' }],
]);

function draft(wish: Partial<Wish> = {}): Draft {
  const read = readWish(names, platforms, { target: 'console:', filter: undefined, cadence: 'now', ...wish });
  if ('wrong' in read) throw new Error(read.wrong);
  return read;
}

const deps = (): { store: Store; now: () => number } => ({ store, now: () => now });

function change(changes: Changes): ReturnType<typeof changeSubscription> {
  return changeSubscription(deps(), names, 1, changes);
}

describe('readWish', () => {
  it('asks the platform', () => {
    const read = (target: string): unknown =>
      readWish(names, platforms, { target, filter: undefined, cadence: 'now' });
    expect(read('file:/x')).toEqual({ wrong: 'the disk is full', isUsage: false });
    expect(read('mailto:ada@example.org')).toEqual({
      wrong: '`mailto:` is not set up here, nothing can be posted to it',
      isUsage: false,
    });
    expect(read('slack:T1/C1')).toEqual({
      wrong: '`slack:` is not set up here, nothing can be posted to it',
      isUsage: false,
    });
    expect(read('x:y')).toMatchObject({ isUsage: true });
  });
});

describe('probeTarget', () => {
  it('asks the platform itself, where it can be asked', async () => {
    const target = { platform: 'console', text: 'console:' } as const;
    const asked: unknown[] = [];
    const probe = async (...given: Parameters<NonNullable<Platform['probe']>>): Promise<string> => {
      asked.push(given[0], given[1].now(), given[1].signal.aborted);
      return 'it is gone';
    };
    const now = (): number => START;
    expect(await probeTarget(platforms, target, now)).toBeUndefined();
    expect(await probeTarget(new Map([['console', { ...platform, probe }]]), target, now)).toEqual({
      wrong: 'it is gone',
      isUsage: false,
    });
    expect(asked).toEqual([target, START, false]);
    const free = { ...platform, probe: async () => undefined };
    expect(await probeTarget(new Map([['console', free]]), target, now)).toBeUndefined();
  });
});

describe('subscribe', () => {
  it('begins a digest with the news of the period that runs', () => {
    const { subscription } = subscribe(deps(), draft({ cadence: 'daily 06:00' }));
    expect(subscription).toMatchObject({ created: START, digestUntil: START - 2 * HOUR, digestNews: 998 });
  });

  it('begins what is told at once with the news to come', () => {
    expect(subscribe(deps(), draft()).subscription).toMatchObject({ digestUntil: START, digestNews: 1000 });
  });
});

describe('changeSubscription', () => {
  it('loses and repeats nothing from one digest to another', () => {
    subscribe(deps(), draft({ cadence: 'daily 06:00' }));
    now += 5 * HOUR;
    expect(change({ cadence: 'weekly MON 09:00' })).toMatchObject({
      what: 'changed',
      untold: undefined,
      subscription: { digestUntil: START - 2 * HOUR, digestNews: 998 },
    });
  });

  it('tells in no digest what was told at once', () => {
    subscribe(deps(), draft());
    now += 5 * HOUR;
    expect(change({ cadence: 'daily 06:00' })).toMatchObject({
      untold: undefined,
      subscription: { digestUntil: START - 2 * HOUR, digestNews: 1005 },
    });
  });

  it('says since when what was kept for a digest comes no more', () => {
    subscribe(deps(), draft({ cadence: 'daily 06:00' }));
    now += 5 * HOUR;
    expect(change({ cadence: 'now' })).toMatchObject({
      untold: START - 2 * HOUR,
      subscription: { digestUntil: now, digestNews: 1005 },
    });
  });

  it('leaves the rest alone', () => {
    const { subscription } = subscribe(deps(), draft({ cadence: 'daily 06:00', quiet: '22:00-07:00' }));
    now += 30 * HOUR;
    expect(change({ milestonesNow: true })).toMatchObject({
      subscription: { ...subscription, options: { ...subscription.options, milestonesNow: true } },
    });
    // The same again is no clash with itself.
    expect(change({ cadence: 'daily 06:00' })).toMatchObject({ what: 'changed' });
  });
});

describe('resumeSubscription', () => {
  const late = (missed: boolean): unknown => {
    subscribe(deps(), draft({ cadence: 'daily 06:00' }));
    store.stopSubscription(1, 'paused', 'away');
    now += 50 * HOUR;
    return resumeSubscription(deps(), 1, missed);
  };

  it('goes on with the period that runs', () => {
    expect(late(false)).toMatchObject({ subscription: { digestUntil: START + 46 * HOUR, digestNews: 1046 } });
  });

  it('or with everything since it was paused', () => {
    expect(late(true)).toMatchObject({ subscription: { digestUntil: START - 2 * HOUR, digestNews: 998 } });
  });
});

describe('the brake', () => {
  it('stays as it was pulled first', () => {
    expect(pullBrake(deps(), 'a')).toEqual({ brake: { since: START, reason: 'a' }, isNew: true });
    now += HOUR;
    expect(pullBrake(deps(), 'b')).toEqual({ brake: { since: START, reason: 'a' }, isNew: false });
    expect(releaseBrake(deps())).toEqual({ brake: { since: START, reason: 'a' }, waiting: 0 });
    expect(releaseBrake(deps())).toBeUndefined();
  });
});
