import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MIRRORED } from './repository.ts';
import { runMirrorGit } from './run.ts';

const PATIENCE = 120_000;

/**
 * Whether the server has any commit of ours, so that a fetch goes on from it. True where it cannot be told
 * (`git fetch --negotiate-only` wants git 2.32 here and a server that can `wait-for-done`).
 */
export async function knowsUs(
  { url, signal }: { readonly url: string; readonly signal: AbortSignal },
  git: readonly string[],
): Promise<boolean> {
  const args = [...git, 'fetch', '--negotiate-only', `--negotiation-tip=${MIRRORED}`, '--', url];
  const { code, printed, complaint } = await runMirrorGit({ args, signal, timeout: PATIENCE });
  if (/^[0-9a-f]{40,64}$/m.test(printed)) return true;
  // Where nothing is common, a server goes on to the pack, and git stumbles over it.
  return code !== 0 && !/expected 'acknowledgments', received 'packfile'/.test(complaint);
}

/** Seconds: the oldest commit where a shallow history begins. */
export async function boundaryDate(gitDir: string): Promise<number | undefined> {
  const ids = (await readFile(join(gitDir, 'shallow'), 'utf8').catch(() => '')).match(/^[0-9a-f]{40,64}$/gm);
  if (ids === null) return undefined;
  const args = [
    `--git-dir=${gitDir}`,
    'log',
    '--no-walk',
    '--ignore-missing',
    '--format=%ct',
    ...ids.slice(0, 100),
  ];
  const { printed } = await runMirrorGit({ args });
  const dates = printed.split('\n').filter(Boolean).map(Number);
  return dates.length === 0 ? undefined : Math.min(...dates);
}
