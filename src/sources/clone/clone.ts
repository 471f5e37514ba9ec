import { join } from 'node:path';
import type { Commit } from '../../domain/item/commit.ts';
import type { ClonePlan } from '../../domain/source/plan.ts';
import { ArchiveError } from '../../ports/errors.ts';
import type { FetchContext, Fetched, Source } from '../../ports/source.ts';
import { fetchMirror } from '../mirror/fetch.ts';
import { hideCredentials } from '../mirror/words.ts';
import { readArrivals } from './arrivals.ts';
import type { Remote } from './blobs.ts';
import { askGit } from './git.ts';
import { logCommits, logMerges, type Stretch } from './log.ts';
import { type CloneMemory, recall, remember } from './memory.ts';
import { readRelease, tagsToCount } from './releases.ts';
import { remoteTags, type Tag, tagsOnBranch } from './tags.ts';

const BATCH = 200;

/**
 * A branch by a clone without blobs: its commits that touch the plan's paths, exactly and with all of their files,
 * and all merges on its own line. A commit is told when it comes, and once more when the first release that has it
 * is tagged. Of a release that is tagged it tells what is in it of the topic's own files, which are those that the
 * plan's paths name by their ends (`*.rs`).
 */
export function createCloneSource(plan: ClonePlan): Source {
  return {
    id: plan.id,
    kind: plan.kind,
    url: hideCredentials(plan.url),
    fetch: (context) => fetchClone(context, plan),
  };
}

async function* fetchClone(context: FetchContext, plan: ClonePlan): AsyncGenerator<Fetched> {
  const { http, signal, since, folder } = context;
  const gitDir = join(folder, 'mirror.git');
  context.onProgress({ done: 0, total: undefined, what: `fetching ${plan.tree}` });
  await http.turn(plan.url, signal);
  const { url, branch: ref } = plan;
  const { userAgent } = http;
  const mirror = await fetchMirror({ gitDir, url, ref, since, filter: 'blob:none', userAgent, signal });
  if (mirror.kind === 'failed') {
    yield { what: 'trouble', trouble: { why: mirror.why, lasting: mirror.missing } };
    return;
  }
  const told = await reachable(gitDir, recall(context.memory, url, ref), signal);
  await http.turn(url, signal);
  const tags = await remoteTags(url, userAgent, signal);
  try {
    yield* tell(context, plan, gitDir, mirror.tip, told, typeof tags === 'string' ? new Map() : tags);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    yield { what: 'trouble', trouble: { why: error.message } };
    return;
  }
  // Told last: what was fetched is stored, and its releases are told when the tags can be had again.
  if (typeof tags === 'string' && !signal.aborted) yield { what: 'trouble', trouble: { why: tags } };
}

/** What was told and is still there: a mirror may have been made anew, a history rewritten. */
async function reachable(
  gitDir: string,
  memory: CloneMemory | undefined,
  signal: AbortSignal,
): Promise<CloneMemory | undefined> {
  if (memory === undefined) return undefined;
  const has = async (commit: string): Promise<boolean> =>
    (await askGit(gitDir, ['cat-file', '-e', `${commit}^{commit}`], signal)) !== undefined;
  if (!(await has(memory.tip))) return undefined;
  const { tagged } = memory;
  return tagged === undefined || (await has(tagged)) ? memory : { ...memory, tagged: undefined };
}

async function* tell(
  context: FetchContext,
  plan: ClonePlan,
  gitDir: string,
  tip: string,
  told: CloneMemory | undefined,
  tags: ReadonlyMap<string, string>,
): AsyncGenerator<Fetched> {
  const { url, branch, tree, paths } = plan;
  const { signal } = context;
  const suffixes = suffixesOf(paths);
  const news = await tagsOnBranch(gitDir, tip, told?.tagged, tags, signal);
  const stretches = stretchesOf(tree, tip, told, news);
  let done = 0;
  for (const stretch of stretches) {
    const arrivals = await readArrivals(gitDir, stretch, signal);
    for (const log of [
      logCommits(gitDir, stretch, paths, suffixes, signal),
      logMerges(gitDir, stretch, signal),
    ]) {
      for await (const items of batches(log)) {
        done += items.length;
        context.onProgress({ done, total: undefined, what: `commits of ${tree}` });
        yield { what: 'items', items: items.map((one) => ({ ...one, committed: arrivals.get(one.id) })) };
      }
    }
  }
  yield* countReleases(context, plan, gitDir, tagsToCount(news, told === undefined));
  if (signal.aborted) return;
  const last = stretches.findLast(({ release }) => release !== undefined);
  const memory = { url, branch, tip, tagged: last?.tip ?? told?.tagged };
  yield { what: 'items', items: [], memory: remember(memory) };
}

/**
 * What is to be told: of each release that is new everything that the release before did not have, seen before or
 * not; and what came since the newest of them.
 */
function stretchesOf(
  tree: string,
  tip: string,
  told: CloneMemory | undefined,
  news: readonly Tag[],
): Stretch[] {
  const stretches: Stretch[] = [];
  let before = told?.tagged;
  for (const { version, commit } of news) {
    stretches.push({ tree, release: version, tip: commit, without: before === undefined ? [] : [before] });
    before = commit;
  }
  const without = [before, told?.tip].filter((commit) => commit !== undefined);
  stretches.push({ tree, release: undefined, tip, without });
  return stretches;
}

/** Whatever stands in the way of the counting, the commits are told. */
async function* countReleases(
  { http, signal, onProgress }: FetchContext,
  { url, tree, paths }: ClonePlan,
  gitDir: string,
  tags: readonly Tag[],
): AsyncGenerator<Fetched> {
  const suffixes = suffixesOf(paths);
  if (suffixes.length === 0) return;
  let remote: Remote | undefined = { url, userAgent: http.userAgent };
  for (const [done, tag] of tags.entries()) {
    onProgress({ done, total: tags.length, what: `releases of ${tree}` });
    await http.turn(url, signal);
    const release = await readRelease(gitDir, tag, suffixes, remote, signal);
    if (!release) continue;
    // Who refuses once, or takes too long, is not asked for the next ones.
    if (release.code?.lines === undefined) remote = undefined;
    yield { what: 'items', items: [release] };
  }
}

function suffixesOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) => /^\*(\.\w{1,20})$/.exec(path)?.[1] ?? []);
}

/** Small batches as they come, large ones cut. */
async function* batches(log: AsyncIterable<readonly Commit[]>): AsyncGenerator<Commit[]> {
  let batch: Commit[] = [];
  for await (const commits of log) {
    batch.push(...commits);
    for (; batch.length >= BATCH; batch = batch.slice(BATCH)) yield batch.slice(0, BATCH);
  }
  if (batch.length > 0) yield batch;
}
