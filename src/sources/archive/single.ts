import type { ArchiveReader, ArchiveRef, RawMail } from '../../ports/archive.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { MAX_MAIL } from './blobs.ts';
import { readBytes } from './file-bytes.ts';
import { gunzip } from './gunzip.ts';
import { type FileOptions, fileMail, filePlan, whatIsNew } from './mbox.ts';
import { MAX_SPAN } from './mbox-split.ts';

/** Reads a file that holds one mail. */
export function createSingleReader(ref: ArchiveRef, { gzip }: FileOptions): ArchiveReader {
  const path = ref.locator;
  return {
    ref,
    plan: async (cursor) => {
      const news = await whatIsNew(path, cursor, true);
      if (!news) return undefined;
      const packed = readBytes(path, 0, news.mark.size);
      return filePlan(news.end, async function* (): AsyncGenerator<RawMail[]> {
        const { bytes, cut } = await readOne(gzip ? gunzip(packed, path) : packed, path);
        yield [fileMail(bytes, cut, news.end, 'byte 0')];
      });
    },
  };
}

/** The first 8 MiB of a mail. Throws ArchiveError where it is larger than any mail. */
export async function readOne(
  chunks: AsyncIterable<Buffer>,
  path: string,
): Promise<{ readonly bytes: Buffer; readonly cut: boolean }> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    if (size < MAX_MAIL) pieces.push(chunk);
    size += chunk.length;
    if (size > MAX_SPAN) throw new ArchiveError(`${path} is no mail: it has more than 256 MiB`);
  }
  return { bytes: Buffer.concat(pieces).subarray(0, MAX_MAIL), cut: size > MAX_MAIL };
}
