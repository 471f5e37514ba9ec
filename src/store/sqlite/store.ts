import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { createArchives } from './archives.ts';
import { createCopies } from './copies.ts';
import { explained, explainFailure } from './failure.ts';
import { createInserter } from './insert.ts';
import { createItemStore } from './items/store.ts';
import { createKeeper } from './keep.ts';
import { createMissingRemover } from './missing.ts';
import { type OpenMode, openDatabase, STORE_FILE } from './open.ts';
import { createPeople } from './people.ts';
import { createPlaces } from './places.ts';
import { createProgress } from './progress.ts';
import { createQuestions } from './questions.ts';
import { createRememberer } from './remember.ts';
import { createRemover } from './remove.ts';
import { createSearch } from './search.ts';
import { createSettler } from './settler.ts';
import { readArchives, readStatus } from './status.ts';
import { createTextKeeper } from './texts.ts';
import { createThreads } from './threads.ts';
import { createWrite } from './write.ts';

/**
 * Opens the SQLite store in a folder (made where it is missing, in mode `write`). Throws StoreError with
 * a sentence for the user where that does not work; so does every question and every write that fails.
 */
export function openStore(folder: string, mode: OpenMode, clock: Clock): Store {
  const path = join(folder, STORE_FILE);
  const database = openDatabase(folder, mode);
  try {
    return createStore(database, path, clock);
  } catch (error) {
    database.close();
    throw explainFailure(error, path);
  }
}

/** A store on a database that is open. */
export function createStore(database: DatabaseSync, path: string, clock: Clock): Store {
  const questions = createQuestions(database, path);
  return {
    ...questions,
    ...createProgress(database, path, questions.rawOf),
    ...createSearch(database, path),
    ...createThreads(database, path),
    ...createWrites(database, path, clock),
    ...createItemStore(database, path, clock),
    archives: explained(path, () => readArchives(database)),
    status: explained(path, () => readStatus(database, path)),
    close: () => database.close(),
  };
}

function createWrites(
  database: DatabaseSync,
  path: string,
  clock: Clock,
): Pick<Store, 'openArchive' | 'replaceArchive' | 'remember' | 'forgetMissing' | 'keepTexts'> {
  const keeper = createKeeper(database);
  const archives = createArchives(database);
  const people = createPeople(database);
  const places = createPlaces(database);
  const settleThreads = createSettler(database, keeper);
  const copies = createCopies(database, keeper);
  const insert = createInserter(database, places, people);
  const remove = createRemover(database, copies);
  const removeMissing = createMissingRemover(database, copies);
  const remember = createRememberer(database, { archives, places, settleThreads, insert, remove });
  const keepTexts = createTextKeeper(database, keeper, settleThreads);
  const write = createWrite(database, path, people.forget);
  return {
    openArchive: (ref) => write(() => archives.open(ref)),
    replaceArchive: (archive) => write(() => archives.replace(archive)),
    remember: (archive, entries, cursor, settle) =>
      write(() => {
        archives.touch(archive, clock());
        return remember(archive, entries, cursor, settle);
      }),
    forgetMissing: (archive, present, settle) =>
      write(() => {
        const torn = new Set<number>();
        const gone = removeMissing(archive, present, torn);
        settleThreads.settle(places.mend(torn), new Map(), settle);
        return gone;
      }),
    keepTexts: (texts, settle) => write(() => keepTexts(texts, settle)),
  };
}
