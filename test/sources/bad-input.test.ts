import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ArchiveError } from '../../src/ports/errors.ts';
import { findArchives } from '../../src/sources/archive/detect.ts';
import { readAll } from '../contracts/archive-reader.ts';
import { added, git, writeHistory } from './epochs.ts';
import { makeMail, makeMails } from './mails.ts';
import { toMbox } from './mboxes.ts';
import { createTemp } from './temp.ts';

const temp = createTemp();
const mails = makeMails(50);

/** The sentence that reading a path ends with; fails where it ends well. */
async function complaint(path: string, dataDir = join(temp(), 'data'), stdin?: Readable): Promise<string> {
  try {
    for (const reader of await findArchives(path, { dataDir, ...(stdin && { stdin }) }))
      await readAll(reader);
  } catch (error) {
    expect(error).toBeInstanceOf(ArchiveError);
    expect((error as Error).message).not.toMatch(/\n/);
    return (error as Error).message;
  }
  throw new Error(`${path} was read without a complaint`);
}

function write(name: string, bytes: Buffer | string): string {
  const path = join(temp(), name);
  writeFileSync(path, bytes);
  return path;
}

function bundle(): { path: string; folder: string } {
  const folder = temp();
  const gitDir = join(folder, 'source.git');
  writeHistory(gitDir, added(mails));
  const path = join(folder, 'gizmo.bundle');
  git([`--git-dir=${gitDir}`, 'bundle', 'create', '--quiet', path, '--all']);
  return { path, folder };
}

describe('one sentence for', () => {
  it.each([
    ['nothing at all', () => join(temp(), 'none'), /none does not exist$/],
    ['nothing below a file', () => join(write('file', 'x'), 'below'), /does not exist$/],
    ['an empty file', () => write('gizmo.mbox', ''), /gizmo\.mbox is empty/],
    ['a file of line ends', () => write('gizmo.mbox', '\n\n'), /is empty/],
    ['an empty folder', () => temp(), /is empty/],
    ['an empty packed file', () => write('gizmo.gz', gzipSync('')), /is empty/],
    [
      'a text',
      () => write('notes.txt', 'Dear all,\nthis is no mail.\n'),
      /is no mail archive: it is neither/,
    ],
    ['a program', () => write('prog', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1])), /is no mail archive/],
    ['a packed text', () => write('notes.gz', gzipSync('{"no": "mail"}')), /is no mail archive/],
    ['what only starts like gzip', () => write('x.gz', Buffer.from([0x1f, 0x8b, 0, 0, 0, 0])), /is damaged/],
    ['a packed bundle', () => write('x.gz', gzipSync(readFileSync(bundle().path))), /unpack it with gunzip/],
    [
      'a broken bundle',
      () => write('x.bundle', '# v2 git bundle\nnonsense'),
      /is a git bundle without a branch/,
    ],
  ])('%s', async (_, lay, want) => {
    expect(await complaint(lay())).toMatch(want);
  });

  it('a folder of other things', async () => {
    const folder = temp();
    writeFileSync(join(folder, 'notes.txt'), 'x');
    expect(await complaint(folder)).toMatch(/is no mail archive: it is neither a public-inbox epoch/);
  });

  it('a repository without a commit, and one of programs', async () => {
    const empty = join(temp(), 'gizmo.git');
    git(['init', '--quiet', '--bare', empty]);
    expect(await complaint(empty)).toMatch(/is an empty git repository/);
    const work = temp();
    git(['init', '--quiet', work]);
    writeFileSync(join(work, 'main.c'), 'int x;');
    git(['-C', work, 'add', '.']);
    git(['-C', work, '-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '--quiet', '-m', 'x']);
    expect(await complaint(work)).toMatch(/is a git repository, but no mail archive/);
  });

  it('a repository that has lost a mail', async () => {
    const gitDir = join(temp(), 'gizmo.git');
    writeHistory(gitDir, added(mails));
    for (const pack of readdirSync(join(gitDir, 'objects', 'pack'))) {
      if (pack.endsWith('.pack')) truncateSync(join(gitDir, 'objects', 'pack', pack), 3000);
    }
    expect(await complaint(gitDir)).toMatch(/gizmo\.git/);
  });

  it.each([
    ['nothing', '', /standard input is empty/],
    ['a text', 'hello\n', /standard input is no mail archive/],
    ['a bundle', '# v2 git bundle\n', /cannot be read from standard input/],
  ])('%s from standard input', async (_, text, want) => {
    expect(await complaint('-', undefined, Readable.from([Buffer.from(text)]))).toMatch(want);
  });
});

