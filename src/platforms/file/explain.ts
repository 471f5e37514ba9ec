import type { Outcome } from '../../domain/delivery/delivery.ts';

/** What is over by itself, or as soon as somebody makes room. */
const LATER: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'its owner may use no more of the disk',
  EIO: 'the disk fails',
  EAGAIN: 'it is in use',
  EBUSY: 'it is in use',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
};
const NEVER: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there: make it',
  ENOTDIR: 'one of its folders is a file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write it',
  EPERM: 'this user may not write it',
  EROFS: 'its disk can only be read',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
  EFBIG: 'it is as large as a file can be',
};

/** What a failure to write means. Throws it again where it is none of the file system's. */
export function explainFile(error: unknown, path: string): Outcome {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined || code.startsWith('ERR_')) throw error;
  const never = NEVER[code];
  if (never !== undefined)
    return { what: 'refused', why: `${path} cannot be written: ${never}`, scope: 'target' };
  return { what: 'again', why: `${path} was not written: ${LATER[code] ?? code}` };
}
