import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestPass } from '../../src/cli/commands/ingest.ts';
import type { Followed } from '../../src/cli/following.ts';
import { progressWords } from '../../src/cli/run-progress.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import type { Article } from '../../src/domain/item/article.ts';
import { newSourceState } from '../../src/domain/source/state.ts';
import type { Fetched } from '../../src/ports/source.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { feed, following } from '../fakes/following.ts';
import { talk } from './talk.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-pass-'));
  store = openStore(folder, 'write', () => NOW);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function article(id: string, title: string): Article {
  const none = { author: undefined, discussion: undefined, language: undefined, date: undefined };
  return {
    kind: 'article',
    id,
    source: 'x',
    title,
    url: '',
    text: '',
    restricted: false,
    links: [],
    ...none,
  };
}

const bad: Fetched = { what: 'trouble', trouble: { why: 'no connection to \u001b[31mx.example.org' } };
const three: Fetched = {
  what: 'items',
  items: [article('1', 'Rust in the kernel'), article('2', 'a file system'), article('3', 'a scheduler')],
};
const broken: Fetched = { what: 'items', items: [{ kind: 'broken', place: 'entry 1', why: 'no title' }] };
const lwn = (): Followed => feed('lwn', () => [three]);
const quiet = feed('quiet');
const down = feed('down', () => [bad]);

type Passed = { readonly code: number; readonly out: string; readonly err: string };
async function pass(
  sources: readonly Followed[],
  ids: readonly string[] = [],
  json = false,
): Promise<Passed> {
  const { context, out, err } = talk({ now: () => NOW });
  const code = await ingestPass(
    following(store, sources, () => NOW),
    ids,
    { since: 0, json },
    context,
  );
  return { code, out: out(), err: err() };
}

describe('ingest', () => {
  it('says what each source brought', async () => {
    const { code, out } = await pass([lwn(), quiet]);
    expect(out.trim().split('\n').toSorted()).toEqual([
      'lwn: 3 new articles, 1 about Rust',
      'quiet: nothing new',
    ]);
    expect(code).toBe(0);
    expect((await pass([lwn()])).out).toBe('lwn: nothing new\n');
  });

  it('asks a source that rests, too', async () => {
    store.saveSourceState({ ...newSourceState('quiet'), nextTry: NOW + 86_400_000 }, []);
    await pass([quiet]);
    expect(store.sourceState('quiet')?.lastTry).toBe(NOW);
  });

  it('fails where all fail, and reports losses where some do', async () => {
    expect(await pass([down])).toMatchObject({
      code: 1,
      out: 'down: failed: no connection to ?[31mx.example.org\n',
    });
    expect((await pass([down, quiet])).code).toBe(3);
    expect(await pass([feed('torn', () => [broken])])).toMatchObject({
      code: 3,
      out: 'torn: 1 unreadable\n',
    });
  });

  it('asks only those that are named', async () => {
    expect((await pass([lwn(), quiet, down], ['quiet'])).out).toBe('quiet: nothing new\n');
  });

  it('names the sources that there are, the nearest first', async () => {
    const asked = pass([lwn(), quiet, down], ['qiet']);
    await expect(asked).rejects.toThrow(UsageError);
    await expect(asked).rejects.toThrow(
      'there is no source `qiet`; `quiet` is near; there is also lwn, down',
    );
    await expect(pass([lwn()], ['zzzzzz'])).rejects.toThrow('there is no source `zzzzzz`; there is lwn');
  });

  it('leaves a source to the process that is asking it', async () => {
    store.lease({ source: 'lwn', owner: '77@host:1', until: NOW + 1000 }, NOW, () => true);
    expect(await pass([lwn()])).toMatchObject({
      code: 0,
      out: 'lwn: another process is asking it right now (77@host)\n',
    });
  });

  it('tells scripts the same', async () => {
    const { out } = await pass([lwn()], [], true);
    expect(JSON.parse(out)).toMatchObject({
      id: 'lwn',
      outcome: 'done',
      mails: 0,
      items: { article: { added: 3, about: 1 } },
      lost: 0,
      reason: null,
    });
  });
});

describe('progressWords', () => {
  it.each([
    [{ done: 8000, total: 12_000, what: 'mails' }, 2000, '8,000 / 12,000 mails  66 %  4,000/s  1.0 s left'],
    [{ done: 5, total: undefined, what: 'pages' }, 0, '5 pages'],
    [{ done: 5, total: 5, what: 'pages' }, 1000, '5 / 5 pages  100 %  5/s'],
  ])('%o', (progress, elapsed, words) => {
    expect(progressWords(progress, elapsed)).toBe(words);
  });
});
