import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCommand } from '../../src/cli/commands/start.ts';
import { serve } from '../../src/cli/daemon/serve.ts';
import type { Followed } from '../../src/cli/following.ts';
import { createLog } from '../../src/cli/log.ts';
import { createRunProgress } from '../../src/cli/run-progress.ts';
import { newSourceState } from '../../src/domain/source/state.ts';
import { StoreError } from '../../src/ports/errors.ts';
import type { Fetched } from '../../src/ports/source.ts';
import type { Store } from '../../src/ports/store.ts';
import { readSettings } from '../../src/settings.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { feed } from '../fakes/following.ts';
import { service } from '../fakes/service.ts';
import { type Talk, talk } from './talk.ts';

const T0 = Date.UTC(2026, 10, 21, 10, 3);
const HOUR = 3_600_000;
const bad: Fetched = { what: 'trouble', trouble: { why: 'no connection' } };
let folder: string;
let store: Store;
beforeEach(() => {
  vi.useFakeTimers({ now: T0 });
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-daemon-'));
  store = openStore(folder, 'write', Date.now);
});
afterEach(() => {
  vi.useRealTimers();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

type Line = { readonly level: string; readonly msg: string };
/** Lets the daemon run so long; gives what it logged. */
async function live(
  sources: readonly Followed[],
  hours: number,
  said: Talk = talk({ now: Date.now }),
): Promise<Line[]> {
  const { promise: stop, resolve } = Promise.withResolvers<void>();
  const options = { since: 0, progress: createRunProgress(said.context), log: createLog(said.context), stop };
  const end = serve(service(store, sources), options);
  await vi.advanceTimersByTimeAsync(hours * HOUR);
  resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(await end).toBe(true);
  return said.context.stderrIsTty
    ? []
    : said
        .err()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
}

function adminLines(lines: readonly Line[]): string[] {
  return lines.filter(({ msg, level }) => msg.startsWith('admin:') && level === 'warn').map(({ msg }) => msg);
}

describe('follow', () => {
  it('asks at every tick, says what is new, and is silent about the rest', async () => {
    let asked = 0;
    const items: Fetched = { what: 'items', items: [{ kind: 'broken', place: 'entry 1', why: 'no title' }] };
    const source = feed('lwn', () => {
      asked++;
      return asked === 3 ? [items] : [];
    });
    const lines = await live([source], 1);
    expect(asked).toBe(7);
    expect(lines.map(({ msg }) => msg)).toEqual(['lwn: 1 unreadable', 'ending: running tries are stopped']);
  });

  it('alerts once where a source fails, announces its recovery, and forgets neither over a restart', async () => {
    let up = false;
    const source = feed('lwn', () => (up ? [] : [bad]));
    const first = adminLines(await live([source], 3));
    expect(first).toEqual([
      expect.stringMatching(/^admin: lwn is failing since 21 Nov 10:03, 3 times in a row/),
    ]);
    expect(adminLines(await live([source], 3))).toEqual([]);
    up = true;
    const later = adminLines(await live([source], 6));
    expect(later).toEqual([expect.stringMatching(/^admin: lwn is back: it was failing for/)]);
  });

  it('tells what another process left untold', async () => {
    store.saveSourceState(newSourceState('lwn'), [
      { key: 'gap:lwn:1', at: T0, source: 'lwn', what: 'gap', text: 'lwn may have missed something' },
    ]);
    expect(adminLines(await live([], 0))).toEqual(['admin: lwn may have missed something']);
    expect(adminLines(await live([], 0))).toEqual([]);
  });

  it('goes on where the store cannot be written for a while', async () => {
    let broken = true;
    const source = feed('lwn', () => []);
    const real = store;
    store = {
      ...real,
      saveSourceState: (state, notices) => {
        if (broken) throw new StoreError('the disk is full');
        real.saveSourceState(state, notices);
      },
      sourceState: (id) => {
        if (broken && Date.now() > T0 + HOUR / 2) throw new StoreError('the store cannot be read');
        return real.sourceState(id);
      },
    };
    const told = await live([source], 1);
    expect(told.filter(({ level }) => level === 'error').map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['lwn: the disk is full', 'lwn tick: the store cannot be read']),
    );
    broken = false;
    await live([source], 1);
    expect(real.sourceState('lwn')?.lastSuccess).toBeGreaterThan(T0 + HOUR);
    store = real;
  });

  it('stops a try in the middle when it is told to end', async () => {
    const hanging = feed('slow');
    const fetch = async function* (): AsyncGenerator<Fetched> {
      yield { what: 'gap', why: undefined };
      await new Promise(() => undefined);
    };
    const lines = await live([{ ...hanging, source: { ...hanging.source, fetch } }], 0.1);
    expect(lines.at(-1)?.msg).toBe('slow: stopped in the middle');
    expect(store.sourceState('slow')?.failures).toBe(0);
  });

  it('speaks in lines for a human on a terminal', async () => {
    const said = talk({ now: Date.now, stderrIsTty: true, settings: readSettings({ NO_COLOR: '1' }) });
    await live([feed('lwn', () => [bad])], 0.1, said);
    expect(said.err()).toMatch(/^10:03:\d\d warn lwn: failed: no connection\n/);
  });
});

describe('start', () => {
  it('refuses roles that there are not, and parts that would be alone', async () => {
    const other = startCommand.run([], { role: 'chef' }, talk().context);
    await expect(other).rejects.toThrow(
      'the role `chef` is not there; there is all, web, scheduler, worker, chat',
    );
    const alone = startCommand.run([], { role: 'chat' }, talk().context);
    await expect(alone).rejects.toThrow(/the role `chat` shares its work with other processes/);
  });
});

describe('createLog', () => {
  it('refuses a level that there is not', () => {
    const { context } = talk({ settings: readSettings({ LOREWATCH_LOG: 'loud' }) });
    expect(() => createLog(context)).toThrow(/LOREWATCH_LOG takes trace, .* not `loud`/);
  });

  it('obeys no stranger', () => {
    const said = talk();
    createLog(said.context).warn('x\u001b[31m\u202ey');
    expect(said.err()).toContain('x\\u001b[31m\\u202ey');
    expect(said.err().endsWith('}\n')).toBe(true);
  });
});
