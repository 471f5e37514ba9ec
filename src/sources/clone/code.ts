import type { ReleaseCode } from '../../domain/item/release.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { splitBlobs } from '../archive/blobs.ts';
import { fetchBlobs, type Remote } from './blobs.ts';
import { eachPart, readGit } from './git.ts';

const MAX_BYTES = 64 << 20;
/** Of ls-tree: a file, not a symbolic link and no submodule. */
const ENTRY = /^100\d{3} blob ([0-9a-f]{40})\t(.{1,8000})$/s;
const LINE_FEED = 0x0a;

/**
 * How many files of a commit end in one of `suffixes`, and how many lines they have: their blobs are fetched in one
 * request as far as they are missing, or not at all where there is no `remote`. undefined where the clone does not have
 * the commit.
 */
export async function countCode(
  gitDir: string,
  commit: string,
  suffixes: readonly string[],
  remote: Remote | undefined,
  signal: AbortSignal,
): Promise<ReleaseCode | undefined> {
  const files = await listFiles(gitDir, commit, suffixes, signal);
  if (files === undefined) return undefined;
  const blobs = [...new Set(files)];
  const had = await fetchBlobs(gitDir, commit, blobs, remote, signal);
  const lines = had ? await countLines(gitDir, blobs, signal) : undefined;
  if (lines === undefined) return { files: files.length, lines: undefined };
  return { files: files.length, lines: files.reduce((sum, blob) => sum + (lines.get(blob) ?? 0), 0) };
}

/** The blob of each file. */
async function listFiles(
  gitDir: string,
  commit: string,
  suffixes: readonly string[],
  signal: AbortSignal,
): Promise<string[] | undefined> {
  const blobs: string[] = [];
  const listing = readGit(gitDir, ['ls-tree', '-r', '-z', commit], signal);
  const complaint = await eachPart(listing, '\0', (entry) => {
    if (!suffixes.some((suffix) => entry.endsWith(suffix))) return;
    const blob = ENTRY.exec(entry)?.[1];
    if (blob !== undefined) blobs.push(blob);
  });
  return complaint === undefined ? blobs : undefined;
}

/** Lines by blob, as `wc -l` would count them; undefined where one is missing or all are too much. */
async function countLines(
  gitDir: string,
  blobs: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number> | undefined> {
  const lines = new Map<string, number>();
  if (blobs.length === 0) return lines;
  const input = blobs.map((blob) => `${blob}\n`).join('');
  const { chunks, finished, stop } = readGit(gitDir, ['cat-file', '--batch', '--buffer'], signal, input);
  let bytes = 0;
  try {
    for await (const batch of splitBlobs(chunks)) {
      for (const { oid, bytes: text, cut } of batch) {
        bytes += text?.length ?? 0;
        if (text === undefined || cut || bytes > MAX_BYTES) return undefined;
        lines.set(oid, countLineFeeds(text));
      }
    }
    return (await finished) === undefined && lines.size === blobs.length ? lines : undefined;
  } catch (error) {
    // It broke off.
    if (error instanceof ArchiveError) return undefined;
    throw error;
  } finally {
    stop();
  }
}

function countLineFeeds(text: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(LINE_FEED); at >= 0; at = text.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}
