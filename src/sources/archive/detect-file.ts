import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { ArchiveReader, ArchiveRef } from '../../ports/archive.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { createBundleReader } from './bundle.ts';
import { readBytes } from './file-bytes.ts';
import { gunzip } from './gunzip.ts';
import { listOfFile } from './list-name.ts';
import { createMboxReader } from './mbox.ts';
import { createSingleReader } from './single.ts';
import { SNIFF, type Sniffed, sniff } from './sniff.ts';
import { createStdinReader } from './stdin.ts';

const NEITHER = 'it is neither a git bundle nor an mbox nor a single mail, nor one of these packed with gzip';

/** The archive in a file, told by its first bytes. `named` is the path as the user wrote it. */
export async function findInFile(place: string, named: string, dataDir: string): Promise<ArchiveReader> {
  // A pipe (`<(zcat x)`) can be read once only: it is told apart when it is read.
  if ((await stat(place)).isFIFO()) return createStdinReader(createReadStream(place));
  const path = await realpath(place);
  const found = await sniffFile(path);
  if (found === undefined || found.kind === 'empty') {
    throw new ArchiveError(`${named} is empty: there is no mail in it`);
  }
  const { kind, gzip } = found;
  const ref = { list: listOfFile(place), locator: path, epoch: null } satisfies Partial<ArchiveRef>;
  if (kind === 'mbox') return createMboxReader({ kind: 'mbox', ...ref }, { gzip });
  if (kind === 'mail') return createSingleReader({ kind: 'eml', ...ref }, { gzip });
  if (kind === 'bundle' && !gzip) return createBundleReader(path, dataDir);
  if (kind === 'bundle') {
    throw new ArchiveError(`${named} is a git bundle packed with gzip: unpack it with gunzip first`);
  }
  throw new ArchiveError(`${named} is no mail archive: ${NEITHER}`);
}

/** What a file starts like; undefined where a packed one breaks off before anything can be told. */
export async function sniffFile(path: string): Promise<{ kind: Sniffed; gzip: boolean } | undefined> {
  const kind = sniff(await startOf(readBytes(path, 0, SNIFF)));
  if (kind !== 'gzip') return { kind, gzip: false };
  const { size } = await stat(path);
  const start = await startOf(gunzip(readBytes(path, 0, size), path));
  return { kind: sniff(start), gzip: true };
}

/** The first bytes. A stream that breaks has at least to give something. */
async function startOf(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const seen: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of chunks) {
      seen.push(chunk);
      size += chunk.length;
      if (size >= SNIFF) break;
    }
  } catch (error) {
    if (size === 0) throw error;
  }
  return Buffer.concat(seen);
}
