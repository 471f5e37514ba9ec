import { writeFileSync } from 'node:fs';
import { UserError } from '../ports/errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there: make it, or name another file',
  ENOTDIR: 'its folder is not there: make it, or name another file',
  EISDIR: 'it is a folder: name a file',
  EACCES: 'that is not allowed: name another file, or check the rights',
  EPERM: 'that is not allowed: name another file, or check the rights',
  EROFS: 'the disk may only be read: name another file',
  ENOSPC: 'the disk is full: make room, or name another file',
};

/** Writes what the user asked for. Throws UserError that names the file and the way out. */
export function writeOutput(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw explainWrite(error, path);
  }
}

/** A sentence for the user where the file system says no; anything else stays a bug. */
export function explainWrite(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined
    ? error
    : new UserError(`${path} cannot be written: ${reason}`, { cause: error });
}
