import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchiveReader } from '../../ports/archive.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { createEpochReader } from './epoch.ts';
import { askGit, gitWords, runGit } from './git.ts';
import { listOfFile } from './list-name.ts';

type Heads = ReadonlyMap<string, string>;

/**
 * Reads an epoch that comes as a git bundle. It is unpacked below `dataDir`, where the texts of its mails
 * can be found again; a bundle with other heads is unpacked into the same place.
 */
export function createBundleReader(path: string, dataDir: string): ArchiveReader {
  const list = listOfFile(path);
  const gitDir = join(dataDir, 'archives', list, 'git', '0.git');
  const ref = { kind: 'git', list, locator: gitDir, epoch: 0 } as const;
  const epoch = createEpochReader(ref);
  return {
    ref,
    plan: async (cursor, options) => {
      await unpackBundle(path, gitDir);
      return epoch.plan(cursor, options);
    },
  };
}

async function unpackBundle(path: string, gitDir: string): Promise<void> {
  const heads = await bundleHeads(path);
  if (existsSync(join(gitDir, 'HEAD'))) {
    if (isSame(heads, await repositoryHeads(gitDir))) return;
    await fill(path, gitDir, heads);
    return;
  }
  const folder = dirname(gitDir);
  const part = `${gitDir}.part-${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    await removeParts(folder);
    await runGit(part, ['init', '--quiet', '--bare', '--template=', part]);
    await fill(path, part, heads);
    // Another process may have been faster.
    if (!existsSync(join(gitDir, 'HEAD'))) await rename(part, gitDir);
  } catch (error) {
    await discard(part);
    for (const empty of [folder, dirname(folder)]) await rmdir(empty).catch(() => {});
    throw explainDisk(error, folder);
  } finally {
    await discard(part);
  }
}

/** Objects first, then the branches: who looks meanwhile sees the old ones or the new ones. */
async function fill(path: string, gitDir: string, heads: Heads): Promise<void> {
  const { end } = await askGit(gitDir, ['bundle', 'unbundle', path], '');
  if (end.code !== 0) throw bundleFailure(path, gitDir, end.complaint, gitWords(end));
  const old = await repositoryHeads(gitDir);
  const gone = [...old.keys()].filter((ref) => !heads.has(ref)).map((ref) => `delete ${ref}\n`);
  const set = [...heads].map(([ref, commit]) => `update ${ref} ${commit}\n`);
  await runGit(gitDir, ['symbolic-ref', 'HEAD', mainBranch(heads)]);
  await runGit(gitDir, ['update-ref', '--stdin'], [...gone, ...set].join(''));
}

/** The branches of a bundle; one that names none has its HEAD as `master`. */
async function bundleHeads(path: string): Promise<Heads> {
  // `--git-dir` is asked for nothing here, but git wants one that it may look into.
  const { end, printed } = await askGit(dirname(path), ['bundle', 'list-heads', path], '');
  if (end.code !== 0) throw bundleFailure(path, dirname(path), end.complaint, gitWords(end));
  const all = printed.split('\n').map((line) => /^([0-9a-f]{40}) (\S+)$/.exec(line));
  const heads = new Map<string, string>();
  let detached: string | undefined;
  for (const [, commit = '', ref = ''] of all.filter((match) => match !== null)) {
    if (ref.startsWith('refs/heads/')) heads.set(ref, commit);
    else if (ref === 'HEAD') detached = commit;
  }
  if (heads.size === 0 && detached !== undefined) heads.set('refs/heads/master', detached);
  if (heads.size === 0)
    throw new ArchiveError(`${path} is a git bundle without a branch: there is no mail in it`);
  return heads;
}

async function repositoryHeads(gitDir: string): Promise<Heads> {
  const format = '--format=%(refname) %(objectname)';
  const lines = (await runGit(gitDir, ['for-each-ref', format, 'refs/heads'])).split('\n').filter(Boolean);
  return new Map(lines.map((line) => line.split(' ') as [string, string]));
}

function mainBranch(heads: Heads): string {
  const known = ['refs/heads/master', 'refs/heads/main'].find((ref) => heads.has(ref));
  return known ?? [...heads.keys()].sort()[0] ?? 'refs/heads/master';
}

function isSame(one: Heads, other: Heads): boolean {
  return one.size === other.size && [...one].every(([ref, commit]) => other.get(ref) === commit);
}

/** What a process left that was ended in the middle. */
async function removeParts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /\.part-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await discard(join(folder, name));
  }
}

/** What cannot be removed is removed next time. */
async function discard(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => {});
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function bundleFailure(path: string, gitDir: string, complaint: string, words: string): ArchiveError {
  if (/prerequisite/.test(complaint)) {
    return new ArchiveError(`${path} is only a part of an archive: it builds on commits that are not in it`);
  }
  if (/No space left|Disk quota/i.test(complaint)) {
    return new ArchiveError(`${path} cannot be unpacked into ${gitDir}: the disk is full`);
  }
  if (/not installed/.test(words))
    return new ArchiveError(`git is not installed: lorewatch reads ${path} with it`);
  return new ArchiveError(`${path} is damaged or cut off: git says "${words}"`);
}

function explainDisk(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') return new ArchiveError(`${folder} cannot be filled: the disk is full`);
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new ArchiveError(`${folder} may not be written: a git bundle is unpacked there`);
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new ArchiveError(`${folder} cannot be made: a file stands in its place`);
  }
  return error;
}
