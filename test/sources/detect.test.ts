import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findArchives } from '../../src/sources/archive/detect.ts';
import { readAll } from '../contracts/archive-reader.ts';
import { added, git, writeHistory } from './epochs.ts';
import { makeMails } from './mails.ts';
import { toMbox } from './mboxes.ts';
import { createTemp } from './temp.ts';

const temp = createTemp();
const mails = makeMails(3);
const [mail = Buffer.alloc(0)] = mails;

/** `list#epoch kind: how many mails`, for each archive found. */
async function found(path: string, dataDir = '/nowhere'): Promise<string[]> {
  const lines: string[] = [];
  for (const reader of await findArchives(path, { dataDir })) {
    const { kind, list, epoch } = reader.ref;
    lines.push(
      `${list}${epoch === null ? '' : `#${epoch}`} ${kind}: ${(await readAll(reader)).mails.length}`,
    );
  }
  return lines;
}

function write(folder: string, name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function epoch(...parts: string[]): string {
  const gitDir = join(...parts);
  writeHistory(gitDir, added(mails));
  return gitDir;
}

describe('repositories', () => {
  it('are epochs of a list by their path', async () => {
    const folder = temp();
    expect(await found(epoch(folder, 'gizmo', 'git', '3.git'))).toEqual(['gizmo#3 git: 3']);
    expect(await found(epoch(folder, 'gadget', '1.git'))).toEqual(['gadget#1 git: 3']);
    expect(await found(epoch(folder, 'widget.git'))).toEqual(['widget git: 3']);
    expect(await found(epoch(folder, 'bare'))).toEqual(['bare git: 3']);
  });

  it('are read in the order of their numbers', async () => {
    const folder = temp();
    for (const n of [10, 2, 0]) epoch(folder, 'gizmo', 'git', `${n}.git`);
    mkdirSync(join(folder, 'gizmo', 'all.git'));
    const want = ['gizmo#0 git: 3', 'gizmo#2 git: 3', 'gizmo#10 git: 3'];
    expect(await found(join(folder, 'gizmo'))).toEqual(want);
    expect(await found(join(folder, 'gizmo', 'git'))).toEqual(want);
  });

  it('may lie in a folder of lists, with other things beside them', async () => {
    const folder = temp();
    epoch(folder, 'gizmo', 'git', '0.git');
    epoch(folder, 'gadget', 'git', '0.git');
    write(folder, 'manifest.js.gz', gzipSync('{}'));
    mkdirSync(join(folder, 'empty'));
    expect(await found(folder)).toEqual(['gadget#0 git: 3', 'gizmo#0 git: 3']);
  });

  it('may be checked out, or reached by a link', async () => {
    const folder = temp();
    const bare = epoch(folder, 'source.git');
    git(['clone', '--quiet', bare, join(folder, 'gizmo')]);
    expect(await found(join(folder, 'gizmo'))).toEqual(['gizmo git: 3']);
    symlinkSync(bare, join(folder, 'link'));
    const [linked] = await findArchives(join(folder, 'link'), { dataDir: folder });
    expect(linked?.ref.locator).toBe(bare);
  });

  it('may be bundled', async () => {
    const folder = temp();
    const bundle = join(folder, 'gizmo.bundle');
    git([`--git-dir=${epoch(folder, 'source.git')}`, 'bundle', 'create', '--quiet', bundle, 'HEAD']);
    expect(await found(bundle, join(folder, 'data'))).toEqual(['gizmo#0 git: 3']);
  });

  it('may have a HEAD that names no branch of theirs', async () => {
    const gitDir = epoch(temp(), 'gizmo.git');
    git([`--git-dir=${gitDir}`, 'symbolic-ref', 'HEAD', 'refs/heads/other']);
    expect(await found(gitDir)).toEqual(['gizmo git: 3']);
  });
});

describe('files', () => {
  it.each([
    ['gizmo.mbox', toMbox(mails), 'gizmo mbox: 3'],
    ['gizmo.mboxrd.gz', gzipSync(toMbox(mails)), 'gizmo mbox: 3'],
    ['thread', toMbox(mails), 'thread mbox: 3'],
    ['my thread (1).mbox', toMbox(mails), 'my-thread-1- mbox: 3'],
    ['gizmo.eml', mail, 'gizmo eml: 1'],
    ['gizmo.eml.gz', gzipSync(mail), 'gizmo eml: 1'],
    ['crlf.eml', mail.toString().replaceAll('\n', '\r\n'), 'crlf eml: 1'],
  ])('%s', async (name, bytes, want) => {
    expect(await found(write(temp(), name, bytes))).toEqual([want]);
  });

  it('in a folder, and a maildir', async () => {
    const folder = temp();
    write(folder, 'b.mbox.gz', gzipSync(toMbox(mails)));
    write(folder, 'a.mbox', toMbox(mails));
    write(folder, 'one.eml', mail);
    write(folder, 'two.eml', mails[1] ?? '');
    write(folder, 'notes.txt', 'not a mail');
    write(folder, 'empty.mbox', '');
    const box = join(folder, 'inbox');
    for (const name of ['', 'cur', 'new', 'tmp']) mkdirSync(join(box, name));
    write(box, 'cur/1.a:2,S', mail);
    write(box, 'tmp/2.a', mail);
    const named = (await found(folder)).map((line) => line.replace(/^lorewatch-\S+/, 'FOLDER'));
    expect(named).toEqual(['a mbox: 3', 'b mbox: 3', 'inbox maildir: 1', 'FOLDER eml: 2']);
  });

  it('from standard input', async () => {
    const stdin = Readable.from([toMbox(mails)]);
    const [reader] = await findArchives('-', { dataDir: '/nowhere', stdin });
    expect(reader && (await readAll(reader)).mails).toHaveLength(3);
  });
});
