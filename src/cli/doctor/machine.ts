import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { bad, type CheckResult, ok, warn } from './check.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
/** Below that, a first run may not have room for the mirrors of the lists. */
const LITTLE_SPACE = 2 * GIB;
const NO_SPACE = 200 * MIB;
const NODE = 24;
/** The oldest that is supported. */
const GIT = [2, 33] as const;

/** `version` as `process.versions.node` has it. */
export function checkNode(version: string): CheckResult {
  const major = Number(version.split('.', 1)[0]);
  if (major >= NODE) return ok('Node.js', version);
  return bad('Node.js', `${version} is too old`, `install Node.js ${NODE} or newer (nodejs.org)`);
}

/** `printed` by `git --version`; undefined where there is none. */
export function checkGit(printed: string | undefined): CheckResult {
  if (printed === undefined) {
    return bad('git', 'is not installed', 'install git: mailing lists and CVE records are fetched with it');
  }
  const version = /\b(\d{1,3})\.(\d{1,3})(?:\.[\w.]{1,40})?/.exec(printed);
  if (!version) return warn('git', `says "${printed.slice(0, 60)}" and no version`, undefined);
  const [whole, major, minor] = version;
  if (Number(major) > GIT[0] || (Number(major) === GIT[0] && Number(minor) >= GIT[1]))
    return ok('git', whole);
  return bad('git', `${whole} is too old`, `install git ${GIT.join('.')} or newer`);
}

/** Rejects where the folder may not be written by this user. */
type MayWrite = (path: string) => Promise<void>;

const mayWrite: MayWrite = (path) => access(path, constants.W_OK | constants.X_OK);

/** The folder of the store may be written, or made where it is missing. Makes nothing. */
export async function checkFolder(folder: string, write: MayWrite = mayWrite): Promise<CheckResult> {
  const path = resolve(folder);
  const there = await nearestThere(path);
  const missing = there.path !== path;
  if (!there.isFolder) {
    return bad('data folder', `${there.path} is a file`, 'name another folder with --data or LOREWATCH_DATA');
  }
  try {
    await write(there.path);
  } catch {
    return bad(
      'data folder',
      missing ? `${path} is missing, and cannot be made in ${there.path}` : `${path} may not be written`,
      'give the user that runs lorewatch the right to write there, or name another folder with --data',
    );
  }
  return ok('data folder', missing ? `${path} will be made` : path);
}

export type FreeSpace = (path: string) => Promise<number>;

/** Bytes that a user without privileges may still write. */
export const freeSpace: FreeSpace = async (path) => {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
};

/** Room on the disk of the store. */
export async function checkDisk(folder: string, free: FreeSpace): Promise<CheckResult> {
  const { path } = await nearestThere(resolve(folder));
  let bytes: number;
  try {
    bytes = await free(path);
  } catch (error) {
    return warn(
      'disk',
      `how much is free cannot be told${error instanceof Error ? `: ${error.message}` : ''}`,
      undefined,
    );
  }
  const found = `${bytes >= GIB ? `${(bytes / GIB).toFixed(1)} GiB` : `${Math.floor(bytes / MIB)} MiB`} free`;
  if (bytes >= LITTLE_SPACE) return ok('disk', found);
  const mend = `make room on the disk of ${path}, or name a folder on another one with --data`;
  return bytes >= NO_SPACE ? warn('disk', found, mend) : bad('disk', found, mend);
}

/** The path, or the nearest folder above it that is there. */
async function nearestThere(path: string): Promise<{ readonly path: string; readonly isFolder: boolean }> {
  const found = await stat(path).catch(() => undefined);
  if (found) return { path, isFolder: found.isDirectory() };
  const above = dirname(path);
  return above === path ? { path, isFolder: true } : nearestThere(above);
}
