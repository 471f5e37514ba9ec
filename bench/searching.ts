import { parseFilter } from '../src/domain/filter/parse.ts';
import { search } from '../src/pipeline/answer.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import { percentile } from './measure.ts';

/** Words rare and common, phrases, fields, and what matches nothing. */
const QUERIES = [
  'rust',
  'bindgen',
  'kernel',
  'the',
  'kbuild',
  '"pin init"',
  'author:ojeda',
  'area:build kind:patch',
  'kind:patch -bindgen',
  'rustc OR clippy',
  'path:rust/kernel/**',
  'nosuchwordanywhere',
  'revision:>=3',
  'config*',
];
const ROUNDS = 30;

export type SearchCost = { readonly p50: number; readonly p95: number };

/** Milliseconds for the first 20 hits in a resident process. */
export function timeSearch(dataDir: string, order: 'newest' | 'relevance'): SearchCost {
  const store = openStore(dataDir, 'read', Date.now);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const text of QUERIES) {
      const parsed = parseFilter(text);
      if (!parsed.ok) throw new Error(parsed.error.message);
      const start = performance.now();
      search(store, parsed.filter, { limit: 20, order });
      // The first rounds warm the caches up.
      if (round >= 3) times.push(performance.now() - start);
    }
  }
  store.close();
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
