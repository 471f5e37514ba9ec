import { existsSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ArchiveReader } from '../../ports/archive.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { findInFile, sniffFile } from './detect-file.ts';
import { createEpochReader } from './epoch.ts';
import { explainRead } from './file-bytes.ts';
import { createEmlFolderReader, createMaildirReader, isEml } from './folder.ts';
import { runGit } from './git.ts';
import { listOfEpoch, listOfFile } from './list-name.ts';

const EPOCH = /^\d{1,6}\.git$/;
const MAIL_FILE = /^[^.].*\.(?:mbox|mboxrd|bundle|gz)$/i;
const NEITHER =
  'it is neither a public-inbox epoch nor a list folder with git/N.git, nor a maildir, nor are there mail files in it (.mbox, .mboxrd, .eml, .bundle, .gz)';

/** The archives in a folder, those of a list in the order of their epochs. */
export async function findInFolder(place: string, named: string, dataDir: string): Promise<ArchiveReader[]> {
  const path = await realpath(place);
  const names = await namesIn(path);
  if (names.length === 0) throw new ArchiveError(`${named} is empty: there is no mail archive in it`);
  const own = await findOwn(path, names);
  if (own.length > 0) return own;
  const inside: ArchiveReader[] = [];
  for (const name of names) inside.push(...(await findBelow(join(path, name), dataDir)));
  if (names.some(isEml)) inside.push(createEmlFolderReader(refOf('eml', path)));
  if (inside.length === 0) throw new ArchiveError(`${named} is no mail archive: ${NEITHER}`);
  return inside;
}

/** What a folder is by itself: an epoch, a list folder, a checkout, a maildir. */
async function findOwn(path: string, names: readonly string[]): Promise<ArchiveReader[]> {
  if (isRepository(path)) return [epochReader(path)];
  if (existsSync(join(path, '.git'))) return [await checkoutReader(path)];
  const here = epochsOf(path, names);
  if (here.length > 0) return here;
  const git = names.includes('git') ? epochsOf(join(path, 'git'), await namesIn(join(path, 'git'))) : [];
  if (git.length > 0) return git;
  const isMaildir = names.includes('cur') || (names.includes('new') && names.includes('tmp'));
  return isMaildir ? [createMaildirReader(refOf('maildir', path))] : [];
}

/** A folder of lists, or of files. What is something else is passed over: mirrors have other files too. */
async function findBelow(path: string, dataDir: string): Promise<ArchiveReader[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return findOwn(await realpath(path), await namesIn(path));
  if (!found?.isFile() || !MAIL_FILE.test(basename(path)) || found.size === 0) return [];
  const sniffed = await sniffFile(path).catch(() => undefined);
  if (sniffed === undefined || sniffed.kind === 'empty' || sniffed.kind === 'other') return [];
  return [await findInFile(path, path, dataDir)];
}

async function namesIn(path: string): Promise<string[]> {
  const names = await readdir(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [];
    throw explainRead(error, path);
  });
  return names.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}

function epochsOf(folder: string, names: readonly string[]): ArchiveReader[] {
  return names
    .filter((name) => EPOCH.test(name) && isRepository(join(folder, name)))
    .map((name) => epochReader(join(folder, name)));
}

/** As git itself tells a repository. */
function isRepository(path: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) => existsSync(join(path, name)));
}

function epochReader(gitDir: string): ArchiveReader {
  return createEpochReader({ kind: 'git', locator: gitDir, ...listOfEpoch(gitDir) });
}

async function checkoutReader(path: string): Promise<ArchiveReader> {
  const gitDir = (await runGit(join(path, '.git'), ['rev-parse', '--absolute-git-dir'])).trim();
  return createEpochReader({ kind: 'git', list: listOfFile(path), locator: gitDir, epoch: null });
}

function refOf(kind: 'maildir' | 'eml', path: string): ArchiveReader['ref'] {
  return { kind, list: listOfFile(path), locator: path, epoch: null };
}
