import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ENDPOINTS } from '../config/endpoints.ts';
import { RUST } from '../config/topics/rust/topic.ts';
import { ChangelogReader } from '../src/parse/changelog/changelog.ts';
import { ITEM_JUDGES } from '../src/pipeline/item-judges.ts';
import { createItemJudge } from '../src/pipeline/items.ts';
import type { RunDeps } from '../src/pipeline/run-deps.ts';
import { runSource } from '../src/pipeline/run-source.ts';
import type { Source } from '../src/ports/source.ts';
import { fetchBlobs } from '../src/sources/archive/bodies.ts';
import { createHttp } from '../src/sources/http/client.ts';
import { createListSource } from '../src/sources/list/list.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import { median } from './measure.ts';
import type { BenchRow } from './table.ts';

const POLLS = 20;
const GROWTHS = 5;
const DAY = 86_400_000;

/** What following costs beside the network: a list, a changelog. */
export async function followingRows(scratch: string): Promise<BenchRow[]> {
  const following = await timeFollowing(scratch);
  const short = timeChangelog(50_000);
  const long = timeChangelog(1_000_000);
  return [
    {
      what: 'a list with nothing new (own CPU)',
      ours: '1 request',
      peer: '',
      value: following.quiet,
      limit: 50,
      unit: 'ms',
    },
    {
      what: '100 new mails, fetched and stored (wall)',
      ours: '',
      peer: '',
      value: following.hundred,
      limit: 1,
      unit: 's',
    },
    {
      what: 'a changelog of 50,000 lines (CPU)',
      ours: `${short.commits} commits`,
      peer: '',
      value: short.seconds,
      limit: 1,
      unit: 's',
    },
    {
      what: 'memory of one of 1,000,000 lines',
      ours: `${long.commits} commits`,
      peer: '',
      value: long.heap / (1 << 20),
      limit: 64,
      unit: 'MiB',
    },
  ];
}

type FollowingCost = {
  /** A poll that brings nothing, ms of our own CPU. */
  readonly quiet: number;
  /** 100 new mails, from the first request to the last row, seconds. */
  readonly hundred: number;
};

/** Follows a list in this process, with the server in another one. */
async function timeFollowing(scratch: string): Promise<FollowingCost> {
  const child = fork(join(import.meta.dirname, 'lore-child.ts'));
  try {
    const lore = await publish(child, 500);
    const { source, deps, close } = prepare(lore, scratch);
    try {
      await follow(source, deps, 500);
      const quiet: number[] = [];
      for (let n = 0; n < POLLS; n++) {
        const before = process.cpuUsage();
        await follow(source, deps, 0);
        const { user, system } = process.cpuUsage(before);
        quiet.push((user + system) / 1000);
      }
      const hundred: number[] = [];
      for (let n = 0; n < GROWTHS; n++) {
        await publish(child, 100);
        const start = performance.now();
        await follow(source, deps, 100);
        hundred.push((performance.now() - start) / 1000);
      }
      return { quiet: median(quiet), hundred: median(hundred) };
    } finally {
      await close();
    }
  } finally {
    child.disconnect();
  }
}

function publish(child: ChildProcess, count: number): Promise<string> {
  const answer = new Promise<string>((resolve) => {
    child.once('message', (told: { url: string }) => resolve(told.url));
  });
  child.send(count);
  return answer;
}

type Prepared = { readonly source: Source; readonly deps: RunDeps; readonly close: () => Promise<void> };

function prepare(lore: string, scratch: string): Prepared {
  const store = openStore(join(scratch, 'following'), 'write', Date.now);
  const http = createHttp({ userAgent: 'lorewatch/bench (+mailto:bench@example.org)', pause: 0 });
  const plan = { id: 'r', kind: 'list', list: 'rust-for-linux', why: '', schedule: '' } as const;
  return {
    source: createListSource(plan, { ...ENDPOINTS, lore, loreMirrors: [] }),
    deps: {
      store,
      topic: RUST,
      fetchBodies: fetchBlobs,
      http,
      now: Date.now,
      owner: 'bench',
      isAlive: () => true,
      folderOf: (id) => join(scratch, 'mirrors', id),
      createJudge: () => createItemJudge(RUST, store, ITEM_JUDGES),
      onMistake: (_source, error) => {
        throw error;
      },
      random: () => 0.5,
    },
    close: async () => {
      await http.close();
      store.close();
    },
  };
}

async function follow(source: Source, deps: RunDeps, mails: number): Promise<void> {
  const report = await runSource(deps, source, {
    since: Date.now() - 14 * DAY,
    signal: new AbortController().signal,
    interval: 600_000,
    onProgress: () => undefined,
  });
  const before = deps.store.status().messages;
  if (report.outcome !== 'done') throw new Error(`the bench's list could not be followed: ${report.outcome}`);
  if (mails > 0 && before % 100 !== 0) throw new Error('the bench lost mails');
}

type ChangelogCost = { readonly seconds: number; readonly heap: number; readonly commits: number };

/** A changelog of so many lines, read in pieces of 64 KiB; CPU seconds, and how much the heap grew at most (bytes). */
function timeChangelog(lines: number): ChangelogCost {
  const block = (n: number): string =>
    `commit ${String(n).padStart(40, '0')}\nAuthor: Jane Doe <jane@example.org>\nDate:   Mon Nov 2 10:00:00 2026 +0000\n\n    rust: gizmo: mend ${n}\n    \n    [ Upstream commit ${String(n).padStart(40, 'a')} ]\n    \n    Why it was so, and why it is not any more, in a line.\n    \n    Signed-off-by: Jane Doe <jane@example.org>\n\n`;
  const perBlock = block(0).split('\n').length - 1;
  const reader = new ChangelogReader({ tree: 'linux', release: '9.1.1', name: 'ChangeLog-9.1.1' });
  let commits = 0;
  let heap = 0;
  let waiting = '';
  const start = process.memoryUsage().heapUsed;
  const before = process.cpuUsage();
  for (let n = 0; n * perBlock < lines; n++) {
    waiting += block(n);
    if (waiting.length < 65_536) continue;
    commits += reader.push(Buffer.from(waiting)).length;
    waiting = '';
    heap = Math.max(heap, process.memoryUsage().heapUsed - start);
  }
  commits += reader.push(Buffer.from(waiting)).length + reader.end().items.length;
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, heap, commits };
}
