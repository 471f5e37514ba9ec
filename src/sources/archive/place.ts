import { parseMail } from '../../parse/mail/mail.ts';
import type { Cursor } from '../../ports/archive.ts';
import { fetchBlobs } from './bodies.ts';
import { runGit } from './git.ts';
import { HEAD_FORMAT, readHead, readLog } from './log.ts';

/**
 * Finds the commit of a rewritten history that brought the mail of the cursor: same date, same subject,
 * and the mail in it has the same Message-ID. undefined where there is none.
 */
export async function findPlace(gitDir: string, cursor: Cursor, tip: string): Promise<string | undefined> {
  const candidates = new Map<string, string>();
  for await (const batch of readLog(gitDir, tip)) {
    for (const commit of batch) {
      const same = commit.cursor.date === cursor.date && commit.cursor.subject === cursor.subject;
      if (same) candidates.set(commit.blob, commit.cursor.position);
    }
  }
  for (const [blob, position] of candidates) {
    const messageId = await messageIdOf(gitDir, blob);
    if (messageId !== null && messageId === cursor.messageId) return position;
  }
  return undefined;
}

/** The cursor that stands on a commit, whatever the commit did. */
export async function cursorAt(gitDir: string, commit: string): Promise<Cursor> {
  const line = await runGit(gitDir, [
    'log',
    '--max-count=1',
    '--no-color',
    `--format=${HEAD_FORMAT}`,
    commit,
    '--',
  ]);
  let messageId: string | null = null;
  for await (const [change] of readLog(gitDir, commit, ['--max-count=1'])) {
    if (change) messageId = await messageIdOf(gitDir, change.blob);
  }
  return { ...readHead(Buffer.from(line.trimEnd()).toString('latin1')), messageId };
}

/** null where the blob is gone or no mail. */
async function messageIdOf(gitDir: string, blob: string): Promise<string | null> {
  const bytes = (await fetchBlobs(gitDir, [blob])).get(blob);
  const mail = bytes && parseMail(bytes, { source: blob, arrived: 0 });
  return mail && 'messageId' in mail ? mail.messageId : null;
}
