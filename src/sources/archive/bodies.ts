import type { FetchBodies } from '../../ports/archive.ts';
import { splitBlobs } from './blobs.ts';
import { gitFailure, startGit, writeAll } from './git.ts';

/**
 * Reads mails again by their blob ids. Those that git does not have any more are left out; throws
 * ArchiveError where git cannot be asked, which says nothing about the mails.
 */
export const fetchBlobs: FetchBodies = async (gitDir, blobs) => {
  const found = new Map<string, Buffer>();
  if (blobs.length === 0) return found;
  const { git, finished } = startGit(gitDir, ['cat-file', '--batch', '--buffer']);
  const feeding = writeAll(git.stdin, blobs.map((blob) => `${blob}\n`).join('')).then(() => git.stdin.end());
  try {
    for await (const batch of splitBlobs(git.stdout)) {
      for (const { oid, bytes } of batch) if (bytes) found.set(oid, Buffer.from(bytes));
    }
  } finally {
    git.kill();
  }
  await feeding;
  const end = await finished;
  if (end.code !== 0) throw gitFailure(gitDir, end);
  return found;
};
