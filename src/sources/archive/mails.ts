import type { Writable } from 'node:stream';
import type { RawMail } from '../../ports/archive.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { type Blob, splitBlobs } from './blobs.ts';
import { gitFailure, startGit, writeAll } from './git.ts';
import { type EpochCommit, readLog } from './log.ts';

const FORGET_AFTER = 4096;

/**
 * The mails of a range of commits, in its order: `git log` tells the blobs, `git cat-file` gives them.
 * Both wait while nobody asks for the next batch.
 */
export async function* readMails(
  gitDir: string,
  range: string,
  isWanted: (commit: EpochCommit) => boolean,
): AsyncGenerator<RawMail[]> {
  const { git, finished } = startGit(gitDir, ['cat-file', '--batch', '--buffer']);
  const asked: EpochCommit[] = [];
  const feeding = feed(gitDir, range, isWanted, asked, git.stdin).catch((error: unknown) => {
    git.kill();
    return error;
  });
  let next = 0;
  try {
    for await (const blobs of splitBlobs(git.stdout)) {
      const mails: RawMail[] = [];
      for (const blob of blobs) mails.push(rawMail(gitDir, blob, asked[next++]));
      if (next > FORGET_AFTER) {
        asked.splice(0, next);
        next = 0;
      }
      yield mails;
    }
  } catch (error) {
    git.kill();
    throw (await feeding) ?? (await complaint(gitDir, finished, error));
  } finally {
    git.kill();
  }
  const failed = await feeding;
  if (failed) throw failed;
  const end = await finished;
  if (end.code !== 0) throw gitFailure(gitDir, end);
}

/** Git's own words tell more than that it stopped. */
async function complaint(
  gitDir: string,
  finished: ReturnType<typeof startGit>['finished'],
  error: unknown,
): Promise<unknown> {
  const end = await finished;
  return error instanceof ArchiveError &&
    end.complaint.startsWith('fatal: ') &&
    !end.complaint.includes('SIGTERM')
    ? gitFailure(gitDir, end)
    : error;
}

async function feed(
  gitDir: string,
  range: string,
  isWanted: (commit: EpochCommit) => boolean,
  asked: EpochCommit[],
  stdin: Writable,
): Promise<undefined> {
  for await (const batch of readLog(gitDir, range)) {
    const wanted = batch.filter(isWanted);
    for (const commit of wanted) asked.push(commit);
    const lines = wanted.map(({ blob }) => `${blob}\n`).join('');
    if (lines !== '' && !(await writeAll(stdin, lines))) return undefined;
  }
  stdin.end();
  return undefined;
}

function rawMail(gitDir: string, { oid, bytes, cut }: Blob, commit: EpochCommit | undefined): RawMail {
  if (commit?.blob !== oid) throw new ArchiveError(`git gave another mail than was asked for in ${gitDir}`);
  const { cursor, removal } = commit;
  if (!bytes) throw new ArchiveError(`${gitDir} has lost the mail ${oid}: the archive is damaged`);
  return { bytes, cut, blob: oid, removal, cursor, arrived: cursor.date, place: oid };
}
