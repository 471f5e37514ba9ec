import type { ArchiveReader, ArchiveRef, Cursor, ReadPlan } from '../../ports/archive.ts';
import { runGit, tryGit } from './git.ts';
import { guessMails } from './guess.ts';
import type { EpochCommit } from './log.ts';
import { readMails } from './mails.ts';
import { datedBlobs, planMoved } from './moved.ts';
import { cursorAt, findPlace } from './place.ts';
import { presentBlobs } from './present.ts';
import { streamMails } from './stream.ts';
import { checkTree, findTip } from './tip.ts';

/** Reads one public-inbox v2 epoch, a bare git repository (public-inbox-v2-format(5)). */
export function createEpochReader(ref: ArchiveRef): ArchiveReader {
  return { ref, plan: (cursor, options) => planEpoch(ref.locator, cursor, options.count) };
}

/** The end of the history is looked up once: what is pushed while the archive is read comes next time. */
async function planEpoch(
  gitDir: string,
  cursor: Cursor | undefined,
  count: boolean,
): Promise<ReadPlan | undefined> {
  const tip = await findTip(gitDir);
  if (cursor?.position === tip) return undefined;
  if (cursor === undefined) await checkTree(gitDir, tip);
  const range = await findRange(gitDir, cursor, tip);
  const total = count ? Number(await runGit(gitDir, ['rev-list', '--count', range.spec])) : undefined;
  if (range.moved && cursor) {
    const moved = await planMoved(gitDir, cursor, tip, total);
    if (moved) return moved;
  }
  if (!range.rewritten) {
    return {
      total,
      roughly: cursor === undefined ? guessMails(gitDir) : undefined,
      present: undefined,
      mails: () => streamMails(gitDir, range.spec),
      end: undefined,
    };
  }
  const { blobs, inOrder } = await presentBlobs(gitDir, tip);
  const before = cursor && (await datedBlobs(gitDir, cursor.position));
  return {
    total,
    present: blobs,
    mails: (known) => {
      // What comes and goes within the history is not worth reading; what was there before and is not known any
      // more was taken out by a removal that stands in a later epoch.
      const isNew = ({ blob, removal }: EpochCommit): boolean =>
        !removal && blobs.has(blob) && !known.has(blob) && !before?.has(blob);
      return readMails(gitDir, tip, inOrder ? isNew : () => true);
    },
    end: await cursorAt(gitDir, tip),
  };
}

type Range = {
  readonly spec: string;
  readonly rewritten: boolean;
  /** Rewritten, and shallow. */
  readonly moved?: true;
};

/**
 * From the cursor to the end. A cursor that is no ancestor any more means that the history was rewritten
 * (a purge, an edit, a new clone): a whole clone is compared blob by blob; a shallow one is compared
 * with what it held before, and where that is gone (a new clone) goes on where the mail of the cursor stands now.
 */
async function findRange(gitDir: string, cursor: Cursor | undefined, tip: string): Promise<Range> {
  if (cursor === undefined) return { spec: tip, rewritten: false };
  const kept = await tryGit(gitDir, ['merge-base', '--is-ancestor', cursor.position, tip]);
  if (kept !== undefined) return { spec: `${cursor.position}..${tip}`, rewritten: false };
  const shallow = (await runGit(gitDir, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
  if (!shallow) return { spec: tip, rewritten: true };
  const place = await findPlace(gitDir, cursor, tip);
  return { spec: place === undefined ? tip : `${place}..${tip}`, rewritten: false, moved: true };
}
