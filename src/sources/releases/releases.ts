import type { Release } from '../../domain/item/release.ts';
import type { Endpoints, ReleasesPlan } from '../../domain/source/plan.ts';
import type { Trouble } from '../../domain/source/state.ts';
import type { FetchContext, Fetched, Source } from '../../ports/source.ts';
import { type ReleaseList, readReleaseList } from './list.ts';
import { type ReleasesMemory, recall, remember, toldOf, type Waiting } from './memory.ts';
import { releasesBetween } from './version.ts';
import { readWaiting } from './wait.ts';

/**
 * The kernel's releases: releases.json (kdist.xml where that cannot be had), and the changelog of each new release.
 *
 * A release is given as soon as it is listed, its commits as they are read, and the release again with `log` when
 * all were read: then `log.commits` is what the changelog has, and `log.about` is empty, for the one who judges
 * the commits to fill. A version counts once, whatever it is called later (a `stable` that becomes `longterm`),
 * and is no error when it vanishes.
 */
export function createReleasesSource(plan: ReleasesPlan, endpoints: Endpoints): Source {
  return {
    id: plan.id,
    kind: plan.kind,
    url: endpoints.kernelOrg,
    fetch: (context) => fetchReleases(context, endpoints),
  };
}

async function* fetchReleases(context: FetchContext, endpoints: Endpoints): AsyncGenerator<Fetched> {
  let memory = recall(context.memory);
  let trouble: Trouble | undefined;
  const list = await readReleaseList(context, endpoints.kernelOrg, memory.validators);
  if (list.kind === 'failed') trouble = list.trouble;
  else {
    if (list.kind === 'read') yield { what: 'route', route: list.route, why: list.why };
    const news = takeIn(list, memory, context);
    memory = news.memory;
    yield { what: 'items', items: news.items, memory: remember(memory) };
  }
  const later = yield* readWaiting(context, endpoints.cdnKernelOrg, memory);
  trouble ??= later;
  if (trouble) yield { what: 'trouble', trouble };
}

type News = { readonly items: Extract<Fetched, { what: 'items' }>['items']; readonly memory: ReleasesMemory };

/** What the list has that was not known, and the changelogs to read for it. */
function takeIn(
  list: Exclude<ReleaseList, { kind: 'failed' }>,
  memory: ReleasesMemory,
  context: FetchContext,
): News {
  if (list.kind === 'unchanged') return { items: [], memory: { ...memory, validators: list.validators } };
  const first = Object.keys(memory.known).length === 0;
  const known: Record<string, string> = { ...memory.known };
  const told: Release[] = [];
  const waiting: Waiting[] = [...memory.waiting];
  for (const release of list.releases) {
    const before = known[release.id]?.split(' ');
    known[release.id] ??= toldOf(release);
    // Seen once more, under whatever moniker: told again where its series has ended since.
    const ended = release.eol && !before?.includes('EOL');
    if (!before || ended) told.push(release);
    if (before && (ended || !before.includes('log'))) known[release.id] = toldOf(release);
    if (!before) waiting.push(...(first ? firstLogs(release, context) : newLogs(release, memory, context)));
    else if (!before.includes('log')) waiting.push(...waitFor([release], context.now(), false, undefined));
  }
  for (const { release } of waiting) known[release.id] ??= toldOf(release);
  return { items: [...told, ...list.broken], memory: { validators: list.validators, known, waiting } };
}

/** On the first try those that are young enough, and what came before them as long as that is. */
function firstLogs(release: Release, { since, now }: FetchContext): Waiting[] {
  if (release.date === undefined || release.date < since) return [];
  return waitFor([release], now(), false, since);
}

function newLogs(release: Release, { known }: ReleasesMemory, { now }: FetchContext): Waiting[] {
  const between = releasesBetween(release, Object.keys(known));
  return [...waitFor(between, now(), true, undefined), ...waitFor([release], now(), false, undefined)];
}

function waitFor(
  releases: readonly Release[],
  now: number,
  inferred: boolean,
  backTo: number | undefined,
): Waiting[] {
  return releases
    .filter(({ changelog }) => changelog !== undefined)
    .map((release) => ({ release, tries: 0, first: now, next: now, inferred, backTo }));
}
