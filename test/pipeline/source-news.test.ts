import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Article } from '../../src/domain/item/article.ts';
import { runSource } from '../../src/pipeline/run-source.ts';
import { UserError } from '../../src/ports/errors.ts';
import type { Fetched } from '../../src/ports/source.ts';
import type { Store } from '../../src/ports/store.ts';
import { findArchives } from '../../src/sources/archive/detect.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { makeArticle } from '../contracts/item-world.ts';
import { logged } from '../contracts/news-world.ts';
import { rustPatch } from '../contracts/store-world.ts';
import { feed, following } from '../fakes/following.ts';
import { added, writeHistory } from '../sources/epochs.ts';
import { createTemp } from '../sources/temp.ts';

const HOUR = 3_600_000;
const temp = createTemp();
let now: number;
let store: Store;
beforeEach(() => {
  now = Date.UTC(2026, 10, 21);
  store = openStore(temp(), 'write', () => now);
});
afterEach(() => store.close());

async function run(...pieces: readonly (Fetched | Error)[]): Promise<void> {
  const { source } = feed('press', () => pieces);
  const { deps } = following(store, [], () => now);
  const signal = new AbortController().signal;
  await runSource(deps, source, { since: 0, interval: HOUR, signal, onProgress: () => undefined });
}

const items = (...ids: readonly string[]): Fetched => ({
  what: 'items',
  items: ids.map((id): Article => makeArticle({ id, title: `Rust ${id}` })),
});

it('a source that was never read to its end tells its history, and news from then on', async () => {
  await run(items('a'), new UserError('no answer'));
  await run(items('a', 'b'));
  expect(logged(store)).toEqual([]);
  await run(items('a', 'b', 'c'));
  expect(logged(store)).toEqual(['c']);
});

it('a source of which a part fails for good has news after a day', async () => {
  const fails = new UserError('no answer');
  await run(items('a'), fails);
  now += 20 * HOUR;
  await run(items('a', 'b'), fails);
  expect(logged(store)).toEqual([]);
  now += 5 * HOUR;
  await run(items('a', 'b', 'c'), fails);
  expect(logged(store)).toEqual(['c']);
});

it('the same goes for archives', async () => {
  const gitDir = join(temp(), 'gizmo', 'git', '0.git');
  const read = async (): Promise<void> => {
    const [reader] = await findArchives(gitDir, { dataDir: temp() });
    if (reader) await run({ what: 'archive', reader });
  };
  writeHistory(gitDir, added([rustPatch(1)]));
  await read();
  expect(logged(store)).toEqual([]);
  writeHistory(gitDir, added([rustPatch(2)]), { append: true });
  await read();
  expect(logged(store)).toEqual(['rust-2@x']);
});
