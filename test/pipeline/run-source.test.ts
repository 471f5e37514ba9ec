import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Article } from '../../src/domain/item/article.ts';
import type { JudgedItem } from '../../src/domain/item/item.ts';
import type { RunDeps, RunOptions } from '../../src/pipeline/run-deps.ts';
import type { RunReport } from '../../src/pipeline/run-report.ts';
import { runSource } from '../../src/pipeline/run-source.ts';
import { ArchiveError, UserError } from '../../src/ports/errors.ts';
import type { FetchContext, Fetched, Source } from '../../src/ports/source.ts';
import type { Store } from '../../src/ports/store.ts';
import { findArchives } from '../../src/sources/archive/detect.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { following } from '../fakes/following.ts';

const T0 = Date.UTC(2026, 10, 21, 10, 12);
let folder: string;
let store: Store;
let now: number;
let mistakes: unknown[];
let deps: RunDeps;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-run-'));
  now = T0;
  mistakes = [];
  store = openStore(folder, 'write', () => now);
  deps = {
    ...following(store, [], () => now).deps,
    onMistake: (_source, error) => mistakes.push(error),
  };
});
afterEach(() => {
  vi.useRealTimers();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function article(id: string): Article {
  const text = 'Rust in the kernel';
  const rest = { author: undefined, discussion: undefined, language: undefined, date: T0 };
  return {
    kind: 'article',
    id,
    source: 'lwn',
    title: id,
    url: '',
    text,
    restricted: false,
    links: [],
    ...rest,
  };
}

function sourceOf(fetch: (context: FetchContext) => AsyncIterable<Fetched>): Source {
  return { id: 'lwn', kind: 'feed', url: 'https://feed.example.org/', fetch };
}

/** A source that tells these pieces, and then throws what is an error. */
function telling(...pieces: readonly (Fetched | Error)[]): Source {
  return sourceOf(async function* () {
    for (const piece of pieces) {
      if (piece instanceof Error) throw piece;
      yield piece;
    }
  });
}

type Tried = Exclude<RunReport, { outcome: 'held' }>;
async function run(source: Source, options: Partial<RunOptions> = {}): Promise<Tried> {
  const signal = new AbortController().signal;
  const usual = { since: 0, interval: 600_000, signal, onProgress: () => undefined };
  const report = await runSource(deps, source, { ...usual, ...options });
  if (report.outcome === 'held') throw new Error('held');
  return report;
}

const two: Fetched = { what: 'items', items: [article('a'), article('b')], memory: { etag: 'x' } };

describe('a try', () => {
  it('stores each piece with its memory before it asks for the next one', async () => {
    const seen: unknown[] = [];
    const source = sourceOf(async function* ({ memory }) {
      seen.push(memory);
      yield two;
      seen.push(store.memoryOf('lwn'), store.item('article', 'a')?.item.title);
    });
    const report = await run(source);
    expect(seen).toEqual([undefined, { etag: 'x' }, 'a']);
    expect(report).toMatchObject({ outcome: 'done', kinds: { article: { added: 2, about: 2 } } });
    expect(store.sourceState('lwn')).toMatchObject({ items: 2, lastSuccess: T0, lastNews: T0, quiet: 0 });
    expect((await run(telling(two))).kinds).toEqual({});
    expect(store.sourceState('lwn')).toMatchObject({ items: 2, quiet: 1 });
  });

  it('counts what is broken and what is lost, and keeps gap and route until they are told anew', async () => {
    const broken: Fetched = { what: 'items', items: [{ kind: 'broken', place: 'entry 3', why: 'no title' }] };
    const lost: Fetched = { what: 'lost', count: 2, why: 'gone from the server' };
    const gap: Fetched = { what: 'gap', why: '25 entries, and all were new' };
    const route: Fetched = { what: 'route', route: 'new', why: 'git failed' };
    const first = await run(telling(broken, lost, gap, route));
    expect(first).toMatchObject({ unreadable: 1, lost: 2, routeWhy: 'git failed' });
    await run(telling());
    expect(store.sourceState('lwn')).toMatchObject({ unreadable: 1, lost: 2, gap: gap.why, route: 'new' });
    expect(store.untoldNotices().map(({ what }) => what)).toEqual(['gap', 'lost']);
    await run(
      telling({ what: 'gap', why: undefined }, { what: 'route', route: undefined, why: 'git is back' }),
    );
    expect(store.sourceState('lwn')).toMatchObject({ gap: undefined, route: undefined });
  });

  it('tells of trouble, keeps what came before it, and does not ask any further', async () => {
    const trouble: Fetched = { what: 'trouble', trouble: { why: 'HTTP 503', retryAfter: 3_600_000 } };
    const report = await run(telling(two, trouble, new Error('asked too far')));
    expect(report).toMatchObject({ outcome: 'failed', trouble: { why: 'HTTP 503' } });
    expect(store.sourceState('lwn')).toMatchObject({ items: 2, failures: 1, nextTry: T0 + 3_600_000 });
    expect(mistakes).toEqual([]);
  });

  it('survives a mistake of a source, logs it and counts a failure', async () => {
    const mistake = new TypeError('x is not a function');
    const report = await run(telling(two, mistake));
    expect(report.trouble?.why).toMatch(/^something unexpected/);
    expect(mistakes).toEqual([mistake]);
    expect(store.sourceState('lwn')).toMatchObject({ items: 2, failures: 1 });
    expect((await run(telling(new UserError('git is not installed')))).trouble?.why).toBe(
      'git is not installed',
    );
    expect(mistakes).toHaveLength(1);
  });

  it('alerts at the third failure, once, over several tries', async () => {
    const trouble: Fetched = { what: 'trouble', trouble: { why: 'no connection' } };
    for (let n = 0; n < 5; n++) await run(telling(trouble));
    expect(store.untoldNotices().map(({ key }) => key)).toEqual([`failing:lwn:${T0}`]);
    now += 3_600_000;
    await run(telling());
    expect(store.untoldNotices().map(({ what }) => what)).toEqual(['failing', 'recovered']);
  });
});

describe('the end of a try', () => {
  const hanging = sourceOf(async function* () {
    yield two;
    await new Promise(() => undefined);
  });

  it('is forced after its deadline, even on a source that does not listen', async () => {
    vi.useFakeTimers();
    const trying = run(hanging, { deadline: 60_000 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await trying).trouble?.why).toMatch(/took longer than 1 min/);
    expect(store.sourceState('lwn')).toMatchObject({ items: 2, failures: 1 });
  });

  it('comes when it is told to, and is no failure then', async () => {
    const stop = new AbortController();
    const source = sourceOf(async function* () {
      yield two;
      stop.abort();
      await new Promise(() => undefined);
    });
    expect(await run(source, { signal: stop.signal })).toMatchObject({
      outcome: 'stopped',
      trouble: undefined,
    });
    expect(store.sourceState('lwn')).toMatchObject({ items: 2, failures: 0, lastTry: undefined });
  });

  it('leaves a failure aside that the stop itself made', async () => {
    const stop = new AbortController();
    const source = sourceOf(async function* () {
      stop.abort();
      yield { what: 'trouble', trouble: { why: 'git was interrupted' } };
    });
    expect((await run(source, { signal: stop.signal })).outcome).toBe('stopped');
  });
});

describe('the lease', () => {
  const lease = { source: 'lwn', owner: 'other@host:1', until: T0 + 60_000 };

  it('keeps a second process away', async () => {
    store.lease(lease, T0, () => true);
    deps = { ...deps, isAlive: () => true };
    await expect(run(telling(two))).rejects.toThrow('held');
    expect(store.sourceState('lwn')).toBeUndefined();
  });

  it('of a process that is gone does not', async () => {
    store.lease(lease, T0, () => true);
    deps = { ...deps, isAlive: () => false };
    expect((await run(telling(two))).outcome).toBe('done');
  });

  it('is given back, whatever happened', async () => {
    await run(telling(new Error('bug')));
    expect(store.lease(lease, T0, () => true)).toBeUndefined();
  });

  it('is prolonged; the try ends where another process has it', async () => {
    vi.useFakeTimers({ now: T0 });
    deps = { ...deps, now: Date.now, isAlive: () => true };
    const source = sourceOf(async function* () {
      yield two;
      await new Promise(() => undefined);
    });
    const trying = run(source);
    await vi.advanceTimersByTimeAsync(20 * 60_000);
    const mine = store.lease({ ...lease, until: Date.now() + 1 }, Date.now(), () => true);
    expect(mine?.owner).toBe(deps.owner);
    store.release('lwn', deps.owner);
    store.lease({ ...lease, until: Date.now() + 3_600_000 }, Date.now(), () => true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await trying).outcome).toBe('stopped');
  });
});

describe('an archive', () => {
  const mail = (n: number): string =>
    `From x@example.org Thu Jan  1 00:00:00 2026\nMessage-ID: <${n}@example.org>\nFrom: Ann <ann@example.org>\n` +
    `Subject: rust: mail ${n}\nDate: Thu, 1 Jan 2026 00:00:0${n} +0000\n\nRust.\n\n`;

  async function archive(): Promise<Extract<Fetched, { what: 'archive' }>> {
    const path = join(folder, 'list.mbox');
    writeFileSync(path, [1, 2, 3].map(mail).join(''));
    const [reader] = await findArchives(path, { dataDir: folder });
    if (reader === undefined) throw new Error('no archive');
    return { what: 'archive', reader, memory: { tip: 'abc' } };
  }

  it('is read into the store, then its memory is kept', async () => {
    const piece = await archive();
    const told: unknown[] = [];
    expect(await run(telling(piece), { onProgress: (one) => told.push(one.what) })).toMatchObject({
      mails: 3,
    });
    expect(store.memoryOf('lwn')).toEqual({ tip: 'abc' });
    expect(store.sourceState('lwn')).toMatchObject({ items: 3, lastNews: T0 });
    expect(told).toContain('mails');
  });

  it('that breaks off is trouble, keeps its mails, and is not taken for whole', async () => {
    const piece = await archive();
    const reader: typeof piece.reader = {
      ...piece.reader,
      plan: async (cursor, options) => {
        const plan = await piece.reader.plan(cursor, options);
        return (
          plan && {
            ...plan,
            mails: async function* (known) {
              yield* plan.mails(known);
              throw new ArchiveError('list.mbox: cut off');
            },
          }
        );
      },
    };
    const report = await run(telling({ ...piece, reader }));
    expect(report).toMatchObject({ outcome: 'failed', mails: 3, trouble: { why: 'list.mbox: cut off' } });
    expect(report.losses).toEqual([]);
    expect(store.memoryOf('lwn')).toBeUndefined();
  });

  it('that hangs in the middle ends with the try, and goes on with the next one', async () => {
    const piece = await archive();
    const stop = new AbortController();
    const reader: typeof piece.reader = {
      ...piece.reader,
      plan: async (cursor, options) => {
        const plan = await piece.reader.plan(cursor, options);
        return (
          plan && {
            ...plan,
            mails: async function* (known) {
              for await (const mails of plan.mails(known)) {
                yield mails.slice(0, 1);
                stop.abort();
                await new Promise(() => undefined);
              }
            },
          }
        );
      },
    };
    expect(await run(telling({ ...piece, reader }), { signal: stop.signal })).toMatchObject({
      outcome: 'stopped',
      mails: 1,
    });
    expect(store.memoryOf('lwn')).toBeUndefined();
    expect(await run(telling(piece))).toMatchObject({ outcome: 'done', mails: 2 });
  });

  it('that cannot be read at all is trouble', async () => {
    const piece = await archive();
    const reader = { ...piece.reader, plan: () => Promise.reject(new ArchiveError('no archive')) };
    expect((await run(telling({ ...piece, reader }))).trouble).toEqual({ why: 'no archive' });
  });
});

describe('a judge', () => {
  it('is made anew for each try', async () => {
    let made = 0;
    const { createJudge } = deps;
    deps = {
      ...deps,
      createJudge: () => {
        made++;
        return createJudge();
      },
    };
    await run(telling(two, two));
    await run(telling(two));
    expect(made).toBe(2);
  });

  it('that throws is a mistake, and nothing of the piece is stored', async () => {
    deps = {
      ...deps,
      createJudge: () => (): readonly JudgedItem[] => {
        throw new Error('bug');
      },
    };
    expect((await run(telling(two))).outcome).toBe('failed');
    expect([mistakes.length, store.memoryOf('lwn')]).toEqual([1, undefined]);
  });
});
