import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RUST } from '../../../config/topics/rust/topic.ts';
import { lastDue } from '../../../src/domain/subscription/due.ts';
import { type Cadence, DEFAULT_OPTIONS } from '../../../src/domain/subscription/subscription.ts';
import { issueDigests } from '../../../src/pipeline/issuing/issue-digests.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const HALF_PAST_TWO = 150;
const signal = new AbortController().signal;

let folder: string;
let store: Store;
let now: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-clocks-'));
  store = openStore(folder, 'write', () => now);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function subscribe(cadence: Cadence): void {
  const digestUntil = lastDue(cadence, now);
  store.subscribe({
    target: { platform: 'console', text: 'console:' },
    filter: '',
    cadence,
    options: DEFAULT_OPTIONS,
    created: now,
    digestUntil,
    digestNews: 0,
  });
}

/** Looks every ten minutes; gives when each digest was made, and for which span. */
async function live(days: number, skip: (time: number) => boolean = () => false) {
  const deps = {
    store,
    topic: RUST,
    lore: 'https://lore.example.org',
    now: () => now,
    caughtUp: () => true,
    onMistake: (what: string, error: unknown) => {
      throw new Error(what, { cause: error });
    },
  };
  for (const end = now + days * DAY; now < end; now += 10 * MINUTE) {
    if (!skip(now)) await issueDigests(deps, now, signal);
  }
  return store
    .deliveries({})
    .toReversed()
    .map(({ created, payload }) => {
      const issue = store.issue((payload as { issue: string }).issue);
      return { made: created, since: issue?.since ?? 0, until: issue?.until ?? 0 };
    });
}

function wall(time: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(time);
}

/** Spring and autumn; 02:30 is missing on one day and comes twice on the other (Lord Howe moves by half an hour). */
const CHANGES = [
  ['Europe/Berlin', '2026-03-29', '03:30', '02:30'],
  ['Europe/Berlin', '2026-10-25', '02:30', '02:30'],
  ['America/New_York', '2026-03-08', '03:30', '02:30'],
  ['America/New_York', '2026-11-01', '02:30', '02:30'],
  ['Australia/Lord_Howe', '2026-10-04', '02:30', '02:30'],
  ['Australia/Lord_Howe', '2026-04-05', '02:30', '02:30'],
] as const;

describe('digests, when the clocks are changed', () => {
  it.each(CHANGES)('%s on %s: daily at 02:30 comes once a day', async (zone, day, onTheDay, after) => {
    now = Date.parse(`${day}T00:00:00Z`) - 2 * DAY;
    subscribe({ kind: 'daily', at: HALF_PAST_TWO, zone });
    const made = await live(5);
    const days = made.map(({ until }) => wall(until, zone));
    expect(days).toHaveLength(5);
    expect(new Set(days.map((one) => one.slice(0, 10))).size).toBe(5);
    const [year, month, date] = day.split('-');
    for (const one of days)
      expect(one.slice(-5)).toBe(one.startsWith(`${date}/${month}/${year}`) ? onTheDay : after);
    // Nothing falls between two of them.
    for (const [at, one] of made.entries()) expect(one.since).toBe(made[at - 1]?.until ?? one.since);
    for (const { made: time, until } of made) expect(time - until).toBeLessThan(10 * MINUTE);
  });

  it.each(CHANGES)('%s on %s: weekly comes once a week, also when the machine was off', async (zone, day) => {
    now = Date.parse(`${day}T00:00:00Z`) - 10 * DAY;
    subscribe({ kind: 'weekly', day: 'SUN', at: HALF_PAST_TWO, zone });
    const change = Date.parse(`${day}T00:00:00Z`);
    const off = (time: number): boolean => time > change - DAY && time < change + 3 * DAY;
    const made = await live(24, off);
    expect(made.length).toBeGreaterThanOrEqual(3);
    expect(new Set(made.map(({ until }) => until)).size).toBe(made.length);
    for (const [at, one] of made.entries()) expect(one.since).toBe(made[at - 1]?.until ?? one.since);
    const late = made.filter(({ made: time, until }) => time - until > DAY);
    expect(late).toHaveLength(1);
  });

  it('and when the clock of the machine is set back, nothing comes twice', async () => {
    now = Date.parse('2026-03-27T00:00:00Z');
    subscribe({ kind: 'daily', at: HALF_PAST_TWO, zone: 'Europe/Berlin' });
    await live(2);
    now -= DAY;
    const made = await live(2);
    expect(new Set(made.map(({ until }) => until)).size).toBe(made.length);
    expect(made).toHaveLength(3);
  });
});
