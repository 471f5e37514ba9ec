import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ArchiveError } from '../../ports/errors.ts';

const CHUNK = 1 << 16;
/** So much of the beginning and of the end tells one file from another. */
const MARK = 1 << 16;

/** What a file is known by. Hashes are of its first and its last 64 KiB. */
export type FileMark = { readonly size: number; readonly head: string; readonly tail: string };

/** Streams a file from `start` to before `end`. Throws ArchiveError where it cannot be read. */
export async function* readBytes(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  if (end <= start) return;
  try {
    yield* createReadStream(path, { start, end: end - 1, highWaterMark: CHUNK }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw explainRead(error, path);
  }
}

/** Marks the first `size` bytes of a file. undefined where it is shorter. */
export async function markFile(path: string, size?: number): Promise<FileMark | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      return await readMark(file, size ?? (await file.stat()).size);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explainRead(error, path);
  }
}

async function readMark(file: FileHandle, size: number): Promise<FileMark | undefined> {
  const head = Buffer.alloc(Math.min(MARK, size));
  const tail = Buffer.alloc(head.length);
  const first = await file.read(head, 0, head.length, 0);
  const last = await file.read(tail, 0, tail.length, size - tail.length);
  if (first.bytesRead < head.length || last.bytesRead < tail.length) return undefined;
  return { size, head: hash('sha1', head), tail: hash('sha1', tail) };
}

export function isSameMark(one: FileMark | undefined, other: FileMark | undefined): boolean {
  return one?.size === other?.size && one?.head === other?.head && one?.tail === other?.tail;
}

/** The mark of a cursor; undefined where the cursor is of another make. */
export function parseMark(position: string | undefined): FileMark | undefined {
  if (position === undefined || !position.startsWith('{')) return undefined;
  const { size, head, tail } = JSON.parse(position) as Partial<FileMark>;
  return size === undefined || head === undefined || tail === undefined ? undefined : { size, head, tail };
}

/** Whether an error of `readBytes` says that the file has gone. */
export function hasGone(error: unknown): boolean {
  const cause = error instanceof ArchiveError ? error.cause : error;
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be read: check its rights',
  EPERM: 'may not be read: check its rights',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link that leads nowhere',
  ENAMETOOLONG: 'is too long for a path',
  EIO: 'cannot be read: check the disk',
};

/** Makes a sentence of what the file system says; anything else stays a bug. */
export function explainRead(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined ? error : new ArchiveError(`${path} ${reason}`, { cause: error });
}
