import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RUST } from '../../../config/topics/rust/topic.ts';
import { writeWorld } from '../../../src/demo/epoch.ts';
import type { DemoWorld } from '../../../src/demo/types.ts';
import { createDemoWorld } from '../../../src/demo/world.ts';
import { lastDue } from '../../../src/domain/subscription/due.ts';
import {
  type Cadence,
  DEFAULT_OPTIONS,
  type Subscription,
} from '../../../src/domain/subscription/subscription.ts';
import { ingest } from '../../../src/pipeline/ingest.ts';
import { type IssueDeps, issueDigests } from '../../../src/pipeline/issuing/issue-digests.ts';
import { issueWeek } from '../../../src/pipeline/issuing/issue-week.ts';
import type { KnownAs, Store } from '../../../src/ports/store.ts';
import { fetchBlobs } from '../../../src/sources/archive/bodies.ts';
import { findArchives } from '../../../src/sources/archive/detect.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';

const DAY = 86_400_000;
const MONDAY: Cadence = { kind: 'weekly', day: 'MON', at: 540, zone: 'Europe/Berlin' };
const DAILY: Cadence = { kind: 'daily', at: 540, zone: 'Europe/Berlin' };
const signal = new AbortController().signal;

let world: DemoWorld;
let archives: string;
beforeAll(() => {
  world = createDemoWorld();
  archives = mkdtempSync(join(tmpdir(), 'lorewatch-issuing-'));
  writeWorld(world, archives);
});
afterAll(() => rmSync(archives, { recursive: true, force: true }));

