import { RUST } from '../../config/topics/rust/topic.ts';
import type { Followed, Following } from '../../src/cli/following.ts';
import type { Item, JudgedItem } from '../../src/domain/item/item.ts';
import type { SourcePlan } from '../../src/domain/source/plan.ts';
import type { Http } from '../../src/ports/http.ts';
import type { Fetched } from '../../src/ports/source.ts';
import type { Store } from '../../src/ports/store.ts';
import { fetchBlobs } from '../../src/sources/archive/bodies.ts';

/** Sources in memory have no need of it. */
const noHttp: Http = {
  get: () => Promise.reject(new Error('no network in this test')),
  stream: () => Promise.reject(new Error('no network in this test')),
  turn: () => Promise.resolve(),
  userAgent: 'lorewatch/test',
  close: () => Promise.resolve(),
};

/** Whatever says Rust is about the topic. */
function judgeSimply(items: readonly Item[]): readonly JudgedItem[] {
  return items.map((item) => {
    const about = JSON.stringify(item).includes('Rust');
    const category = about ? ('discussion' as const) : ('none' as const);
    const relevant = about ? ('yes' as const) : ('no' as const);
    const verdict = { category, relevant, confidence: 1, evidence: [] };
    return { item, verdict, areas: [], findings: [], keys: [] };
  });
}

/** What a feed of the test tells at each try: pieces, or an error to throw. */
export type Telling = () => readonly (Fetched | Error)[];

/** A feed with this id on a host of its own. */
export function feed(id: string, tell: Telling = () => []): Followed {
  const url = `https://${id}.example.org/feed.xml`;
  const plan: SourcePlan = { id, kind: 'feed', url, pages: false, why: 'a test', schedule: 'lists' };
  const fetch = async function* (): AsyncGenerator<Fetched> {
    for (const piece of tell()) {
      if (piece instanceof Error) throw piece;
      yield piece;
    }
  };
  return { plan, source: { id, kind: 'feed', url, fetch } };
}

export function following(store: Store, sources: readonly Followed[], now: () => number): Following {
  return {
    sources,
    schedules: { lists: { cron: '*/10 * * * *', zone: 'UTC', jitter: 0 } },
    deps: {
      store,
      topic: RUST,
      fetchBodies: fetchBlobs,
      http: noHttp,
      now,
      owner: 'test@here:1',
      isAlive: () => true,
      folderOf: (source) => source,
      createJudge: () => judgeSimply,
      onMistake: (_source, error) => {
        throw error;
      },
      random: () => 0,
    },
  };
}
