import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUST } from '../../../config/topics/rust/topic.ts';
import type { Endpoints, ListPlan } from '../../../src/domain/source/plan.ts';
import type { Trouble } from '../../../src/domain/source/state.ts';
import { ingest } from '../../../src/pipeline/ingest.ts';
import type { Memory } from '../../../src/ports/source.ts';
import type { Store } from '../../../src/ports/store.ts';
import { fetchBlobs } from '../../../src/sources/archive/bodies.ts';
import { createHttp } from '../../../src/sources/http/client.ts';
import { createListSource } from '../../../src/sources/list/list.ts';

export const PLAN: ListPlan = { id: 'gizmo', kind: 'list', list: 'gizmo', why: 'a test', schedule: 'lists' };

export function endpointsOf(lore: string, ...loreMirrors: string[]): Endpoints {
  return {
    lore,
    loreMirrors,
    kernelOrg: lore,
    cdnKernelOrg: lore,
    gitKernelOrg: lore,
    cve: lore,
    slackApi: '',
    discordApi: '',
  };
}

export type Told = {
  readonly added: number;
  readonly known: number;
  readonly removed: number;
  readonly pieces: number;
  readonly trouble: Trouble | undefined;
  readonly lost: number;
  /** `as before`: nothing was said of it. */
  readonly route: string | undefined;
  readonly gap: string | undefined;
};

export type Trying = {
  /** Holds the mirrors, and the memory as `memory.json`. */
  readonly folder: string;
  readonly store: Store;
  readonly endpoints: Endpoints;
  readonly now: number;
  readonly since?: number;
  readonly plan?: ListPlan;
  readonly batchMails?: number;
};

/** One try of a list, each piece stored before the next is asked for, as the pipeline does it. */
export async function tryList(trying: Trying): Promise<Told> {
  const { folder, store, endpoints, now, since = 0, plan = PLAN, batchMails } = trying;
  const source = createListSource(plan, endpoints);
  const sum = { added: 0, known: 0, removed: 0, pieces: 0, lost: 0 };
  let trouble: Trouble | undefined;
  let route: string | undefined = 'as before';
  let gap: string | undefined = 'as before';
  const http = createHttp({ userAgent: 'lorewatch-test/1', pause: 0 });
  const pieces = source.fetch({
    http,
    memory: readMemory(folder),
    now: () => now,
    since,
    signal: AbortSignal.timeout(60_000),
    folder,
    onProgress: () => {},
  });
  const options = { count: false, workers: 0, onProgress: () => {}, ...(batchMails && { batchMails }) };
  for await (const piece of pieces) {
    sum.pieces++;
    if (piece.what === 'archive') {
      const done = await ingest({ store, topic: RUST, fetchBodies: fetchBlobs }, piece.reader, options);
      for (const key of ['added', 'known', 'removed'] as const) sum[key] += done[key];
    }
    if (piece.what === 'lost') sum.lost += piece.count;
    if (piece.what === 'route') route = piece.route;
    if (piece.what === 'gap') gap = piece.why;
    if (piece.what === 'trouble') trouble = piece.trouble;
    if ('memory' in piece && piece.memory) writeMemory(folder, piece.memory);
  }
  await http.close();
  return { ...sum, trouble, route, gap };
}

export function readMemory(folder: string): Memory | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'memory.json'), 'utf8')) as Memory;
  } catch {
    return undefined;
  }
}

function writeMemory(folder: string, memory: Memory): void {
  writeFileSync(join(folder, 'memory.part'), JSON.stringify(memory));
  renameSync(join(folder, 'memory.part'), join(folder, 'memory.json'));
}
