import { join } from 'node:path';
import { ENDPOINTS } from '../config/endpoints.ts';
import { RUST } from '../config/topics/rust/topic.ts';
import { createDemoWorld } from '../src/demo/world.ts';
import { compileFilters } from '../src/domain/filter/many.ts';
import { matchFilter } from '../src/domain/filter/match.ts';
import { printFilter } from '../src/domain/filter/print.ts';
import { BLANK_SUBJECT, type FilterSubject } from '../src/domain/filter/subject.ts';
import { DEFAULT_OPTIONS } from '../src/domain/subscription/subscription.ts';
import { ingest } from '../src/pipeline/ingest.ts';
import { matchNews } from '../src/pipeline/matching/match-news.ts';
import type { ArchiveReader } from '../src/ports/archive.ts';
import type { Store } from '../src/ports/store.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import { ownFilter, parsed, usualArea, usualFilter, usualText, usualWord } from './filters.ts';
import type { BenchRow } from './table.ts';

const SUBSCRIPTIONS = 10_000;
const EVENTS = 200;
const LIMIT = 50;

/** What it costs to hold what became known against ten thousand subscriptions. */
export async function matchingRows(scratch: string): Promise<BenchRow[]> {
  const usual = timeFilters(usualFilter);
  const own = timeFilters(ownFilter);
  const whole = await timeMatching(join(scratch, 'matching'), usualFilter);
  const each = await timeMatching(join(scratch, 'matching-own'), ownFilter);
  const row = (what: string, { compiled, naive, hits, distinct }: FilterCost): BenchRow => ({
    what,
    ours: `${distinct} filters, ${Math.round(hits)} hold`,
    peer: `one by one ${naive.toFixed(1)} ms`,
    value: compiled,
    limit: LIMIT,
    unit: 'ms',
  });
  const written = (what: string, { perEvent, events, rows }: MatchingCost): BenchRow => ({
    what,
    ours: `${events} events, ${rows} deliveries`,
    peer: '',
    value: perEvent,
    limit: LIMIT,
    unit: 'ms',
  });
  return [
    row('an event against 10,000 subscriptions, usual filters', usual),
    row('the same, no two filters alike', own),
    written('the same, told and written, usual filters (wall)', whole),
    written('the same, told and written, no two alike (wall)', each),
  ];
}

type FilterCost = {
  /** ms an event. */
  readonly compiled: number;
  readonly naive: number;
  /** Subscriptions that an event is for. */
  readonly hits: number;
  readonly distinct: number;
};

/** Holds the same events against the same filters, all at once and one by one; both must find the same. */
function timeFilters(filterOf: (n: number) => string): FilterCost {
  const filters = Array.from({ length: SUBSCRIPTIONS }, (_, id) => ({ id, filter: parsed(filterOf(id)) }));
  const subjects = Array.from({ length: EVENTS }, (_, n) => usualSubject(n));
  const match = compileFilters(filters);
  const start = performance.now();
  const found = subjects.map(match);
  const compiled = (performance.now() - start) / EVENTS;
  const before = performance.now();
  // Of what was held once the words are remembered: other objects of the same content.
  const again = subjects.map((subject) => ({ ...subject }));
  const wanted = again.map((subject) =>
    filters.flatMap(({ id, filter }) => (matchFilter(filter, subject) ? [id] : [])),
  );
  const naive = (performance.now() - before) / EVENTS;
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error('the bench found other subscriptions');
  const hits = found.reduce((sum, ids) => sum + ids.length, 0) / EVENTS;
  return { compiled, naive, hits, distinct: new Set(filters.map(({ filter }) => printFilter(filter))).size };
}

function usualSubject(n: number): FilterSubject {
  const area = usualArea(n);
  return {
    ...BLANK_SUBJECT,
    text: usualText(n),
    subject: `[PATCH v${n % 9} 1/3] rust: ${usualWord(n)}: topic${n * 3}`,
    author: { name: `Person${n * 12}`, email: `person${n * 12}@example.org` },
    kind: n % 3 === 0 ? 'reply' : 'patch',
    lists: ['rust-for-linux', 'lkml'],
    paths: ['rust/kernel/x.rs', `rust/kernel/own${n * 6}.rs`, `drivers/${area}/part${n * 6}/x.rs`],
    areas: [area],
    category: 'code',
    relevant: 'yes',
    revision: n % 9,
    date: n,
  };
}

type MatchingCost = { readonly perEvent: number; readonly events: number; readonly rows: number };

/** Matches the made-up world in a store with ten thousand subscriptions, from the log to the rows of the outbox. */
async function timeMatching(folder: string, filterOf: (n: number) => string): Promise<MatchingCost> {
  const world = createDemoWorld();
  const store = openStore(folder, 'write', () => world.end);
  try {
    subscribeAll(store, filterOf);
    await ingest(
      { store, topic: RUST, fetchBodies: async () => new Map() },
      readerOf(world.lists.find(({ name }) => name === 'rust-for-linux')?.commits ?? []),
      { count: false, onProgress: () => undefined, as: 'news', workers: 0 },
    );
    const deps = { store, topic: RUST, lore: ENDPOINTS.lore, now: () => world.end, skills: () => undefined };
    const start = performance.now();
    const { news, cards, suppressed } = await matchNews(deps, new AbortController().signal);
    const perEvent = (performance.now() - start) / news;
    if (news < EVENTS || cards === 0) throw new Error('the bench matched too little');
    return { perEvent, events: news, rows: cards + suppressed };
  } finally {
    store.close();
  }
}

function subscribeAll(store: Store, filterOf: (n: number) => string): void {
  store.atomically(() => {
    for (let n = 0; n < SUBSCRIPTIONS; n++) {
      store.subscribe({
        target: { platform: 'slack', text: `slack:T1/C${n}` },
        filter: printFilter(parsed(filterOf(n))),
        cadence: { kind: 'now' },
        options: DEFAULT_OPTIONS,
        created: 0,
        digestUntil: 0,
        digestNews: 0,
      });
    }
  });
}

function readerOf(
  commits: readonly { kind: string; bytes: Uint8Array; time: number; date: number; subject: string }[],
): ArchiveReader {
  const mails = commits
    .filter(({ kind }) => kind === 'mail')
    .map(({ bytes, time, date, subject }, n) => ({
      bytes: Buffer.from(bytes),
      blob: null,
      arrived: time,
      removal: false,
      cut: false,
      cursor: { position: `${n}`, date, subject },
      place: `${n}`,
    }));
  return {
    ref: { kind: 'mbox', list: 'rust-for-linux', locator: '/made/up', epoch: null },
    plan: async () => ({
      total: mails.length,
      present: undefined,
      mails: async function* () {
        yield mails;
      },
      end: undefined,
    }),
  };
}
