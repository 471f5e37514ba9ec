import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type GitEnded, runMirrorGit } from './run.ts';

export const MIRRORED = 'refs/heads/master';

/** Makes a bare repository where there is none, or only what was left of making one. undefined: it is there. */
export async function makeRepository(gitDir: string): Promise<GitEnded | undefined> {
  const whole = ['HEAD', 'config', 'objects', 'refs'].every((name) => existsSync(join(gitDir, name)));
  if (whole) return undefined;
  await mkdir(dirname(gitDir), { recursive: true });
  // Making it again mends what is missing and leaves what is there.
  const made = await runMirrorGit({
    args: ['-c', 'init.defaultBranch=master', 'init', '--quiet', '--bare', '--template=', gitDir],
  });
  return made.code === 0 ? undefined : made;
}

/** What the mirror ends with; undefined where nothing was fetched yet. */
export async function mirrorTip(gitDir: string): Promise<string | undefined> {
  const end = await runMirrorGit({
    args: [`--git-dir=${gitDir}`, 'rev-parse', '--verify', '--quiet', `${MIRRORED}^{commit}`],
  });
  return /^[0-9a-f]{40,64}$/.exec(end.printed.trim())?.[0];
}

export async function discardRepository(gitDir: string): Promise<void> {
  // Renamed first: a half removed repository must not pass for one.
  const gone = `${gitDir}.broken`;
  await rm(gone, { recursive: true, force: true });
  if (existsSync(gitDir)) await rename(gitDir, gone);
  await rm(gone, { recursive: true, force: true });
}

/** When the last commit of a mirror was made, ms; undefined where there is none. */
export async function tipDate(gitDir: string): Promise<number | undefined> {
  const { printed } = await runMirrorGit({
    args: [`--git-dir=${gitDir}`, 'log', '--max-count=1', '--format=%ct', MIRRORED, '--'],
  });
  const seconds = /^\d{1,12}$/.exec(printed.trim())?.[0];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
