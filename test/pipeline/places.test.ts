import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { added, git, writeHistory } from '../sources/epochs.ts';
import { makeMails } from '../sources/mails.ts';
import { createTemp } from '../sources/temp.ts';
import { digestStore, dumpStore } from '../store/dump.ts';
import { all, ids, idsIn, none, patch, without } from './epoch-mails.ts';
import { importOne } from './ingesting.ts';

const temp = createTemp();
let folder = '';
let gitDir = '';
beforeEach(() => {
  folder = temp();
  gitDir = join(folder, 'gizmo', 'git', '0.git');
});

describe('another history in the same place', () => {
  const foreign = makeMails(30, 'foreign');

  it('takes nothing out, and is told of', async () => {
    const store = temp();
    writeHistory(gitDir, added(all));
    await importOne(store, gitDir);
    writeHistory(gitDir, added(foreign), { by: 'other' });
    const report = await importOne(store, gitDir);
    expect(report).toMatchObject({
      added: 30,
      removed: 0,
      losses: [expect.stringMatching(/holds another history now.*nothing was taken out/)],
    });
    expect(idsIn(store)).toEqual(ids([...all, ...foreign]));
    expect(await importOne(store, gitDir)).toEqual({ ...none, read: 0, upToDate: true });
  });

  it('does not do so later either, when it is rewritten itself', async () => {
    const store = temp();
    writeHistory(gitDir, added(all));
    await importOne(store, gitDir);
    writeHistory(gitDir, added(foreign), { by: 'other' });
    await importOne(store, gitDir);
    writeHistory(gitDir, added(foreign.slice(1)), { by: 'third' });
    expect(await importOne(store, gitDir)).toEqual({ ...none, removed: 1, read: 0 });
    expect(idsIn(store)).toEqual(ids([...all, ...foreign.slice(1)]));
  });
});

describe('the same list in another place', () => {
  it('adds nothing from a copy, a bundle or a folder that was moved', async () => {
    const store = temp();
    writeHistory(gitDir, added(all));
    await importOne(store, gitDir);
    const copy = join(temp(), 'gizmo', 'git', '0.git');
    cpSync(gitDir, copy, { recursive: true });
    expect(await importOne(store, copy)).toEqual({ ...none, known: 8, read: 8 });
    const bundle = join(folder, 'gizmo.bundle');
    git([`--git-dir=${gitDir}`, 'bundle', 'create', '--quiet', bundle, '--all']);
    expect(await importOne(store, bundle)).toEqual({ ...none, known: 8, read: 8 });
    const before = digestStore(store);
    for (const path of [gitDir, copy, bundle]) expect((await importOne(store, path)).upToDate).toBe(true);
    expect(digestStore(store)).toEqual(before);
    writeHistory(gitDir, [{ remove: patch }], { append: true });
    expect(await importOne(store, gitDir)).toMatchObject({ removed: 1 });
    expect(idsIn(store)).toEqual(ids(without(patch)));
  });

  it('goes on from there where the old place is no more', async () => {
    const store = temp();
    writeHistory(gitDir, added(all));
    await importOne(store, gitDir);
    const moved = join(temp(), 'gizmo', 'git', '0.git');
    cpSync(gitDir, moved, { recursive: true });
    rmSync(gitDir, { recursive: true });
    writeHistory(moved, [{ remove: patch }, ...added(makeMails(1, 'more'))], { append: true });
    expect(await importOne(store, moved)).toEqual({ ...none, removed: 1, added: 1, read: 2 });
    expect(dumpStore(store).archives).toHaveLength(1);
  });
});
