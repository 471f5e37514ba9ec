import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { newSourceState } from '../../src/domain/source/state.ts';
import { StoreError } from '../../src/ports/errors.ts';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { createStore, openStore } from '../../src/store/sqlite/store.ts';
import { batch, judged, makeCommit, makeRelease } from '../contracts/item-world.ts';
import { listRef, mailEntry, remember } from '../contracts/store-world.ts';
import { runChild } from '../crash/children.ts';
import { added, writeHistory } from '../sources/epochs.ts';
import { makeMail, makeMails, RUST_DIFF } from '../sources/mails.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();
const open = (folder: string, mode: 'read' | 'write' = 'write') => openStore(folder, mode, () => 0);

function sentence(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError);
    expect((error as Error).message).not.toMatch(/\n/);
    return (error as Error).message;
  }
  throw new Error('nothing went wrong');
}

function filled(folder: string): void {
  const store = open(folder);
  remember(store, store.openArchive(listRef('gizmo')).id, makeMails(20).map(mailEntry));
  store.close();
}

describe('a store that cannot be opened gives one sentence', () => {
  it('where there is none yet to read', () => {
    expect(sentence(() => open(join(temp(), 'none'), 'read'))).toMatch(/there is no store in \S+ yet/);
  });

  it('where it was made by a newer program, and stays as it is', () => {
    const folder = temp();
    filled(folder);
    const database = new DatabaseSync(join(folder, 'lorewatch.sqlite'));
    database.exec('PRAGMA user_version = 99');
    for (const mode of ['read', 'write'] as const) {
      expect(sentence(() => open(folder, mode))).toMatch(
        /made by a newer lorewatch \(schema 99.*update lorewatch/,
      );
    }
    expect(database.prepare('SELECT count(*) AS n FROM message').get()).toEqual({ n: 20 });
    database.close();
  });

  it('where a file stands in the place of its folder', () => {
    const path = join(temp(), 'data');
    writeFileSync(path, '');
    expect(sentence(() => open(path))).toMatch(/a file stands where its folder should be/);
    expect(sentence(() => open(join(path, 'below')))).toMatch(/a file stands where its folder should be/);
  });

  it('where the folder may not be written', () => {
    // As root every folder may be written but those of the kernel.
    expect(sentence(() => open('/sys/lorewatch'))).toMatch(/may not be written: check the rights/);
  });

  it('where another file has its name', () => {
    const folder = temp();
    writeFileSync(join(folder, 'lorewatch.sqlite'), 'Dear diary, this is no database.\n'.repeat(99));
    expect(sentence(() => open(folder))).toMatch(/it is no database/);
  });

  it('where it is damaged', () => {
    const folder = temp();
    filled(folder);
    const path = join(folder, 'lorewatch.sqlite');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xaa, 2 * 4096));
    expect(sentence(() => open(folder).status())).toMatch(/it is damaged|it is no database/);
  });
});

describe('a full disk', () => {
  it('is said in one sentence, and nothing is lost of what was in', () => {
    const folder = temp();
    filled(folder);
    const database = openDatabase(folder, 'write');
    const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
    database.exec(`PRAGMA max_page_count = ${pages + 20}`);
    const store = createStore(database, join(folder, 'lorewatch.sqlite'), () => 0);
    const archive = store.openArchive(listRef('gadget')).id;
    const more = makeMails(900, 'more').map(mailEntry);
    expect(sentence(() => remember(store, archive, more))).toMatch(/the disk is full: make room/);
    expect(store.status().messages).toBe(20);
    remember(store, archive, more.slice(0, 5));
    store.close();
    const again = open(folder);
    remember(again, again.openArchive(listRef('gadget')).id, more);
    expect(again.status().messages).toBe(920);
    again.close();
  });
});

