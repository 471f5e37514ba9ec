import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { printSources, readStates, rowsOf } from '../../src/cli/commands/sources.ts';
import type { Followed } from '../../src/cli/following.ts';
import { newSourceState, type SourceState } from '../../src/domain/source/state.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { feed } from '../fakes/following.ts';
import { talk } from './talk.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 3);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const schedules = { lists: { cron: '*/10 * * * *', zone: 'UTC', jitter: 0 } };
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
const COLOUR = /\u001b\[\d{1,2}m/g;

const state = (id: string, fields: Partial<SourceState>): SourceState => ({
  ...newSourceState(id),
  ...fields,
});
const well = {
  lastTry: NOW - 3 * MINUTE,
  lastSuccess: NOW - 3 * MINUTE,
  lastNews: NOW - HOUR,
  items: 12_345,
};
const failing = {
  ...well,
  lastSuccess: NOW - 3 * HOUR,
  failures: 7,
  failingSince: NOW - 2 * HOUR,
  reason: `feed.example.org \u001b]0;owned\u0007 answered 503 ${'and a very long reason '.repeat(8)}`,
  nextTry: NOW + HOUR,
};

async function show(states: readonly SourceState[], json = false, tty = false): Promise<string> {
  const sources: Followed[] = states.map(({ id }) => feed(id));
  const { context, out } = talk({ now: () => NOW, stdoutIsTty: tty });
  await printSources(await rowsOf(sources, schedules, states), json, context);
  return out();
}

describe('sources', () => {
  it('shows a table, and sums up', async () => {
    const lines = (await show([state('lwn', well), state('phoronix', {})])).split('\n');
    expect(lines).toEqual([
      'source    kind  state  last success    lag   items  unreadable  lost   next',
      'lwn       feed  fresh  21 Nov 12:00  3 min  12,345           0     0  7 min',
      'phoronix  feed  never  never             -       0           0     0  7 min',
      '',
      '2 sources: 1 fresh, 1 never asked; lost 0 (times in UTC)',
      '',
    ]);
  });

  it('says below a source what is wrong with it', async () => {
    const late = state('slow', {
      ...well,
      lastSuccess: NOW - 3 * HOUR,
      lost: 2,
      gap: 'a hole',
      route: 'new',
    });
    const out = await show([state('lwn', well), state('bad', failing), late]);
    expect(out).toMatch(/^ {4}failed 7 times since 21 Nov 10:03: feed\.example\.org answered 503/m);
    expect(out).toMatch(/^ {4}comes in by way of new$/m);
    expect(out).toMatch(/^ {4}may have missed something: a hole$/m);
    expect(out).toContain(
      '3 sources: 1 fresh, 1 late, 1 failing since 21 Nov 10:03; lost 2, 1 with a gap (times in UTC)',
    );
  });

  it('fits 100 columns, whatever stands in it, and obeys no stranger', async () => {
    const huge = { items: 99_999_999, unreadable: 999_999, lost: 9999, lastSuccess: NOW - 99 * MINUTE };
    const states = [
      state(`a${'-long'.repeat(12)}`, { ...failing, ...huge }),
      state('b', { ...failing, gap: 'x'.repeat(400) }),
    ];
    const out = await show(states, false, true);
    expect(out).toContain('\u001b[31m');
    for (const line of out.replace(COLOUR, '').split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    for (const sign of ['\u0007', '\u001b']) expect(out.replace(COLOUR, '')).not.toContain(sign);
  });

  it('tells scripts the same, a line each', async () => {
    const [bad, fresh] = (await show([state('bad', failing), state('lwn', well)], true))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(bad).toMatchObject({
      id: 'bad',
      kind: 'feed',
      url: 'https://bad.example.org/feed.xml',
      schedule: 'lists',
      last_success: '2026-11-21T09:03:00.000Z',
      lag_s: 10_800,
      items: 12_345,
      unreadable: 0,
      lost: 0,
      failing_since: '2026-11-21T10:03:00.000Z',
      state: 'failing',
      next_try: '2026-11-21T13:10:00.000Z',
      why: 'a test',
    });
    expect(fresh).toMatchObject({ state: 'fresh', reason: null, next_try: '2026-11-21T12:10:00.000Z' });
  });
});

describe('readStates', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lorewatch-sources-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('reads what is stored, and nothing where nothing is stored yet', async () => {
    expect(await readStates(join(folder, 'none'), talk().context)).toEqual([]);
    const store = openStore(folder, 'write', () => NOW);
    store.saveSourceState(state('lwn', well), []);
    store.close();
    expect(await readStates(folder, talk().context)).toEqual([state('lwn', well)]);
  });
});
