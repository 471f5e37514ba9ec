import { readGit } from './git.ts';

/**
 * How many files a commit of a clone has that end in `suffix` (`.rs`); undefined where the clone does not have it.
 * Lines would need the blobs, which a clone without blobs would have to fetch by the thousand.
 */
export async function countFiles(
  gitDir: string,
  commit: string,
  suffix: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { chunks, finished } = readGit(gitDir, ['ls-tree', '-r', '-z', '--name-only', '--', commit], signal);
  let count = 0;
  let rest = '';
  for await (const chunk of chunks) {
    const paths = (rest + chunk.toString('latin1')).split('\0');
    rest = paths.pop() ?? '';
    for (const path of paths) if (path.endsWith(suffix)) count++;
  }
  return (await finished) === undefined ? count : undefined;
}
