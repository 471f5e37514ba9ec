import { RUST } from '../../config/topics/rust/topic.ts';
import type { Article } from '../../src/domain/item/article.ts';
import { ITEM_JUDGES } from '../../src/pipeline/item-judges.ts';
import { createItemJudge } from '../../src/pipeline/items.ts';
import type { RunReport } from '../../src/pipeline/run-report.ts';
import { runSource } from '../../src/pipeline/run-source.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Source } from '../../src/ports/source.ts';
import type { Store } from '../../src/ports/store.ts';

/** Articles of a press that does not exist, of so many days (from 0), one a day. */
export function articlesOf(days: number, start: number): Article[] {
  const titles = [
    'Rust in the Linux kernel: an old story',
    'A Rust driver for made-up fans enters the Linux kernel',
    'Linux kernel sockets learn lifetimes with Rust bindings',
  ];
  return titles.slice(0, days).map((title, n) => ({
    kind: 'article',
    id: `story-${n}`,
    source: 'press',
    title,
    url: `https://press.example.org/${n}`,
    discussion: undefined,
    date: start + n * 60_000,
    author: undefined,
    text: `${title}. So it is said.`,
    language: 'en',
    restricted: false,
    links: [],
  }));
}

/** One try of a source that fetches these. */
export async function followPress(
  store: Store,
  articles: readonly Article[],
  who: { readonly now: Clock; readonly owner: string; readonly isAlive: (owner: string) => boolean },
): Promise<RunReport> {
  const source: Source = {
    id: 'press',
    kind: 'press',
    url: 'https://press.example.org/',
    fetch: async function* () {
      yield { what: 'items', items: articles, memory: { seen: articles.length } };
    },
  };
  const http = new Proxy({} as never, {});
  const deps = {
    store,
    topic: RUST,
    fetchBodies: () => Promise.reject(new Error('there is no mail')),
    http,
    ...who,
    folderOf: () => '',
    createJudge: () => createItemJudge(RUST, store, ITEM_JUDGES),
    onMistake: (_: string, error: unknown) => {
      throw error;
    },
    random: () => 0.5,
  };
  return runSource(deps, source, {
    since: 0,
    signal: new AbortController().signal,
    interval: 600_000,
    onProgress: () => undefined,
  });
}
