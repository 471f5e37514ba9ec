import { ArchiveError } from '../../ports/errors.ts';
import { runGit, tryGit } from './git.ts';

/** The commit that an epoch ends with. Throws ArchiveError where there is none. */
export async function findTip(gitDir: string): Promise<string> {
  const head = await commitOf(gitDir, 'HEAD');
  if (head !== undefined) return head;
  // A mirror's HEAD may name a branch that it never had.
  const branches = (await runGit(gitDir, ['for-each-ref', '--format=%(objectname)', 'refs/heads'])).split(
    '\n',
  );
  const [only, second] = branches.filter((branch) => branch !== '');
  const master = (await commitOf(gitDir, 'refs/heads/master')) ?? (second === undefined ? only : undefined);
  if (master !== undefined) return master;
  throw new ArchiveError(`${gitDir} is an empty git repository: there is no mail in it yet`);
}

async function commitOf(gitDir: string, revision: string): Promise<string | undefined> {
  const commit = await tryGit(gitDir, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  return commit?.trim();
}

/** An epoch's tree holds a mail, a removed one, or after a purge nothing at all. */
export async function checkTree(gitDir: string, tip: string): Promise<void> {
  const names = (await runGit(gitDir, ['ls-tree', '--name-only', '-z', tip])).split('\0').filter(Boolean);
  if (names.every((name) => name === 'm' || name === 'd')) return;
  throw new ArchiveError(
    `${gitDir} is a git repository, but no mail archive: it has other files than those of a public-inbox v2 epoch`,
  );
}
