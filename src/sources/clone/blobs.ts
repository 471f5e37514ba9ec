import { markFetch, unmarkFetch } from '../mirror/mend.ts';
import { runMirrorGit } from '../mirror/run.ts';
import { eachPart, readGit } from './git.ts';

/** Where the blobs that a clone without blobs lacks are had. */
export type Remote = { readonly url: string; readonly userAgent: string };

const MAX_BLOBS = 5000;
const MAX_MIB = 64;
const TIMEOUT = 5 * 60_000;
const UNITS: Readonly<Record<string, number>> = { KiB: 1 / 1024, MiB: 1, GiB: 1024 };

/**
 * Fetches those of a commit's blobs that a clone lacks, in one request, as git itself does for a clone without blobs.
 * False where the server does not give them, or where they are too many.
 */
export async function fetchBlobs(
  gitDir: string,
  commit: string,
  blobs: readonly string[],
  remote: Remote | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const missing = await findMissing(gitDir, commit, new Set(blobs), signal);
  if (missing === undefined || missing.length > MAX_BLOBS) return false;
  if (missing.length === 0) return true;
  if (remote === undefined) return false;
  const { url, userAgent } = remote;
  const settings = [
    'protocol.version=2',
    // What we have says nothing of what is wanted.
    'fetch.negotiationAlgorithm=noop',
    'fetch.writeCommitGraph=false',
    'gc.auto=0',
    'http.followRedirects=initial',
    `http.userAgent=${userAgent}`,
    'http.lowSpeedLimit=100',
    'http.lowSpeedTime=60',
  ].flatMap((setting) => ['-c', setting]);
  const quiet = ['--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];
  const args = [`--git-dir=${gitDir}`, ...settings, 'fetch', '--progress', ...quiet, '--filter=blob:none'];
  const tooMuch = new AbortController();
  let marking: Promise<void> | undefined;
  const { code } = await runMirrorGit({
    args: [...args, '--stdin', '--', url],
    input: missing.map((blob) => `${blob}\n`).join(''),
    signal: AbortSignal.any([signal, tooMuch.signal]),
    timeout: TIMEOUT,
    // Should we be killed meanwhile, the next fetch finds it and ends it.
    onStart: (pid) => {
      marking = markFetch(gitDir, pid);
    },
    onWords: (words) => {
      if (received(words) > MAX_MIB) tooMuch.abort();
    },
  });
  await marking;
  await unmarkFetch(gitDir);
  return code === 0;
}

/** Asking git for each blob would make it fetch each by itself: walking over a commit it only says what is missing. */
async function findMissing(
  gitDir: string,
  commit: string,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<string[] | undefined> {
  if (wanted.size === 0) return [];
  const args = ['rev-list', '--objects', '--no-walk', '--missing=print', '--end-of-options', commit, '--'];
  const missing: string[] = [];
  const complaint = await eachPart(readGit(gitDir, args, signal), '\n', (line) => {
    if (line.startsWith('?') && wanted.has(line.slice(1))) missing.push(line.slice(1));
  });
  return complaint === undefined ? missing : undefined;
}

/** MiB, by git's own words: `Receiving objects:  42% (420/1000), 5.20 MiB | 1.00 MiB/s`. */
function received(words: string): number {
  const last = [...words.matchAll(/, (\d{1,9}(?:\.\d{1,3})?) ([KMG]iB) \|/g)].at(-1);
  return last ? Number(last[1]) * (UNITS[last[2] ?? ''] ?? 0) : 0;
}
