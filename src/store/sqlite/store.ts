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
import { createFirstReading } from './outbox/first-reading.ts';
import { createLateNews } from './outbox/late-news.ts';
import { createNewsLog } from './outbox/news-log.ts';
import { createOutboxStore } from './outbox/store.ts';
import { createPeople, type People } from './people.ts';
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
import { createWrite, type Write } from './write.ts';

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
  const people = createPeople(database);
  const write = createWrite(database, path, people.forget);
  return {
    ...questions,
    ...createProgress(database, path, questions.rawOf),
    ...createSearch(database, path),
    ...createThreads(database, path),
    ...createWrites(database, people, write, clock),
    ...createItemStore(database, path, write, clock),
    ...createOutboxStore(database, path, write, clock),
    archives: explained(path, () => readArchives(database)),
    status: explained(path, () => readStatus(database, path)),
    close: () => database.close(),
  };
}

type Writes = Pick<
  Store,
  'openArchive' | 'replaceArchive' | 'remember' | 'endFirstReading' | 'forgetMissing' | 'keepTexts'
>;

function createWrites(database: DatabaseSync, people: People, write: Write, clock: Clock): Writes {
  const log = createNewsLog(database);
  const keeper = createKeeper(database, log);
  const archives = createArchives(database);
  const places = createPlaces(database);
  const settleThreads = createSettler(database, keeper);
  const copies = createCopies(database, keeper);
  const insert = createInserter(database, places, people);
  const remove = createRemover(database, copies);
  const removeMissing = createMissingRemover(database, copies);
  const firstReading = createFirstReading(database);
  const steps = {
    archives,
    places,
    settleThreads,
    insert,
    remove,
    firstReading,
    lateNews: createLateNews(database, log),
  };
  const remember = createRememberer(database, steps);
  const keepTexts = createTextKeeper(database, keeper, settleThreads);
  return {
    openArchive: (ref) => write(() => archives.open(ref)),
    replaceArchive: (archive) => write(() => archives.replace(archive)),
    remember: (archive, entries, cursor, settle, as = 'news') =>
      write(() => {
        const now = Math.floor(clock());
        archives.touch(archive, now);
        return remember(archive, entries, cursor, settle, as === 'news' ? now : undefined);
      }),
    endFirstReading: (archive) => write(() => firstReading.end(archive)),
    forgetMissing: (archive, present, settle) =>
      write(() => {
        const torn = new Set<number>();
        const gone = removeMissing(archive, present, torn);
        settleThreads.settle(places.mend(torn), new Map(), settle, undefined);
        return gone;
      }),
    keepTexts: (texts, settle, as = 'news') =>
      write(() => keepTexts(texts, settle, as === 'news' ? Math.floor(clock()) : undefined)),
  };
}