describe('items', () => {
  const many = (size: number) =>
    Array.from({ length: 200 }, (_, n) =>
      judged(makeCommit({ id: n.toString(16).padStart(40, '0'), body: 'x'.repeat(size) })),
    );

  it('of a batch for which the disk is too full are none, and its memory is as it was', () => {
    const folder = temp();
    const database = openDatabase(folder, 'write');
    const store = createStore(database, join(folder, 'lorewatch.sqlite'), () => 0);
    store.rememberItems(batch([], { memory: { at: 1 } }));
    const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
    database.exec(`PRAGMA max_page_count = ${pages + 20}`);
    const full = batch(many(2000), { memory: { at: 2 }, broken: [{ place: 'x', why: 'y' }] });
    expect(sentence(() => store.rememberItems(full))).toMatch(/the disk is full: make room/);
    const big = { at: 'x'.repeat(200_000) };
    expect(sentence(() => store.remind('press', big))).toMatch(/the disk is full: make room/);
    expect(store.memoryOf('press')).toEqual({ at: 1 });
    expect(store.status()).toMatchObject({ items: {}, brokenItems: 0 });
    database.exec(`PRAGMA max_page_count = ${pages + 2000}`);
    expect(store.rememberItems(full).added).toHaveLength(200);
    store.close();
  });

  it('are read while another writes, as they were before', () => {
    const folder = temp();
    const [writer, reader] = [open(folder), open(folder, 'read')];
    writer.rememberItems(batch(many(10), { memory: { at: 1 } }));
    const half = function* () {
      yield judged(makeRelease());
      expect(reader.items({})).toHaveLength(200);
      expect(reader.item('release', '9.1.3')).toBeUndefined();
      expect(reader.memoryOf('press')).toEqual({ at: 1 });
    };
    const items = Object.assign([], { [Symbol.iterator]: half });
    expect(writer.rememberItems(batch(items, { memory: { at: 2 } })).added).toHaveLength(1);
    expect(reader.item('release', '9.1.3')?.sources).toEqual(['press']);
    expect(reader.memoryOf('press')).toEqual({ at: 2 });
    for (const store of [writer, reader]) store.close();
  });

  it('wait for another who writes, and say so where that does not end', () => {
    const folder = temp();
    const database = openDatabase(folder, 'write');
    database.exec('PRAGMA busy_timeout = 0');
    const store = createStore(database, join(folder, 'lorewatch.sqlite'), () => 0);
    const other = openDatabase(folder, 'write');
    other.exec('BEGIN IMMEDIATE');
    const lease = { source: 'press', owner: 'me', until: 1 };
    const writes: readonly (() => unknown)[] = [
      () => store.rememberItems(batch(many(1))),
      () => store.remind('press', {}),
      () => store.saveSourceState(newSourceState('press'), []),
      () => store.markTold(['x']),
      () => store.lease(lease, 0, () => true),
      () => store.release('press', 'me'),
      () => store.claimJob('x', 0),
    ];
    for (const write of writes) expect(sentence(write)).toMatch(/another process is writing to it/);
    expect(store.items({})).toEqual([]);
    other.exec('ROLLBACK');
    for (const write of writes) write();
    expect(store.items({})).toHaveLength(200);
    other.close();
    store.close();
  });

  it('that were damaged in the store are told of by name', () => {
    const folder = temp();
    const store = open(folder);
    store.rememberItems(batch([judged(makeRelease())], { memory: {} }));
    store.saveSourceState(newSourceState('press'), []);
    const database = new DatabaseSync(join(folder, 'lorewatch.sqlite'));
    for (const doc of ['{"kind":', '[]', 'null', '{"kind":"commit"}', '{"kind":"planet"}']) {
      database.prepare('UPDATE item SET doc = ?').run(doc);
      expect(sentence(() => store.items({}))).toMatch(/damaged: the item 9\.1\.3 cannot be read/);
      expect(sentence(() => store.rememberItems(batch([judged(makeRelease())])))).toMatch(/damaged/);
    }
    database.exec(`UPDATE item SET doc = '{"kind":"release"}', judged = '{}'`);
    expect(sentence(() => store.item('release', '9.1.3'))).toMatch(/damaged: the item 9\.1\.3/);
    database.exec("UPDATE source SET state = 'x', memory = 'x'");
    expect(sentence(() => store.memoryOf('press'))).toMatch(/damaged: the memory of the source press/);
    expect(sentence(() => store.sourceStates())).toMatch(/damaged: the state of the source press/);
    database.close();
    store.close();
  });
});

describe('two processes', () => {
  const rust = (n: number): Buffer =>
    makeMail({ id: `rust-${n}@x`, subject: `[PATCH] rust: gizmo ${n}`, body: RUST_DIFF });
  const lay = (name: string, mails: readonly Buffer[]): string => {
    const gitDir = join(temp(), name, 'git', '0.git');
    writeHistory(gitDir, added(mails));
    return gitDir;
  };

  it('one reads while the other writes', async () => {
    const folder = temp();
    filled(folder);
    const path = lay(
      'gizmo',
      Array.from({ length: 800 }, (_, n) => rust(n)),
    );
    const reader = open(folder, 'read');
    const seen: number[] = [];
    await runChild({ store: folder, paths: [path], batchMails: 40, loud: true }, () => {
      seen.push(reader.status().messages);
      reader.search({
        match: { kind: 'word', word: 'gizmo' },
        since: undefined,
        until: undefined,
        order: 'newest',
        limit: 5,
        after: undefined,
      });
    });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(reader.status().messages).toBe(820);
    reader.close();
  });

  it('both write, one after the other', async () => {
    const folder = temp();
    const paths = [lay('gizmo', makeMails(300, 'one')), lay('gadget', makeMails(300, 'two'))];
    await Promise.all(paths.map((path) => runChild({ store: folder, paths: [path], batchMails: 20 })));
    const store = open(folder, 'read');
    expect(store.status()).toMatchObject({ messages: 600, archives: [{ messages: 300 }, { messages: 300 }] });
    store.close();
  });
});
