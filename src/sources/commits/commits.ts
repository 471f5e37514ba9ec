import type { Commit } from '../../domain/item/commit.ts';
import type { CommitsPlan, Endpoints } from '../../domain/source/plan.ts';
import type { FetchContext, Fetched, Source } from '../../ports/source.ts';
import { type CommitGap, type CommitsMemory, recall, remember } from './memory.ts';
import { feedUrl, readPage } from './page.ts';

const DAY = 24 * 60 * 60 * 1000;
/** So many older pages are asked for in one try, and so many for one gap. */
const PAGES_A_TRY = 5;
const PAGES_A_GAP = 60;
/** After that the changelog of the release that has these commits was out and read. */
const GAP_FORGOTTEN = 90 * DAY;

/**
 * A branch by the Atom feed of its cgit, which has the newest ten commits. Where none of them was known, there may
 * be more between: a gap, and it is told as one. The feed is asked on from the oldest merge of the page, a few
 * pages a try; a page with a commit that was known closes the gap. So merges of the branch are complete; the
 * single commits that a merge brings along are not, whatever the feed says: changelogs and clones tell those.
 */
export function createCommitsSource(plan: CommitsPlan, endpoints: Endpoints): Source {
  const url = feedUrl(endpoints.gitKernelOrg, plan);
  return {
    id: plan.id,
    kind: plan.kind,
    url,
    fetch: (context) => fetchCommits(context, plan, endpoints, url),
  };
}

async function* fetchCommits(
  context: FetchContext,
  plan: CommitsPlan,
  endpoints: Endpoints,
  url: string,
): AsyncGenerator<Fetched> {
  const before = recall(context.memory);
  const page = await readPage(context, url, plan.tree, before.validators);
  if (page.kind === 'failed') {
    yield { what: 'trouble', trouble: page.trouble };
    return;
  }
  let memory: CommitsMemory = { ...before, validators: page.validators };
  if (page.kind === 'read') {
    const commits = context.memory === undefined ? young(page.commits, context.since) : page.commits;
    const known = new Set(before.page);
    memory = {
      validators: page.validators,
      page: page.commits.map(({ id }) => id),
      gap: gapBehind(page.commits, before, context.now()),
    };
    const items = [...commits.filter(({ id }) => !known.has(id)), ...page.broken];
    yield { what: 'items', items, memory: remember(memory) };
  } else yield { what: 'items', items: [], memory: remember(memory) };
  yield* closeGap(context, plan, endpoints, memory);
}

function young(commits: readonly Commit[], since: number): Commit[] {
  return commits.filter(({ committed, date }) => (committed ?? date ?? since) >= since);
}

/** The gap that a page leaves; one that was open stays open, down to where the older one ended. */
function gapBehind(commits: readonly Commit[], before: CommitsMemory, now: number): CommitGap | undefined {
  const known = new Set(before.page);
  if (known.size === 0 || commits.length === 0 || commits.some(({ id }) => known.has(id))) return before.gap;
  const from = onFrom(commits);
  if (from === undefined) return before.gap;
  // Of two gaps the older one begins further down: the way there goes through both.
  return before.gap ? { ...before.gap, from, pages: 0 } : { from, known: before.page, since: now, pages: 0 };
}

/** Where the branch itself goes on: commits that a merge brought along lead away from it. */
function onFrom(commits: readonly Commit[]): string | undefined {
  return (commits.findLast(({ merge }) => merge) ?? commits.at(-1))?.id;
}

async function* closeGap(
  context: FetchContext,
  plan: CommitsPlan,
  endpoints: Endpoints,
  memory: CommitsMemory,
): AsyncGenerator<Fetched> {
  let { gap } = memory;
  for (let n = 0; gap && n < PAGES_A_TRY && gap.pages < PAGES_A_GAP && !context.signal.aborted; n++) {
    const url = feedUrl(endpoints.gitKernelOrg, { ...plan, branch: gap.from });
    context.onProgress({ done: n, total: undefined, what: `older commits of ${plan.tree}` });
    const page = await readPage(context, url, plan.tree, undefined);
    // What stands in the way is told with the gap; the newest page was read, so the try went well.
    if (page.kind !== 'read') break;
    const known = new Set(gap.known);
    const from = onFrom(page.commits);
    const closed = page.commits.some(({ id }) => known.has(id));
    const stuck = from === undefined || from === gap.from;
    gap = closed ? undefined : { ...gap, from: from ?? gap.from, pages: stuck ? PAGES_A_GAP : gap.pages + 1 };
    const items = [...page.commits.filter(({ id }) => !known.has(id)), ...page.broken];
    yield { what: 'items', items, memory: remember({ ...memory, gap }) };
  }
  if (gap && context.now() - gap.since >= GAP_FORGOTTEN) {
    gap = undefined;
    yield { what: 'items', items: [], memory: remember({ ...memory, gap }) };
  }
  yield { what: 'gap', why: gap && explain(gap, plan) };
}

function explain({ from, since, pages }: CommitGap, { tree }: CommitsPlan): string {
  const day = new Date(since).toISOString().slice(0, 10);
  const rest = pages < PAGES_A_GAP ? 'it is being read' : 'the changelog of the next release will tell them';
  return `the feed of ${tree} had no commit that was known on ${day}: those before ${from.slice(0, 12)} may be missing; ${rest}`;
}
