import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { added, type Change, git, writeHistory } from '../sources/epochs.ts';
import { makeMails } from '../sources/mails.ts';
import { createTemp } from '../sources/temp.ts';
import { digestStore, dumpStore } from '../store/dump.ts';
import { all, ids, idsIn, none, others, patch, reply, without } from './epoch-mails.ts';
import { importOne } from './ingesting.ts';

const temp = createTemp();
let folder = '';
let gitDir = '';
beforeEach(() => {
  folder = temp();
  gitDir = join(folder, 'gizmo', 'git', '0.git');
});

/** What a store has that never saw another history than this. */
async function freshly(changes: readonly Change[], path = gitDir): Promise<Record<string, string>> {
  const aside = `${path}.aside`;
  renameSync(path, aside);
  writeHistory(path, changes);
  const store = temp();
  await importOne(store, path);
  rmSync(path, { recursive: true });
  renameSync(aside, path);
  return withoutCursor(digestStore(store));
}

function withoutCursor({ archives: _, ...rest }: Record<string, string>): Record<string, string> {
  return rest;
}

describe('an epoch that goes on', () => {
  it('gives what is new, once', async () => {
    const store = temp();
    writeHistory(gitDir, added(all.slice(0, 5)));
    expect(await importOne(store, gitDir)).toEqual({ ...none, added: 5, read: 5 });
    expect(await importOne(store, gitDir)).toEqual({ ...none, read: 0, upToDate: true });
    writeHistory(gitDir, added(all.slice(5)), { append: true });
    expect(await importOne(store, gitDir)).toEqual({ ...none, added: 3, read: 3 });
    expect(withoutCursor(digestStore(store))).toEqual(await freshly(added(all)));
  });

  it('takes out what was removed, and takes in what comes again', async () => {
    const store = temp();
    writeHistory(gitDir, added(all));
    await importOne(store, gitDir);
    writeHistory(gitDir, [{ remove: patch }], { append: true });
    expect(await importOne(store, gitDir)).toEqual({ ...none, removed: 1, read: 1 });
    expect(withoutCursor(digestStore(store))).toEqual(await freshly(added(without(patch))));
    writeHistory(gitDir, [{ add: patch }], { append: true });
    expect(await importOne(store, gitDir)).toEqual({ ...none, added: 1, read: 1 });
    expect(idsIn(store)).toEqual(ids(all));
    expect(dumpStore(store)).toMatchObject({
      pending: [],
      kept: [/^patch@x/, /^reply@x/].map((id) => expect.stringMatching(id)),
    });
  });

  it('does the same when all of it is read at once, in batches of any size', async () => {
    const changes: Change[] = [
      ...added(all),
      { remove: patch },
      { remove: reply },
      { add: patch },
      { remove: others[0] ?? patch },
    ];
    writeHistory(gitDir, changes);
    const [first, ...rest] = await Promise.all(
      [1, 2, 3, 5, 100].map(async (batchMails) => {
        const store = temp();
        await importOne(store, gitDir, { batchMails });
        return digestStore(store);
      }),
    );
    for (const other of rest) expect(other).toEqual(first);
  });

  it('counts a mail that cannot be read, until it is removed', async () => {
    const store = temp();
    const broken = Buffer.from('\n\n\n');
    writeHistory(gitDir, added([...all, broken]));
    expect(await importOne(store, gitDir)).toMatchObject({ added: 8, unreadable: 1 });
    writeHistory(gitDir, added([...all, broken]), { by: 'other' });
    expect(await importOne(store, gitDir)).toEqual({ ...none, read: 0 });
    writeHistory(gitDir, [{ remove: broken }], { append: true });
    expect(await importOne(store, gitDir)).toEqual({ ...none, removed: 1, read: 1 });
    expect(dumpStore(store).unreadable).toEqual([]);
  });
});