describe('a bundle that is cut off', () => {
  it('leaves nothing half-made', async () => {
    const { path, folder } = bundle();
    truncateSync(path, 4000);
    const data = join(folder, 'data');
    expect(await complaint(path, data)).toMatch(/gizmo\.bundle is damaged or cut off/);
    expect(readdirSync(join(data, 'archives'))).toEqual([]);
  });

  it('leaves what was unpacked before', async () => {
    const { path, folder } = bundle();
    const data = join(folder, 'data');
    const [before] = await findArchives(path, { dataDir: data });
    expect(before && (await readAll(before)).mails).toHaveLength(50);
    writeHistory(join(folder, 'source.git'), added(makeMails(9, 'more')), { append: true });
    git([`--git-dir=${join(folder, 'source.git')}`, 'bundle', 'create', '--quiet', path, '--all']);
    truncateSync(path, 4000);
    expect(await complaint(path, data)).toMatch(/is damaged or cut off/);
    expect(git([`--git-dir=${join(data, 'archives/gizmo/git/0.git')}`, 'rev-list', '--count', 'HEAD'])).toBe(
      '50',
    );
  });

  it('is told apart from one that is only a part', async () => {
    const { path, folder } = bundle();
    git([`--git-dir=${join(folder, 'source.git')}`, 'bundle', 'create', '--quiet', path, 'master~5..master']);
    expect(await complaint(path)).toMatch(/is only a part of an archive/);
  });

  it('says so where it cannot be unpacked', async () => {
    const { path, folder } = bundle();
    writeFileSync(join(folder, 'file'), '');
    expect(await complaint(path, join(folder, 'file'))).toMatch(/cannot be made: a file stands in its place/);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('clears away what a killed process left', async () => {
    const { path, folder } = bundle();
    const git0 = join(folder, 'data', 'archives', 'gizmo', 'git');
    mkdirSync(join(git0, '0.git.part-4194999'), { recursive: true });
    const [reader] = await findArchives(path, { dataDir: join(folder, 'data') });
    expect(reader && (await readAll(reader)).mails).toHaveLength(50);
    expect(readdirSync(git0)).toEqual(['0.git']);
  });
});

describe('a packed mbox', () => {
  it.each([0.3, 0.6, 0.95])('that is cut off at %d gives the mails before', async (share) => {
    const odd = mails.map((_, n) => makeMail({ id: `${n}@x`, body: noise(n) }));
    const packed = gzipSync(toMbox(odd));
    const path = write('gizmo.mbox.gz', packed.subarray(0, Math.floor(packed.length * share)));
    const [reader] = await findArchives(path, { dataDir: '/nowhere' });
    const plan = await reader?.plan(undefined, { count: false });
    let read = 0;
    const reading = (async () => {
      for await (const batch of plan?.mails(new Set()) ?? []) read += batch.length;
    })();
    await expect(reading).rejects.toThrow(/gizmo\.mbox\.gz is cut off: its gzip stream ends in the middle/);
    expect(read).toBeGreaterThanOrEqual(Math.floor(50 * share) - 8);
    expect(read).toBeLessThan(50);
  });

  it('that swells without end is given up', async () => {
    const block = gzipSync(Buffer.alloc(64 << 20, 'x'));
    const start = gzipSync('From x Thu Jan  1 00:00:00 1970\nSubject: x\n\n');
    const path = write('bomb.gz', Buffer.concat([start, block, block, block, block, block]));
    const before = process.memoryUsage().rss;
    expect(await complaint(path)).toMatch(/is no mail archive: more than 256 MiB/);
    expect(process.memoryUsage().rss - before).toBeLessThan(128 << 20);
    const single = write(
      'bomb.eml.gz',
      Buffer.concat([gzipSync('Subject: x\n\n'), block, block, block, block, block]),
    );
    expect(await complaint(single)).toMatch(/is no mail: it has more than 256 MiB/);
  });
});

/** Text that does not pack well. */
function noise(seed: number): string {
  let state = seed + 1;
  let text = '';
  for (let n = 0; n < 900; n++) {
    state = (state * 48_271) % 2_147_483_647;
    text += `${state.toString(36)}${n % 12 ? ' ' : '\n'}`;
  }
  return `${text}\n`;
}
