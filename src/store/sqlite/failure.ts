import { StoreError, UserError } from '../../ports/errors.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html) that a user can do something about. */
const REASONS: Readonly<Record<number, string>> = {
  5: 'another process is writing to it and does not finish: wait, or end that process',
  8: 'it may not be written: check the rights of the folder and the file',
  10: 'reading or writing failed: check the disk and the free space',
  11: 'it is damaged: restore a copy, or remove it and import again',
  13: 'the disk is full: make room and run the same command again; what was stored before is safe',
  14: 'it cannot be opened: check that the folder exists and may be written',
  26: 'it is no database: another file has its name; move it away or choose another folder with --data',
};

/** Makes a sentence of what SQLite or the file system says; anything else stays a bug. */
export function explainFailure(error: unknown, path: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const code = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
  const reason = code === undefined ? systemReason(error) : REASONS[code];
  return reason === undefined ? error : new StoreError(`the store ${path}: ${reason}`, { cause: error });
}

function systemReason(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC') return REASONS[13];
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return REASONS[8];
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return 'a file stands where its folder should be: choose another folder with --data';
  if (code === 'ENOENT' || code === 'ENAMETOOLONG' || code === 'ELOOP') {
    return 'its folder cannot be made: check the path';
  }
  return undefined;
}

/** A question whose failures are sentences. */
export function explained<A extends unknown[], R>(path: string, ask: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    try {
      return ask(...args);
    } catch (error) {
      throw explainFailure(error, path);
    }
  };
}