let now: number;
let folder: string;
let store: Store;
beforeEach(() => {
  now = lastDue(MONDAY, world.end + 7 * DAY);
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-issuing-'));
  store = openStore(folder, 'write', () => now);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function read(list: string, as: KnownAs): Promise<void> {
  for (const reader of await findArchives(join(archives, list), { dataDir: folder })) {
    await ingest({ store, topic: RUST, fetchBodies: fetchBlobs }, reader, {
      count: false,
      onProgress: () => undefined,
      as,
    });
  }
}

function subscribe(cadence: Cadence, filter = '', target = 'mailto:jane@example.org'): Subscription {
  const digestUntil = lastDue(cadence, now - 1);
  return store.subscribe({
    target: { platform: 'mailto', text: target },
    filter,
    cadence,
    options: DEFAULT_OPTIONS,
    created: now,
    digestUntil,
    digestNews: store.newsAt(digestUntil),
  }).subscription;
}

const mistakes: unknown[] = [];
function deps(fields: Partial<IssueDeps> = {}): IssueDeps {
  const lore = 'https://lore.example.org';
  const onMistake = (_what: string, error: unknown): void => {
    mistakes.push(error);
  };
  return { store, topic: RUST, lore, now: () => now, caughtUp: () => true, onMistake, ...fields };
}

function queued() {
  return store.deliveries({ kinds: ['digest'] }).map(({ subscription, event, payload, state }) => {
    return { subscription, event, state, issue: (payload as { issue: string }).issue };
  });
}

/** Ids of what the digests tell of, one list a digest, oldest first. */
function entries(): string[][] {
  return queued()
    .toReversed()
    .map(({ issue }) => {
      const sections = store.issue(issue)?.digest.sections ?? [];
      return sections.flatMap((section) => section.entries.map(({ id }) => id));
    });
}

describe('issueDigests', () => {
  it('makes one digest for each subscription and period; equal filters share it', async () => {
    await read('rust-for-linux', 'history');
    subscribe(MONDAY);
    subscribe(MONDAY, '', 'mailto:joe@example.org');
    subscribe(MONDAY, 'kind:patch', 'mailto:joe@example.org');
    expect(await issueDigests(deps(), now, signal)).toEqual({ issues: 2, queued: 3, waiting: 0 });
    const made = queued();
    expect(new Set(made.map(({ issue }) => issue)).size).toBe(2);
    expect(made.every(({ state, event }) => state === 'pending' && event.startsWith('digest '))).toBe(true);
    expect(await issueDigests(deps(), now + 60_000, signal)).toEqual({ issues: 0, queued: 0, waiting: 0 });
    expect(queued()).toHaveLength(3);
  });

  it('tells of what became known, whatever its date, once', async () => {
    const [second = '', first = ''] = world.lists.map(({ name }) => name);
    await read(first, 'history');
    subscribe(DAILY);
    now = lastDue(DAILY, now);
    await issueDigests(deps(), now, signal);
    // A list that was followed already brings what others had weeks ago.
    now += DAY / 2;
    await read(second, 'news');
    now += DAY / 2;
    await issueDigests(deps(), now, signal);
    now += DAY;
    await issueDigests(deps(), now, signal);
    const [, late = [], after = []] = entries();
    expect(late.length).toBeGreaterThan(3);
    expect(after).toEqual([]);
    const [, issue] = queued().toReversed();
    const dates = store
      .issue(issue?.issue ?? '')
      ?.digest.sections.flatMap((section) =>
        section.entries.flatMap(({ steps }) => steps.map(({ date }) => date)),
      );
    // They are told with the dates that they have.
    expect(dates?.some((date) => Date.parse(date) < now - 10 * DAY)).toBe(true);
  });

  it('loses nothing at the seam: what was not there yet when a digest was made is in the next', async () => {
    const [second = '', first = ''] = world.lists.map(({ name }) => name);
    await read(first, 'history');
    subscribe(DAILY);
    const due = lastDue(DAILY, now);
    now = due;
    await issueDigests(deps(), now, signal);
    // Known with a time before the end of the period, but not there when it was looked for.
    now = due - 1;
    await read(second, 'news');
    now = due + DAY;
    await issueDigests(deps(), now, signal);
    const [, next = []] = entries();
    expect(next.length).toBeGreaterThan(3);
  });

  it('sends a late one once, as soon as the sources were asked, with all that is known by then', async () => {
    const [second = '', first = ''] = world.lists.map(({ name }) => name);
    await read(first, 'history');
    const { id } = subscribe(MONDAY);
    const due = now;
    now = due + 30 * DAY;
    expect(await issueDigests(deps({ caughtUp: () => false }), now, signal)).toEqual({
      issues: 0,
      queued: 0,
      waiting: 1,
    });
    await read(second, 'news');
    expect(await issueDigests(deps(), now, signal)).toMatchObject({ queued: 1 });
    expect(await issueDigests(deps(), now, signal)).toMatchObject({ queued: 0 });
    expect(queued()).toHaveLength(1);
    expect(entries()[0]?.length).toBeGreaterThan(3);
    expect(store.subscription(id)?.digestUntil).toBe(lastDue(MONDAY, now));
  });

  it('is written, and not sent, to whoever is paused', async () => {
    await read('rust-for-linux', 'history');
    const { id } = subscribe(MONDAY);
    store.stopSubscription(id, 'paused', 'on holiday');
    await issueDigests(deps(), now, signal);
    expect(queued()).toMatchObject([{ state: 'suppressed' }]);
    expect(store.resumeSubscription(id, true)).toBe(1);
    expect(queued()).toMatchObject([{ state: 'pending' }]);
  });

  it('does not fall with one digest that cannot be made', async () => {
    await read('rust-for-linux', 'history');
    subscribe(MONDAY, 'kind:patch');
    subscribe(MONDAY, 'a broken"filter', 'mailto:joe@example.org');
    expect(await issueDigests(deps(), now, signal)).toMatchObject({ queued: 1 });
    expect(mistakes).toHaveLength(1);
  });

  it('stops between two digests when it is told to, and goes on later', async () => {
    await read('rust-for-linux', 'history');
    subscribe(MONDAY, 'kind:patch');
    subscribe(MONDAY, 'kind:reply');
    const stop = new AbortController();
    const real = store;
    const watched = {
      ...real,
      saveIssue: (issue: Parameters<Store['saveIssue']>[0]) => {
        stop.abort();
        return real.saveIssue(issue);
      },
    };
    expect(await issueDigests(deps({ store: watched }), now, stop.signal)).toMatchObject({ queued: 1 });
    expect(await issueDigests(deps(), now, signal)).toMatchObject({ queued: 1 });
  });

  it('names the ends of the period by the clocks of the zone', async () => {
    await read('rust-for-linux', 'history');
    subscribe(MONDAY);
    await issueDigests(deps(), now, signal);
    const [{ issue } = { issue: '' }] = queued();
    expect(store.issue(issue)?.digest).toMatchObject({
      zone: 'Europe/Berlin',
      periodLabel: expect.stringMatching(/^Mon .* 09:00 - Mon .* 09:00$/),
      periodName: expect.stringMatching(/^week \d+ of \d{4}$/),
    });
  });
});

describe('issueWeek', () => {
  it('makes the public digest of the last whole week once', async () => {
    expect(issueWeek(deps(), now)).toBe(false);
    await read('rust-for-linux', 'history');
    expect(issueWeek(deps({ caughtUp: () => false }), now)).toBe(false);
    expect(issueWeek(deps(), now)).toBe(true);
    expect(issueWeek(deps(), now)).toBe(false);
    const [issue] = store.issues({ filter: '', limit: 5 });
    expect(new Date(issue?.since ?? 0).toISOString()).toMatch(/T00:00:00.000Z$/);
    expect((issue?.until ?? 0) - (issue?.since ?? 0)).toBe(7 * DAY);
    expect(new Date(issue?.since ?? 0).getUTCDay()).toBe(1);
  });
});
