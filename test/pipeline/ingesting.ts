import { RUST } from '../../config/topics/rust/topic.ts';
import { type IngestOptions, type IngestReport, ingest } from '../../src/pipeline/ingest.ts';
import { fetchBlobs } from '../../src/sources/archive/bodies.ts';
import { findArchives } from '../../src/sources/archive/detect.ts';
import { openStore } from '../../src/store/sqlite/store.ts';

/** Imports what lies at a path into the store in a folder, as the command line does. */
export async function importInto(
  folder: string,
  path: string,
  options: Partial<IngestOptions> = {},
): Promise<IngestReport[]> {
  const store = openStore(folder, 'write', () => 0);
  const reports: IngestReport[] = [];
  try {
    for (const reader of await findArchives(path, { dataDir: folder })) {
      const deps = { store, topic: RUST, fetchBodies: fetchBlobs };
      reports.push(await ingest(deps, reader, { count: true, onProgress: () => undefined, ...options }));
    }
  } finally {
    store.close();
  }
  return reports;
}

/** As `importInto`, where there is one archive. */
export async function importOne(
  folder: string,
  path: string,
  options: Partial<IngestOptions> = {},
): Promise<IngestReport> {
  const [report, more] = await importInto(folder, path, options);
  if (!report || more) throw new Error(`${path} holds not one archive`);
  return report;
}
