import { dirname } from 'node:path/posix';
import { eachPart, readGit } from './git.ts';

/** A path of a commit has no more folders that are looked at. */
const MAX_DEPTH = 20;
const MAX_FOLDERS = 200;

/**
 * The folders, each the topmost one, below which the commit `parent` has no file that ends in one of `suffixes`, and
 * in which one of `added` stands. None where there is no parent. Looked up from below: where a folder has such a
 * file, all above it have.
 */
export async function readFirsts(
  gitDir: string,
  parent: string | undefined,
  added: readonly string[],
  suffixes: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const own = added.filter((path) => suffixes.some((suffix) => path.endsWith(suffix)));
  if (parent === undefined || own.length === 0) return [];
  const bare = new Set<string>();
  let open = foldersAbove(own);
  for (let depth = 0; open.length > 0 && depth < MAX_DEPTH; depth++) {
    const taken = await readTaken(gitDir, parent, open, suffixes, signal);
    if (taken === undefined) return [];
    const without = open.filter((folder) => !taken.has(folder));
    for (const folder of without) bare.add(folder);
    open = foldersAbove(without).filter((folder) => !bare.has(folder));
  }
  return [...bare].filter((folder) => !bare.has(dirname(folder))).sort();
}

function foldersAbove(paths: readonly string[]): string[] {
  const folders = new Set(paths.map((path) => dirname(path)).filter((folder) => folder !== '.'));
  return [...folders].slice(0, MAX_FOLDERS);
}

/** Which of the folders have such a file below them; undefined where git cannot tell. */
async function readTaken(
  gitDir: string,
  commit: string,
  folders: readonly string[],
  suffixes: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const wanted = new Set(folders);
  const taken = new Set<string>();
  const below = folders.map((folder) => `${folder}/`);
  // Without patterns: a folder may have any name.
  const args = ['--literal-pathspecs', 'ls-tree', '-r', '-z', '--name-only', commit, '--', ...below];
  const complaint = await eachPart(readGit(gitDir, args, signal), '\0', (path) => {
    if (!suffixes.some((suffix) => path.endsWith(suffix))) return;
    for (let at = dirname(path); at !== '.'; at = dirname(at)) if (wanted.has(at)) taken.add(at);
  });
  return complaint === undefined ? taken : undefined;
}
