import { setImmediate } from 'node:timers/promises';
import type { CardKind } from '../../domain/card/card.ts';
import { DAY } from '../../domain/compose/period.ts';
import type { Subject } from '../../ports/outbox.ts';
import type { MatchDeps } from './deps.ts';
import { createHours } from './hours.ts';
import { addCounts, type Counts, type MatchReport, newCounts } from './report.ts';
import { settleMatter } from './settle-matter.ts';
import { loadSubscribers } from './subscribers.ts';
import { tellMatters } from './tell-matters.ts';

/** Subjects that are told together. */
const SLICE = 50;
const AGAIN = ['series', 'pull', 'talk', 'release', 'advisory'] as const satisfies readonly CardKind[];
/** What did not change for so long waits for no release: only news brings it on. */
const MAX_AGE = 400 * DAY;
/** Of what was released nothing more is to come. */
const CLOSED = ['released'] as const;

/**
 * Tells everything again of which a card stands, and queues what changed: what came without news is found. For once a
 * day. Ends early where the signal says so.
 */
export async function lookAgain(deps: MatchDeps, signal: AbortSignal): Promise<MatchReport> {
  const counts = await retell(deps, signal, AGAIN);
  return { ...counts, news: 0, outrun: false };
}

/** The same for some kinds; a slice is one transaction. */
export async function retell(
  deps: MatchDeps,
  signal: AbortSignal,
  kinds: readonly CardKind[],
): Promise<Counts> {
  const counts = newCounts();
  const from = deps.now() - MAX_AGE;
  const open = deps.store.openSubjects(kinds, CLOSED).filter(({ updated }) => updated >= from);
  for (let at = 0; at < open.length && !signal.aborted; at += SLICE) {
    addCounts(counts, retellSlice(deps, open.slice(at, at + SLICE)));
    await setImmediate();
  }
  return counts;
}

function retellSlice(deps: MatchDeps, subjects: readonly Subject[]): Counts {
  const { store, now } = deps;
  const matters = tellMatters(deps, { mails: [], items: [], again: subjects });
  const time = now();
  return store.atomically(() => {
    const counts = newCounts();
    const settling = {
      deps,
      subscribers: loadSubscribers(store),
      now: time,
      hours: createHours(store, time),
      counts,
    };
    for (const matter of matters) settleMatter(settling, { matter, wishes: [] });
    return counts;
  });
}
