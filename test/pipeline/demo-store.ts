import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUST } from '../../config/topics/rust/topic.ts';
import { writeWorld } from '../../src/demo/epoch.ts';
import type { DemoWorld } from '../../src/demo/types.ts';
import { createDemoWorld } from '../../src/demo/world.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import type { Store } from '../../src/ports/store.ts';
import { fetchBlobs } from '../../src/sources/archive/bodies.ts';
import { findArchives } from '../../src/sources/archive/detect.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

export type DemoStore = {
  readonly world: DemoWorld;
  /** `archives/<list>/git/0.git` and `data` are in it. */
  readonly folder: string;
  readonly store: Store;
  readonly unreadable: number;
  readonly remove: () => void;
};

/** The demo world, written down and imported, list by list in the order given. */
export async function makeDemoStore(
  order: (names: readonly string[]) => readonly string[] = (names) => names,
): Promise<DemoStore> {
  const world = createDemoWorld();
  const folder = mkdtempSync(join(tmpdir(), 'lorewatch-test-'));
  const archives = join(folder, 'archives');
  writeWorld(world, archives);
  const data = join(folder, 'data');
  const store = openStore(data, 'write', () => world.end);
  let unreadable = 0;
  for (const name of order(world.lists.map((list) => list.name))) {
    for (const reader of await findArchives(join(archives, name), { dataDir: data })) {
      const options = { count: false, onProgress: () => undefined };
      unreadable += (await ingest({ store, topic: RUST, fetchBodies: fetchBlobs }, reader, options))
        .unreadable;
    }
  }
  const remove = (): void => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { world, folder, store, unreadable, remove };
}
