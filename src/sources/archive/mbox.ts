import type { ArchiveReader, ArchiveRef, Cursor, RawMail, ReadPlan } from '../../ports/archive.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { type FileMark, isSameMark, markFile, parseMark, readBytes } from './file-bytes.ts';
import { gunzip } from './gunzip.ts';
import { splitMbox } from './mbox-split.ts';

export type FileOptions = { readonly gzip: boolean };

/** Reads an mbox or mboxrd file. A file that only grew is read from where it ended. */
export function createMboxReader(ref: ArchiveRef, { gzip }: FileOptions): ArchiveReader {
  return {
    ref,
    plan: async (cursor) => {
      const news = await whatIsNew(ref.locator, cursor, gzip);
      if (!news) return undefined;
      const packed = readBytes(ref.locator, news.from, news.mark.size);
      return filePlan(news.end, () =>
        readMbox(gzip ? gunzip(packed, ref.locator) : packed, news, ref.locator),
      );
    },
  };
}

export type News = { readonly from: number; readonly mark: FileMark; readonly end: Cursor };

/** Compares a file with the cursor. undefined where it is as it was. Throws ArchiveError. */
export async function whatIsNew(
  path: string,
  cursor: Cursor | undefined,
  whole: boolean,
): Promise<News | undefined> {
  const mark = await markFile(path);
  if (!mark || mark.size === 0) throw new ArchiveError(`${path} is empty: there is no mail in it`);
  const before = parseMark(cursor?.position);
  if (before && isSameMark(before, mark)) return undefined;
  const grown = !whole && before !== undefined && isSameMark(before, await markFile(path, before.size));
  const end = { position: JSON.stringify(mark), date: 0, subject: '', messageId: null };
  return { from: grown ? before.size : 0, mark, end };
}

/** The cursor moves when all was read: nobody could find a place in the middle of a file again. */
export function filePlan(end: Cursor, mails: () => AsyncIterable<readonly RawMail[]>): ReadPlan {
  return { total: undefined, present: undefined, mails, end };
}

async function* readMbox(
  chunks: AsyncIterable<Buffer>,
  { from, end }: News,
  path: string,
): AsyncGenerator<RawMail[]> {
  for await (const mails of splitMbox(chunks, from, path)) {
    yield mails.map(({ bytes, cut, offset }) => fileMail(bytes, cut, end, `byte ${offset}`));
  }
}

/** A mail of an archive that tells nothing about it but its bytes. */
export function fileMail(bytes: Buffer, cut: boolean, cursor: Cursor, place: string): RawMail {
  return { bytes, cut, blob: null, arrived: 0, removal: false, cursor, place };
}
