import type { Cursor, RawMail, ReadPlan } from '../../ports/archive.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { fetchBlobs } from './bodies.ts';
import type { EpochCommit } from './log.ts';
import { readLog } from './log.ts';
import { readMails } from './mails.ts';
import { cursorAt } from './place.ts';
import { presentBlobs } from './present.ts';

/** Beyond this share of mails gone it is another archive, and nothing is taken out. */
const OTHER_ARCHIVE = 0.9;

/**
 * How to go on in a shallow mirror whose history was rewritten, while the history up to the cursor still lies
 * beside the new one: mails that both have are passed over, new ones are read, those that the new one lacks are
 * taken out. What is older than the new beginning says nothing. undefined where the old history is gone.
 */
export async function planMoved(
  gitDir: string,
  cursor: Cursor,
  tip: string,
  total: number | undefined,
): Promise<ReadPlan | undefined> {
  const before = await datedBlobs(gitDir, cursor.position);
  if (before === undefined) return undefined;
  const { blobs, inOrder } = await presentBlobs(gitDir, tip);
  const start = await startOf(gitDir, tip);
  const gone = [...before].filter(([blob, date]) => !blobs.has(blob) && date > start).map(([blob]) => blob);
  const isNew = ({ blob, removal }: EpochCommit): boolean => !removal && blobs.has(blob) && !before.has(blob);
  const end = await cursorAt(gitDir, tip);
  return {
    total,
    present: undefined,
    mails: async function* () {
      if (gone.length <= before.size * OTHER_ARCHIVE) yield* takeOut(gitDir, gone, end);
      yield* readMails(gitDir, tip, inOrder ? isNew : () => true);
    },
    end,
  };
}

/** The mails that a history holds at its end, with the time when each came (ms). undefined where it is gone. */
export async function datedBlobs(
  gitDir: string,
  tip: string,
): Promise<ReadonlyMap<string, number> | undefined> {
  const blobs = new Map<string, number>();
  try {
    for await (const batch of readLog(gitDir, tip)) {
      for (const { blob, removal, cursor } of batch) {
        // A copy of its own: a slice would hold the whole chunk of the log.
        if (!removal) blobs.set(Buffer.from(blob, 'latin1').toString('latin1'), cursor.date);
        else blobs.delete(blob);
      }
    }
    return blobs;
  } catch (error) {
    if (error instanceof ArchiveError) return undefined;
    throw error;
  }
}

/** When the first mail came that the mirror holds (ms). */
async function startOf(gitDir: string, tip: string): Promise<number> {
  for await (const [first] of readLog(gitDir, tip)) if (first) return first.cursor.date;
  return Number.POSITIVE_INFINITY;
}

async function* takeOut(
  gitDir: string,
  blobs: readonly string[],
  end: Cursor,
): AsyncGenerator<readonly RawMail[]> {
  const found = await fetchBlobs(gitDir, blobs);
  const { messageId: _, ...cursor } = end;
  for (const [blob, bytes] of found) {
    yield [{ bytes, cut: false, blob, removal: true, cursor, arrived: cursor.date, place: blob }];
  }
}
