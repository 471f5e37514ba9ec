import { ArchiveError } from '../../ports/errors.ts';
import { readGit } from './git.ts';
import type { Stretch } from './log.ts';

type Node = { readonly parents: readonly string[]; readonly committed: number };

/**
 * When (ms) each commit of a stretch came into the branch: with the merge on the branch's own line that brought it,
 * or by itself. A commit's own date tells only when its maintainer took it.
 */
export async function readArrivals(
  gitDir: string,
  { tip, without }: Stretch,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const nodes = await readNodes(gitDir, [tip, ...without.map((commit) => `^${commit}`)], signal);
  const line: string[] = [];
  for (let at: string | undefined = tip; at !== undefined && nodes.has(at); at = nodes.get(at)?.parents[0]) {
    line.push(at);
  }
  const arrivals = new Map<string, number>();
  for (const commit of line.reverse()) bring(commit, nodes, arrivals);
  return arrivals;
}

/** The commit, and all that is not there yet and that it leads to. */
function bring(commit: string, nodes: ReadonlyMap<string, Node>, arrivals: Map<string, number>): void {
  const date = nodes.get(commit)?.committed;
  const waiting = [commit];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = nodes.get(id);
    if (!node || date === undefined || arrivals.has(id)) continue;
    arrivals.set(id, date);
    waiting.push(...node.parents);
  }
}

async function readNodes(
  gitDir: string,
  range: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Node>> {
  const args = ['log', '--no-color', '--format=%H %ct %P', '--end-of-options', ...range, '--'];
  const { chunks, finished } = readGit(gitDir, args, signal);
  const nodes = new Map<string, Node>();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [id = '', seconds, ...parents] = line.split(' ');
      nodes.set(id, { committed: Number(seconds) * 1000, parents: parents.filter(Boolean) });
    }
  }
  const complaint = await finished;
  if (complaint !== undefined && !signal.aborted)
    throw new ArchiveError(`git could not read ${gitDir}: ${complaint}`);
  return nodes;
}
