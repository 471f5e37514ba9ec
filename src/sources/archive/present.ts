import { readLog } from './log.ts';

export type Present = {
  /** The blobs of all mails that are not taken out again later. */
  readonly blobs: ReadonlySet<string>;
  /**
   * False where a removal names a mail whose bytes were not there: then all has to be read in order,
   * because such a removal takes out what has the same Message-ID at that point, or is in another epoch.
   */
  readonly inOrder: boolean;
};

/** What an epoch holds at its end. */
export async function presentBlobs(gitDir: string, tip: string): Promise<Present> {
  const blobs = new Set<string>();
  let inOrder = true;
  for await (const batch of readLog(gitDir, tip)) {
    for (const { blob, removal } of batch) {
      if (!removal) blobs.add(unsliced(blob));
      else if (!blobs.delete(blob)) inOrder = false;
    }
  }
  return { blobs, inOrder };
}

/** A copy of its own: a slice would hold the whole chunk of the log in memory. */
function unsliced(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