describe('a history that was rewritten', () => {
  it.each<[string, () => Change[], object]>([
    ['with the same mails', () => added(all), { read: 0 }],
    ['a purge', () => added(without(patch, others[2] ?? patch)), { removed: 2, read: 0 }],
    ['a purge of the last mail', () => added(all.slice(0, -1)), { removed: 1, read: 0 }],
    ['a purge of most', () => added([patch]), { removed: 7, read: 0 }],
    [
      'a purge that leaves an empty tree at the end',
      () => [...added(without(patch)), { purge: true }],
      { removed: 1, read: 0 },
    ],
    ['more mails', () => added([...all, ...makeMails(4, 'more')]), { added: 4, read: 4 }],
    [
      'a mail in the middle',
      () => added([...all.slice(0, 3), ...makeMails(1, 'more'), ...all.slice(3)]),
      { added: 1, read: 1 },
    ],
    ['a removal', () => [...added(all), { remove: patch }], { removed: 1, read: 0 }],
    ['a removal and the mail again', () => [...added(all), { remove: patch }, { add: patch }], { read: 0 }],
    ['the mail, a removal and others', () => [{ add: patch }, { remove: patch }, ...added(all)], { read: 0 }],
  ])('%s: nothing is lost or repeated', async (_, changes, report) => {
    const store = temp();
    writeHistory(gitDir, added(all));
    await importOne(store, gitDir);
    writeHistory(gitDir, changes(), { by: 'other' });
    expect(await importOne(store, gitDir)).toEqual({ ...none, ...report });
    expect(withoutCursor(digestStore(store))).toEqual(await freshly(changes()));
    expect(await importOne(store, gitDir)).toMatchObject({ added: 0, known: 0, removed: 0, read: 0 });
  });

  it('an edit takes the place of the mail', async () => {
    const store = temp();
    writeHistory(gitDir, added(all));
    await importOne(store, gitDir);
    const edited = Buffer.from(patch.toString().replace('Jane Doe', 'J. Doe'));
    const changes = added(all.map((mail) => (mail === patch ? edited : mail)));
    writeHistory(gitDir, changes, { by: 'other' });
    expect(await importOne(store, gitDir)).toEqual({ ...none, removed: 1, added: 1, read: 1 });
    expect(withoutCursor(digestStore(store))).toEqual(await freshly(changes));
  });

  it('a removal that names a mail by its id only, and the mail again', async () => {
    const store = temp();
    const scrubbed = Buffer.concat([patch, Buffer.from('scrubbed\n')]);
    const changes: Change[] = [...added(all), { remove: scrubbed }, { add: patch }];
    writeHistory(gitDir, added(all));
    await importOne(store, gitDir);
    writeHistory(gitDir, changes, { by: 'other' });
    await importOne(store, gitDir);
    expect(idsIn(store)).toEqual(ids(all));
    expect(withoutCursor(digestStore(store))).toEqual(await freshly(changes));
  });

  it('goes on behind its new end afterwards', async () => {
    const store = temp();
    writeHistory(gitDir, added(all));
    await importOne(store, gitDir);
    writeHistory(gitDir, added(without(reply)), { by: 'other' });
    await importOne(store, gitDir);
    writeHistory(gitDir, added(makeMails(2, 'more')), { append: true, by: 'other' });
    expect(await importOne(store, gitDir)).toEqual({ ...none, added: 2, read: 2 });
  });

  it('in a shallow clone goes on where the mail of the cursor stands', async () => {
    const store = temp();
    const source = join(folder, 'source.git');
    const clone = (depth: number): void => {
      rmSync(gitDir, { recursive: true, force: true });
      git(['clone', '--quiet', '--bare', `--depth=${depth}`, `file://${source}`, gitDir]);
    };
    writeHistory(source, added(all));
    clone(4);
    expect(await importOne(store, gitDir)).toEqual({ ...none, added: 4, read: 4 });
    const more = makeMails(2, 'more');
    rmSync(source, { recursive: true });
    writeHistory(source, added([...all, ...more]), { by: 'other' });
    clone(5);
    expect(await importOne(store, gitDir)).toEqual({ ...none, added: 2, read: 2 });
    rmSync(source, { recursive: true });
    writeHistory(source, added([...all, ...more, ...makeMails(2, 'last')]), { by: 'third' });
    clone(2);
    expect(await importOne(store, gitDir)).toEqual({ ...none, added: 2, read: 2 });
    expect(idsIn(store)).toEqual(ids([...all.slice(4), ...more, ...makeMails(2, 'last')]));
  });
});
