import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ArchiveReader } from '../../ports/archive.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { findInFile } from './detect-file.ts';
import { findInFolder } from './detect-folder.ts';
import { explainRead } from './file-bytes.ts';
import { type ByteStream, createStdinReader } from './stdin.ts';

export type FindOptions = {
  /** Where git bundles are unpacked. */
  readonly dataDir: string;
  /** What `-` reads; the process's own by default. */
  readonly stdin?: ByteStream;
};

/**
 * Tells what lies at a path: a public-inbox epoch, a list folder or a folder of them, a git bundle, an mbox,
 * a maildir, mails in files, any of these files packed with gzip; `-` is standard input. Reads no mail yet.
 * Throws ArchiveError, in one sentence that names the path, where there is nothing to read.
 */
export async function findArchives(path: string, options: FindOptions): Promise<ArchiveReader[]> {
  if (path === '-') return [createStdinReader(options.stdin ?? process.stdin)];
  const place = resolve(path);
  const found = await stat(place).catch((error: unknown) => {
    throw explainRead(error, path);
  });
  if (found.isDirectory()) return findInFolder(place, path, options.dataDir);
  if (found.isFile() || found.isFIFO()) return [await findInFile(place, path, options.dataDir)];
  throw new ArchiveError(`${path} is no mail archive: it is neither a folder nor a file`);
}
