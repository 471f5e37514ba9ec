import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../ports/errors.ts';
import { explainFailure } from './failure.ts';
import { checkVersion, migrate } from './schema.ts';

/** How long one process waits for another that writes (ms). */
const PATIENCE = 10_000;
const PRAGMAS = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = NORMAL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA cache_size = -24000',
  'PRAGMA temp_store = MEMORY',
  // A page that several batches change is copied into the database once, not once a batch.
  'PRAGMA wal_autocheckpoint = 4000',
];

export const STORE_FILE = 'lorewatch.sqlite';

export type OpenMode = 'write' | 'read';

const BUSY = 5;
const PAUSE = 20;

/** Does it again as long as another process is at it. */
function patiently(act: () => void): void {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      act();
      return;
    } catch (error) {
      const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
      if (code !== BUSY || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}

/** Opens the store in a folder. `write` makes folder and schema where they are missing. Throws StoreError. */
export function openDatabase(folder: string, mode: OpenMode): DatabaseSync {
  const path = join(folder, STORE_FILE);
  if (mode === 'read' && !existsSync(path)) {
    throw new StoreError(
      `there is no store in ${folder} yet: fill one with \`lorewatch import PATH\`, or try \`lorewatch demo\``,
    );
  }
  try {
    if (mode === 'write') mkdirSync(folder, { recursive: true });
    const database = new DatabaseSync(path, { timeout: PATIENCE });
    try {
      checkVersion(database, path);
      // SQLite does not wait for its turn to change the journal's mode, whatever the timeout says.
      patiently(() => {
        for (const pragma of PRAGMAS) database.exec(pragma);
      });
      migrate(database);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  } catch (error) {
    throw explainFailure(error, path);
  }
}
