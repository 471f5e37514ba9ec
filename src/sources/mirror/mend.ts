import { execFile } from 'node:child_process';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { killGroup } from './run.ts';

/** Says which git fetches into a repository: its process group, and who started it. */
const MARK = 'lorewatch-fetch';
const POLL = 20;
const PATIENCE = 5000;

export type Busy = { readonly owner: number; readonly git: number };

/** To be called as soon as git runs. */
export async function markFetch(gitDir: string, git: number): Promise<void> {
  await writeFile(join(gitDir, MARK), `${process.pid} ${git}\n`);
}

export async function unmarkFetch(gitDir: string): Promise<void> {
  await rm(join(gitDir, MARK), { force: true });
}

/**
 * Makes a repository fit for the next fetch: a git that outlived a killed lorewatch is ended, and what a killed
 * git left (locks, half packs) is removed. Gives who else is at it, where that is a living lorewatch.
 */
export async function mendMirror(gitDir: string): Promise<Busy | undefined> {
  const mark = await readMark(gitDir);
  if (mark && (await isGitAt(mark.git, gitDir))) {
    if (mark.owner !== process.pid && isAlive(mark.owner)) return mark;
    killGroup(mark.git);
    await waitForEnd(mark.git, gitDir);
  }
  await unmarkFetch(gitDir);
  await removeLeftovers(gitDir);
  return undefined;
}

async function readMark(gitDir: string): Promise<Busy | undefined> {
  const text = await readFile(join(gitDir, MARK), 'utf8').catch(() => '');
  const match = /^(\d{1,9}) (\d{1,9})\n$/.exec(text);
  return match ? { owner: Number(match[1]), git: Number(match[2]) } : undefined;
}

async function waitForEnd(pid: number, gitDir: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE && (await isGitAt(pid, gitDir)); waited += POLL) {
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Process ids are used again: only one whose words name this repository is meant. */
async function isGitAt(pid: number, gitDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const words =
    (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)) ?? (await wordsByPs(pid));
  return words.includes(gitDir);
}

/** Where there is no /proc. */
function wordsByPs(pid: number): Promise<string> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'command=', '-p', String(pid)], (error, stdout) => resolve(error ? '' : stdout));
  });
}

const IN_TOP = /^(?:HEAD|config|shallow|packed-refs|FETCH_HEAD|index)\.lock$|^gc\.pid(?:\.lock)?$/;
const IN_PACK = /^(?:\.?tmp[-_].*|multi-pack-index\.lock)$/;
const IN_LOOSE = /^tmp_obj_/;

async function removeLeftovers(gitDir: string): Promise<void> {
  await removeIn(gitDir, IN_TOP);
  await removeIn(join(gitDir, 'refs', 'heads'), /\.lock$/);
  const objects = join(gitDir, 'objects');
  await removeIn(objects, IN_LOOSE);
  await removeIn(join(objects, 'pack'), IN_PACK);
  for (const name of await namesIn(objects)) {
    // A quarantine: what came of a fetch and was not taken in.
    if (/^(?:tmp_objdir|incoming)-/.test(name))
      await rm(join(objects, name), { recursive: true, force: true });
    else if (/^[0-9a-f]{2}$/.test(name)) await removeIn(join(objects, name), IN_LOOSE);
  }
}

async function removeIn(folder: string, what: RegExp): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (what.test(name)) await rm(join(folder, name), { force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const found = await stat(folder).catch(() => undefined);
  return found?.isDirectory() ? readdir(folder) : [];
}
