import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Commit } from '../../domain/item/commit.ts';
import { LOG_FORMAT, type LoggedCommit, type LogOrigin, LogReader } from '../../parse/commits/log.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { readFirsts } from './firsts.ts';
import { readGit } from './git.ts';

/** What is to be logged: reachable from `tip`, and from none of `without`. */
export type Stretch = LogOrigin & { readonly tip: string; readonly without: readonly string[] };

const COMMON = ['log', '-z', '--no-color', '--no-notes', '--no-renames', '--no-ext-diff', '--no-mailmap'];

/**
 * The commits of a stretch that touch `paths` (git pathspecs; all where there are none), each with all of its files,
 * and with the folders in which its files are the first of these `suffixes`; merges aside. Names of files come out of
 * trees: no blob is needed.
 */
export async function* logCommits(
  gitDir: string,
  stretch: Stretch,
  paths: readonly string[],
  suffixes: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Commit[]> {
  // Sides that came to the same in the end are told as well, and of a commit all files.
  const how = ['--full-history', '--no-merges', '--full-diff', '--name-status'];
  for await (const logged of readLog(gitDir, stretch, how, paths, signal)) {
    const commits: Commit[] = [];
    for (const { parents, ...commit } of logged) {
      const firsts = await readFirsts(gitDir, parents[0], commit.added ?? [], suffixes, signal);
      commits.push(firsts.length > 0 ? { ...commit, firsts } : commit);
    }
    yield commits;
  }
}

/** The merges on the branch's own line: what was pulled, whatever it touches. */
export async function* logMerges(
  gitDir: string,
  stretch: Stretch,
  signal: AbortSignal,
): AsyncGenerator<Commit[]> {
  const how = ['--first-parent', '--merges', '--no-patch'];
  for await (const logged of readLog(gitDir, stretch, how, [], signal)) {
    yield logged.map(({ parents: _, ...commit }) => commit);
  }
}

async function* readLog(
  gitDir: string,
  { tip, without, tree, release }: Stretch,
  how: readonly string[],
  paths: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<LoggedCommit[]> {
  const edge = await shallowEdge(gitDir);
  const range = ['--end-of-options', tip, ...without.map((commit) => `^${commit}`)];
  const args = [...COMMON, ...how, `--format=${LOG_FORMAT}`, ...range, '--', ...paths];
  const { chunks, finished, stop } = readGit(gitDir, args, signal);
  const reader = new LogReader({ tree, release });
  try {
    for await (const chunk of chunks) {
      const commits = reader.push(chunk);
      if (commits.length > 0) yield commits.map((commit) => known(commit, edge));
    }
    const last = reader.end();
    const complaint = await finished;
    if (signal.aborted) return;
    if (complaint !== undefined) throw new ArchiveError(`git could not read ${gitDir}: ${complaint}`);
    if (last.length > 0) yield last.map((commit) => known(commit, edge));
  } finally {
    stop();
  }
}

/** Where a shallow history begins, a commit seems to add the whole kernel. What it touched is not known. */
function known(commit: LoggedCommit, edge: ReadonlySet<string>): LoggedCommit {
  if (!edge.has(commit.id)) return commit;
  const { added: _, ...rest } = commit;
  return { ...rest, files: undefined };
}

async function shallowEdge(gitDir: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(gitDir, 'shallow'), 'utf8').catch(() => '');
  return new Set(text.split('\n').filter(Boolean));
}
