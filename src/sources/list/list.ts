import type { Endpoints, ListPlan } from '../../domain/source/plan.ts';
import type { FetchContext, Fetched, Source } from '../../ports/source.ts';
import { followEpochs } from './epochs.ts';
import { fetchListed } from './fallback.ts';
import { listBySearch, listNewest } from './listing.ts';
import { askManifest } from './manifest.ts';
import { type ListMemory, readMemory } from './memory.ts';
import { FAILED, type Failed, isFailed, putLast, startTry, type Try } from './try.ts';

/** So many tries in a row have to fail before another way than git is taken. */
const PATIENCE = 2;

/**
 * A mailing list on a public-inbox server. Its git epochs are mirrored and read: the manifest tells what changed
 * (one request where nothing did). Where git does not work on any server, its mails come by the search, else by
 * `new.atom`, until git works again, which then brings everything since.
 */
export function createListSource(plan: ListPlan, endpoints: Endpoints): Source {
  const url = `${endpoints.lore}/${encodeURIComponent(plan.list)}/`;
  return { id: plan.id, kind: plan.kind, url, fetch: (context) => fetchList(plan, endpoints, context) };
}

async function* fetchList(
  plan: ListPlan,
  endpoints: Endpoints,
  context: FetchContext,
): AsyncGenerator<Fetched> {
  const current = startTry(plan, endpoints, context, readMemory(context.memory));
  const failure = yield* byGit(current);
  if (failure === undefined) {
    yield { what: 'route', route: undefined, why: 'git works' };
    yield { what: 'gap', why: undefined };
    return;
  }
  // A server that wants to be left alone, or a full disk, says nothing about git.
  const counts = failure.next !== 'nothing' && !context.signal.aborted;
  const failures = current.memory.failures + (counts ? 1 : 0);
  const memory = { ...current.memory, failures };
  if (!counts || (!failure.firm && failures < PATIENCE)) {
    yield { what: 'items', items: [], memory };
    yield trouble(failure);
    return;
  }
  yield* byFallback(current, memory, failure);
}

/** Asks one server after the other. Returns why none would do. */
async function* byGit(current: Try): AsyncGenerator<Fetched, Failed | undefined> {
  const { context, plan, memory, hosts } = current;
  let last: Failed = { ...FAILED, why: 'there is no server to ask' };
  let firm = false;
  for (const base of [...hosts]) {
    const validators = memory.asked?.base === base ? memory.asked : undefined;
    const answer = await askManifest(context.http, base, plan.list, validators, context.signal);
    if (answer.kind === 'unchanged') {
      if (memory.failures > 0 || memory.seen.length > 0) yield rememberGit(memory);
      return undefined;
    }
    const failure = answer.kind === 'failed' ? answer : yield* followEpochs(current, answer);
    if (failure === undefined) return undefined;
    last = failure;
    firm ||= failure.firm;
    if (failure.next !== 'server' || context.signal.aborted) break;
    putLast(hosts, base);
  }
  return { ...last, firm };
}

function rememberGit(memory: ListMemory): Fetched {
  return { what: 'items', items: [], memory: { ...memory, failures: 0, seen: [], waiting: [] } };
}

/** By the search, else by what is newest. */
async function* byFallback(current: Try, memory: ListMemory, git: Failed): AsyncGenerator<Fetched> {
  const ways = [
    { route: 'search', list: listBySearch },
    { route: 'new', list: listNewest },
  ] as const;
  const reasons = [git.why];
  // A list that has no manifest may not be there at all, which a search does not tell from finding nothing.
  for (const { route, list } of git.missing ? ways.toReversed() : ways) {
    const listing = await list(current);
    if (isFailed(listing)) {
      reasons.push(listing.why);
      if (git.missing && listing.missing) return yield* noSuchList(current, memory, listing.why);
      if (listing.next !== 'nothing') continue;
      yield { what: 'items', items: [], memory };
      return yield trouble(listing);
    }
    yield { what: 'route', route, why: git.why };
    if (listing.gap !== undefined) yield { what: 'gap', why: listing.gap };
    const failure = yield* fetchListed(current, listing, memory);
    if (failure) yield trouble(failure);
    return;
  }
  yield { what: 'items', items: [], memory };
  yield trouble({ ...git, why: reasons.join('; ') });
}

async function* noSuchList(
  { plan, endpoints }: Try,
  memory: ListMemory,
  told: string,
): AsyncGenerator<Fetched> {
  const way = `check the name "${plan.list}" of the source ${plan.id} against ${endpoints.lore}, or switch it off`;
  yield { what: 'items', items: [], memory };
  yield { what: 'trouble', trouble: { why: `the server has no such list: ${way} (${told})`, lasting: true } };
}

function trouble({ why, retryAfter }: Failed): Fetched {
  return { what: 'trouble', trouble: { why, ...(retryAfter !== undefined && { retryAfter }) } };
}
