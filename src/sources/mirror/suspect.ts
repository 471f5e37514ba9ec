import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { discardRepository } from './repository.ts';
import { runMirrorGit } from './run.ts';

const MARK = 'lorewatch-suspect';
const PATIENCE = 30 * 60_000;

/** To be called where a mirror could not be read to its end. */
export async function suspectMirror(gitDir: string): Promise<void> {
  if (existsSync(gitDir)) await writeFile(join(gitDir, MARK), '');
}

/**
 * Looks into a mirror that is suspect: whether all its objects are there, and whole. One that is broken is thrown
 * away, to be fetched anew; returns a sentence that says so.
 */
export async function checkSuspect(gitDir: string, signal: AbortSignal): Promise<string | undefined> {
  if (!existsSync(join(gitDir, MARK))) return undefined;
  const broken = await findDamage(gitDir, signal);
  if (signal.aborted) return undefined;
  if (broken === undefined) {
    await rm(join(gitDir, MARK), { force: true });
    return undefined;
  }
  await discardRepository(gitDir);
  return `${gitDir} was broken and is made anew: ${broken}`;
}

/** What git says; undefined where all is well. What is wrong inside of commits is not asked: archives are old. */
async function findDamage(gitDir: string, signal: AbortSignal): Promise<string | undefined> {
  const git = `--git-dir=${gitDir}`;
  const folder = join(gitDir, 'objects', 'pack');
  const names = await readdir(folder).catch(() => []);
  const packs = names.filter((name) => name.endsWith('.idx')).map((name) => join(folder, name));
  const checks = [
    [git, 'fsck', '--connectivity-only', '--no-dangling', '--no-progress'],
    ...packs.map((pack) => [git, 'verify-pack', pack]),
  ];
  for (const args of checks) {
    const { code, complaint } = await runMirrorGit({ args, signal, timeout: PATIENCE });
    if (code !== 0) return complaint.split('\n')[0]?.slice(0, 300) || `git ended with code ${code}`;
  }
  return undefined;
}
