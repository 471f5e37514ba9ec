import { appendFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ArchiveError } from '../../src/ports/errors.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { find } from '../contracts/store-world.ts';
import { added, writeHistory } from '../sources/epochs.ts';
import { makeMail, makeMails, RUST_DIFF } from '../sources/mails.ts';
import { toMbox } from '../sources/mboxes.ts';
import { createTemp } from '../sources/temp.ts';
import { digestStore, dumpStore } from '../store/dump.ts';
import { importInto, importOne } from './ingesting.ts';

const temp = createTemp();
const patch = makeMail({ id: 'patch@x', subject: '[PATCH] rust: gizmo', body: RUST_DIFF, list: 'gizmo' });
const mails = [patch, ...makeMails(20)];
const none = { added: 0, known: 0, removed: 0, unreadable: 0, losses: [], upToDate: false };

function write(name: string, bytes: Buffer | string): string {
  const path = join(temp(), name);
  writeFileSync(path, bytes);
  return path;
}

describe('mails from files', () => {
  it('are the same from whatever file they come', async () => {
    const folder = temp();
    mkdirSync(join(folder, 'box', 'cur'), { recursive: true });
    mkdirSync(join(folder, 'loose'));
    mails.forEach((mail, n) => {
      writeFileSync(join(folder, 'box', 'cur', `${n}.x`), mail);
      writeFileSync(join(folder, 'loose', `${n}.eml`), mail);
    });
    const pictures = await Promise.all(
      [
        write('a.mbox', toMbox(mails)),
        write('a.mbox.gz', gzipSync(toMbox(mails))),
        join(folder, 'box'),
        join(folder, 'loose'),
      ].map(async (path) => {
        const store = temp();
        expect(await importOne(store, path)).toEqual({ ...none, added: 21, read: 21 });
        const again = await importOne(store, path);
        expect(again).toEqual({ ...none, read: 0, upToDate: true });
        const { kept, words, raw } = digestStore(store);
        return { kept, words, raw };
      }),
    );
    for (const picture of pictures) expect(picture).toEqual(pictures[0]);
  });

  it('are filed under the list that they name, else under their file', async () => {
    const folder = temp();
    await importOne(folder, write('inbox.mbox', toMbox(mails)));
    const store = openStore(folder, 'read', () => 0);
    expect(find(store, 'patch@x')?.lists).toEqual(['gizmo']);
    expect(find(store, 'mail-3@example.org')?.lists).toEqual(['inbox']);
    expect(store.rawOf(find(store, 'patch@x')?.id ?? 0)?.equals(patch)).toBe(true);
    store.close();
  });

  it('add nothing to the same mails from an epoch, and the other way round', async () => {
    const store = temp();
    const gitDir = join(temp(), 'gizmo', 'git', '0.git');
    writeHistory(gitDir, added(mails));
    const path = write('inbox.mbox', toMbox(mails));
    await importOne(store, gitDir);
    expect(await importOne(store, path)).toEqual({ ...none, known: 21, read: 21 });
    expect(dumpStore(store).raw).toEqual([]);
    const other = temp();
    await importOne(other, path);
    expect(await importOne(other, gitDir)).toEqual({ ...none, known: 21, read: 21 });
    writeHistory(gitDir, [{ remove: patch }], { append: true });
    expect(await importOne(other, gitDir)).toMatchObject({ removed: 1 });
  });

  it('come on with a file that grows, and again with one that changed', async () => {
    const store = temp();
    const path = write('inbox.mbox', toMbox(mails.slice(0, 10)));
    await importOne(store, path);
    appendFileSync(path, toMbox(mails.slice(10)));
    expect(await importOne(store, path)).toEqual({ ...none, added: 11, read: 11 });
    writeFileSync(path, toMbox([...makeMails(2, 'new'), ...mails]));
    expect(await importOne(store, path)).toEqual({ ...none, added: 2, known: 21, read: 23 });
    truncateSync(path, 3000);
    expect(await importOne(store, path)).toMatchObject({ removed: 0 });
    expect(dumpStore(store).kept).toHaveLength(1);
    expect(dumpStore(store).messages?.length).toBeGreaterThanOrEqual(23);
  });

  it('are kept as far as a cut-off file gives them, and the rest when it is whole', async () => {
    const store = temp();
    const odd = mails.map((mail, n) =>
      Buffer.concat([mail, Buffer.from(`${Math.sin(n)}\n`.repeat(900).slice(n))]),
    );
    const packed = gzipSync(toMbox(odd), { level: 0 });
    const path = write('inbox.mbox.gz', packed.subarray(0, packed.length / 2));
    const report = await importOne(store, path);
    expect(report).toMatchObject({ losses: [expect.stringMatching(/inbox\.mbox\.gz is cut off/)] });
    expect(report.added).toBeGreaterThan(5);
    expect((await importOne(store, path)).losses).toHaveLength(1);
    writeFileSync(path, packed);
    const rest = await importOne(store, path);
    expect(rest.losses).toEqual([]);
    expect(dumpStore(store).messages).toHaveLength(21);
  });

  it('that cannot be read are counted, not fatal', async () => {
    const store = temp();
    const junk = Buffer.from('no header here\n\nat all\n');
    const path = write('inbox.mbox', toMbox([...mails.slice(0, 3), junk, ...mails.slice(3)]));
    expect(await importOne(store, path)).toEqual({ ...none, added: 21, unreadable: 1, read: 22 });
    expect(dumpStore(store).unreadable?.[0]).toMatch(/inbox\.mbox\|byte \d+\|no mail header found/);
  });

  it('of a broken archive leave the store as it was', async () => {
    const store = temp();
    await importOne(store, write('inbox.mbox', toMbox(mails)));
    const before = digestStore(store);
    const bad = write(
      'bad.mbox.gz',
      Buffer.concat([gzipSync('From x 10:00\nSubject: x\n\n').subarray(0, 20)]),
    );
    await expect(importInto(store, bad)).rejects.toThrow(ArchiveError);
    expect(digestStore(store)).toMatchObject({ messages: before.messages ?? '', kept: before.kept ?? '' });
  });
});
