import type { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '../../../domain/item/json.ts';
import { type Notice, newSourceState, type SourceState } from '../../../domain/source/state.ts';
import type { ItemStore } from '../../../ports/item-store.ts';
import type { Memory } from '../../../ports/source.ts';
import { explained } from '../failure.ts';
import type { Row } from '../rows.ts';
import type { Write } from '../write.ts';
import { readDoc } from './rows.ts';

type Sources = Pick<
  ItemStore,
  | 'memoryOf'
  | 'remind'
  | 'sourceState'
  | 'sourceStates'
  | 'saveSourceState'
  | 'addNotices'
  | 'untoldNotices'
  | 'markTold'
  | 'brokenItems'
>;

/** What sources remember, how they are, and what the admin has to know of them. */
export function createSources(database: DatabaseSync, path: string, write: Write): Sources {
  const memory = database.prepare('SELECT memory FROM source WHERE id = ? AND memory IS NOT NULL');
  const setMemory = database.prepare(
    'INSERT INTO source (id, memory) VALUES (?, ?) ON CONFLICT DO UPDATE SET memory = excluded.memory',
  );
  const state = database.prepare('SELECT id, state FROM source WHERE id = ? AND state IS NOT NULL');
  const states = database.prepare('SELECT id, state FROM source WHERE state IS NOT NULL ORDER BY id');
  const setState = database.prepare(
    'INSERT INTO source (id, state) VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state',
  );
  const notify = database.prepare('INSERT OR IGNORE INTO notice (key, at, doc) VALUES (?, ?, ?)');
  const untold = database.prepare('SELECT key, doc FROM notice WHERE told = 0 ORDER BY at, id');
  const tell = database.prepare('UPDATE notice SET told = 1 WHERE key = ?');
  const broken = database.prepare(
    'SELECT place, why FROM broken_item WHERE source = ? ORDER BY id DESC LIMIT ?',
  );

  function saveSourceState(next: SourceState, notices: readonly Notice[]): void {
    setState.run(next.id, canonicalJson(next));
    addNotices(notices);
  }
  function addNotices(notices: readonly Notice[]): void {
    for (const notice of notices) notify.run(notice.key, Math.floor(notice.at), canonicalJson(notice));
  }
  return {
    memoryOf: explained(path, (source) => {
      const row = memory.get(source);
      return row && readDoc<Memory>(row.memory, `the memory of the source ${source}`);
    }),
    remind: (source, memory) => {
      write(() => setMemory.run(source, canonicalJson(memory)));
    },
    sourceState: explained(path, (source) => {
      const row = state.get(source);
      return row && sourceState(row);
    }),
    sourceStates: explained(path, () => states.all().map(sourceState)),
    saveSourceState: (next, notices) => write(() => saveSourceState(next, notices)),
    addNotices: (notices) => {
      write(() => addNotices(notices));
    },
    untoldNotices: explained(path, () =>
      untold.all().map((row) => readDoc<Notice>(row.doc, `the notice ${String(row.key)}`)),
    ),
    markTold: (keys) => {
      write(() => {
        for (const key of keys) tell.run(key);
      });
    },
    brokenItems: explained(path, (source, limit) =>
      broken.all(source, limit).map(({ place, why }) => ({ place: String(place), why: String(why) })),
    ),
  };
}

/** What a state of an older program does not have is as in a new one. */
function sourceState(row: Row): SourceState {
  const id = String(row.id);
  return { ...newSourceState(id), ...readDoc<SourceState>(row.state, `the state of the source ${id}`) };
}
