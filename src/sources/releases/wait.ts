import type { Release } from '../../domain/item/release.ts';
import type { Trouble } from '../../domain/source/state.ts';
import type { FetchContext, Fetched } from '../../ports/source.ts';
import { type ChangelogOutcome, changelogUrl, readChangelog } from './changelog.ts';
import { type ReleasesMemory, remember, toldOf, type Waiting } from './memory.ts';
import { releaseBefore } from './version.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A changelog comes within hours, as a rule; then it is looked for less and less often. */
const FIRST_PAUSE = 10 * MINUTE;
const LONGEST_PAUSE = DAY / 2;
const PATIENCE = 14 * DAY;
/** A file that always ends in the middle of a line ends there. */
const MAX_BROKEN = 5;

type Step = {
  readonly pieces: readonly Fetched[];
  readonly memory: ReleasesMemory;
  readonly trouble?: Trouble;
};

/**
 * Reads the changelogs that are due, oldest release first. One that is not there yet is waited for, with growing
 * pauses, for a fortnight; then it is lost. Returns the trouble that any of them had besides.
 */
export async function* readWaiting(
  context: FetchContext,
  cdn: string,
  memory: ReleasesMemory,
): AsyncGenerator<Fetched, Trouble | undefined> {
  let now = memory;
  let trouble: Trouble | undefined;
  const due = now.waiting.filter(({ next }) => next <= context.now());
  due.sort((a, b) => (a.release.date ?? 0) - (b.release.date ?? 0));
  for (let one = due.shift(); one !== undefined && !context.signal.aborted; one = due.shift()) {
    const url = changelogUrl(one.release.changelog ?? '', cdn);
    const outcome = yield* readChangelog(context, one.release, url, one.inferred ? one.backTo : undefined);
    if (context.signal.aborted) break;
    const known = new Set(now.waiting.map(({ release }) => release.id));
    const step = settle(one, outcome, now, context.now());
    now = step.memory;
    trouble ??= step.trouble;
    yield* step.pieces;
    due.push(...now.waiting.filter(({ release }) => !known.has(release.id)));
  }
  return trouble;
}

function settle(one: Waiting, outcome: ChangelogOutcome, memory: ReleasesMemory, now: number): Step {
  switch (outcome.kind) {
    case 'read':
      return finish(one, outcome, memory, now);
    case 'incomplete':
      if (outcome.commits > 0 && one.tries + 1 >= MAX_BROKEN)
        return finish(one, outcome, memory, now, outcome.why);
      return wait(one, memory, now, outcome.why, { why: outcome.why });
    case 'old':
      return drop(one, memory);
    case 'missing':
      // Before a first release nobody promised that there is one.
      if (one.backTo !== undefined && one.inferred) return drop(one, memory);
      return wait(one, memory, now, outcome.why);
    case 'failed':
      return wait(one, memory, now, outcome.why, { why: outcome.why, retryAfter: outcome.retryAfter });
  }
}

function finish(
  one: Waiting,
  { commits, released }: { readonly commits: number; readonly released: number | undefined },
  memory: ReleasesMemory,
  now: number,
  flaw?: string,
): Step {
  const release: Release = {
    ...one.release,
    date: one.release.date ?? released,
    log: { commits, about: [] },
  };
  const before = one.backTo === undefined ? undefined : releaseBefore(release);
  const rest = without(memory, one);
  const isNew = before?.changelog !== undefined && rest.known[before.id] === undefined;
  const next: ReleasesMemory = isNew
    ? {
        ...rest,
        known: { ...rest.known, [before.id]: toldOf(before) },
        waiting: [
          ...rest.waiting,
          { ...one, release: before, tries: 0, first: now, next: now, inferred: true },
        ],
      }
    : rest;
  const broken =
    flaw === undefined ? [] : [{ kind: 'broken' as const, place: `ChangeLog-${release.id}`, why: flaw }];
  return done([{ what: 'items', items: [...broken, release], memory: remember(next) }], next);
}

function wait(one: Waiting, memory: ReleasesMemory, now: number, why: string, trouble?: Trouble): Step {
  const days = PATIENCE / DAY;
  if (now - one.first >= PATIENCE) {
    const lost = `the changelog of ${one.release.id} could not be had for ${days} days: ${why}`;
    const rest = without(memory, one);
    return done([{ what: 'lost', count: 1, why: lost }, stored(rest)], rest);
  }
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(one.tries, 20));
  const next = now + Math.max(pause, trouble?.retryAfter ?? 0);
  const waiting = memory.waiting.map((other) =>
    other.release.id === one.release.id ? { ...one, tries: one.tries + 1, next } : other,
  );
  const kept = { ...memory, waiting };
  return trouble ? { ...done([stored(kept)], kept), trouble } : done([stored(kept)], kept);
}

function drop(one: Waiting, memory: ReleasesMemory): Step {
  const rest = without(memory, one);
  return done([stored(rest)], rest);
}

function stored(memory: ReleasesMemory): Fetched {
  return { what: 'items', items: [], memory: remember(memory) };
}

function done(pieces: readonly Fetched[], memory: ReleasesMemory): Step {
  return { pieces, memory };
}

function without(memory: ReleasesMemory, { release }: Waiting): ReleasesMemory {
  return { ...memory, waiting: memory.waiting.filter((other) => other.release.id !== release.id) };
}
