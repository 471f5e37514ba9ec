import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/domain/thread.ts';
import { knownAs } from '../../src/pipeline/known-as.ts';
import { migrate, readVersion } from '../../src/store/sqlite/schema.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { batch, judged, makeCommit } from '../contracts/item-world.ts';
import { find, listRef, mailEntry, remember, rustPatch } from '../contracts/store-world.ts';
import { makeMails } from '../sources/mails.ts';
import { createTemp } from '../sources/temp.ts';
import type { Told } from './contender.ts';

const temp = createTemp();

/** A folder with a store as an older release made it, with one mail in it that is kept. */
function olderStore(version = 2): string {
  const folder = temp();
  const database = new DatabaseSync(join(folder, 'lorewatch.sqlite'));
  migrate(database, version);
  expect(readVersion(database)).toBe(version);
  database.exec(`
    INSERT INTO archive (id, list, kind, locator, epoch, position, cursor_date, cursor_subject)
      VALUES (1, 'gizmo', 'git', '/archives/gizmo/git/0.git', 0, 'c1', 100, 'x');
    INSERT INTO person VALUES (1, 'jane@example.org', 'Jane Doe');
    INSERT INTO message (id, key, thread, part, copied, archive, kind, own, category, date, received, author, message_id, subject)
      VALUES (1, ${keyOf('old@x')}, ${keyOf('old@x')}, 0, 0, 1, 0, 0, 0, 100, 100, 1, 'old@x', 'rust: gizmo');
    INSERT INTO kept (message, doc, confidence, evidence) VALUES (1, 409600, 90, '');
  `);
  database.close();
  return folder;
}

describe('a store of the first release', () => {
  it('is brought up to date in its place, with all that is in it', () => {
    for (const mode of ['read', 'write'] as const) {
      const folder = olderStore();
      const store = openStore(folder, mode, () => 0);
      expect(store.status()).toMatchObject({ schema: 4, messages: 1, items: {}, brokenItems: 0 });
      expect(find(store, 'old@x')).toMatchObject({ subject: 'rust: gizmo', lists: ['gizmo'], date: 100_000 });
      const archive = store.openArchive(listRef('gizmo'));
      expect(archive.cursor?.position).toBe('c1');
      remember(store, archive.id, makeMails(2).map(mailEntry));
      store.rememberItems(batch([judged(makeCommit())]));
      store.close();
      const again = openStore(folder, 'read', () => 0);
      expect(again.status()).toMatchObject({
        schema: 4,
        messages: 3,
        items: { commit: { all: 1, about: 1 } },
      });
      again.close();
    }
  });

  it('has the same tables in the end as one that is made anew', () => {
    const schemaOf = (folder: string): unknown => {
      openStore(folder, 'write', () => 0).close();
      const database = new DatabaseSync(join(folder, 'lorewatch.sqlite'));
      const rows = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2').all();
      database.close();
      return rows;
    };
    for (const version of [2, 3]) expect(schemaOf(olderStore(version))).toEqual(schemaOf(temp()));
  });

  it('holds no news, and has what comes then', () => {
    const store = openStore(olderStore(3), 'write', () => 7);
    expect(store.newsAfter(0, 9)).toEqual([]);
    expect(store.learnedMails([1])).toEqual(new Map());
    const archives = store.archives();
    expect(archives).toMatchObject([{ isFirstReading: false }]);
    expect(knownAs(archives, listRef('gizmo'))).toBe('news');
    remember(store, archives[0]?.id ?? 0, [mailEntry(rustPatch(1))]);
    expect(store.newsAfter(0, 9)).toMatchObject([{ at: 7, what: 'mail', row: { messageId: 'rust-1@x' } }]);
    store.close();
  });

  it('may be opened by several processes at once, and each thing is done by one of them', async () => {
    const folder = olderStore();
    const contenders = ['a', 'b', 'c', 'd'].map((owner) => contend(folder, owner));
    await Promise.all(contenders.map(({ ready }) => ready));
    for (const { start } of contenders) start();
    const told = await Promise.all(contenders.map(({ end }) => end));
    expect(told.map(({ schema }) => schema)).toEqual([4, 4, 4, 4]);
    expect(told.filter(({ lease }) => lease)).toHaveLength(1);
    expect(told.reduce((sum, { jobs }) => sum + jobs, 0)).toBe(50);
    expect(new Set(told.map(({ secret }) => secret)).size).toBe(1);
    expect(new Set(told.map(({ subscription }) => subscription))).toEqual(new Set([1]));
    expect(told.reduce((sum, { moves }) => sum + moves, 0)).toBe(50);
    const store = openStore(folder, 'read', () => 0);
    expect(store.status().messages).toBe(1);
    expect(store.secret()).toBe(told[0]?.secret);
    expect(store.matchedUpTo()).toBe(50);
    expect(store.cardsOf(1)).toMatchObject([{ target: 'console:', subscription: 1 }]);
    store.close();
  });
});

type Contender = { readonly ready: Promise<void>; readonly start: () => void; readonly end: Promise<Told> };

function contend(folder: string, owner: string): Contender {
  const script = join(import.meta.dirname, 'contender.ts');
  const child = spawn(process.execPath, [script, folder, owner], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the process ended before its time');
    return value;
  };
  const ready = next().then((line) => expect(line).toBe('ready'));
  return {
    ready,
    start: () => child.stdin.end('go\n'),
    end: ready.then(next).then((line): Told => JSON.parse(line)),
  };
}
