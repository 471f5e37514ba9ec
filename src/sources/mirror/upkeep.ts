import { runMirrorGit } from './run.ts';

/** Loose objects and packs, beyond which they are gathered. */
const MAX_LOOSE = 3000;
const MAX_PACKS = 40;
const PATIENCE = 10 * 60 * 1000;

/**
 * Keeps a mirror quick to read: many small packs are gathered into larger ones, geometrically, so that each
 * object is packed again a few times in its life, and not with every fetch. Never in the background, where it
 * would outlive us. What fails here is tried with the next fetch.
 */
export async function keepUp(gitDir: string, signal: AbortSignal, partial: boolean): Promise<void> {
  const git = `--git-dir=${gitDir}`;
  const { printed } = await runMirrorGit({ args: [git, 'count-objects', '-v'], signal });
  const loose = Number(/^count: (\d+)$/m.exec(printed)?.[1] ?? 0);
  const packs = Number(/^packs: (\d+)$/m.exec(printed)?.[1] ?? 0);
  if (loose < MAX_LOOSE && packs < MAX_PACKS) return;
  // Packs of a clone without blobs may not be mixed with others: gc knows how.
  const work = partial ? ['gc', '--quiet'] : ['repack', '--quiet', '-d', '--geometric=2'];
  await runMirrorGit({ args: [git, '-c', 'pack.threads=1', ...work], signal, timeout: PATIENCE });
}
