import { clock, span } from '../source/moment.ts';
import type { Notice, SourceState } from '../source/state.ts';

const WINDOW = 15 * 60_000;
const FEWEST = 3;

/** Many sources that began to fail together: the network is down, rather than each of them. Times in ms. */
export type Outage = { readonly since: number; readonly sources: readonly string[] };

export type Joined = {
  /** To be told, in their order. */
  readonly tell: readonly Notice[];
  /** Keys of those that the joined ones stand for. */
  readonly spared: readonly string[];
  /** What is to be remembered until the next time; undefined: no outage. */
  readonly outage: Outage | undefined;
};

type Now = {
  /** Of the sources that are followed. */
  readonly states: readonly SourceState[];
  readonly outage: Outage | undefined;
  readonly now: number;
};

/**
 * Joins what is to be told of sources: where at least three and at least half of all began to fail within a quarter of
 * an hour, one notice stands for all of them, and one more when at least half of them are back. The rest is told as it
 * is.
 */
export function joinNotices(notices: readonly Notice[], { states, outage, now }: Now): Joined {
  const began = outage ?? findOutage(notices, states);
  if (began === undefined) return { tell: notices, spared: [], outage: undefined };
  const opened = outage === undefined ? [tellDown(began, states, now)] : [];
  const members = new Set([...began.sources, ...together(began.since, states).map(({ id }) => id)]);
  const current = { since: began.since, sources: [...members].sort() };
  const rest = notices.filter((notice) => !isPart(notice, members));
  const spared = notices.filter((notice) => isPart(notice, members)).map(({ key }) => key);
  const failing = states.filter(({ id, failures }) => members.has(id) && failures > 0);
  const isOver = failing.length * 2 <= members.size;
  const closed = isOver ? [tellBack(current, failing, now)] : [];
  return {
    tell: [...opened, ...closed, ...rest],
    spared,
    outage: isOver ? undefined : current,
  };
}

function isPart({ what, source }: Notice, members: ReadonlySet<string>): boolean {
  return (what === 'failing' || what === 'recovered') && members.has(source);
}

/** The outage that one of these notices belongs to. */
function findOutage(notices: readonly Notice[], states: readonly SourceState[]): Outage | undefined {
  for (const { what, source } of notices) {
    const since = what === 'failing' ? states.find(({ id }) => id === source)?.failingSince : undefined;
    const first = since === undefined ? undefined : earliest(together(since, states));
    // Once more from the first one on: what began long before it has nothing to do with it.
    const group = first === undefined ? [] : together(first, states);
    if (first === undefined || group.length < FEWEST || group.length * 2 < states.length) continue;
    return { since: first, sources: group.map(({ id }) => id) };
  }
  return undefined;
}

function together(since: number, states: readonly SourceState[]): SourceState[] {
  return states.filter(
    ({ failures, failingSince }) =>
      failures > 0 && failingSince !== undefined && Math.abs(failingSince - since) <= WINDOW,
  );
}

function earliest(states: readonly SourceState[]): number | undefined {
  const times = states.flatMap(({ failingSince }) => failingSince ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

function tellDown({ since, sources }: Outage, states: readonly SourceState[], now: number): Notice {
  const first = states.find(({ id, failingSince }) => sources.includes(id) && failingSince === since);
  const example = first?.reason === undefined ? '' : `; first: ${first.id}: ${first.reason}`;
  const text = `${sources.length} of ${states.length} sources cannot be reached since ${clock(since)}: the network here may be down${example}`;
  return { key: `outage:${since}`, at: now, source: '', what: 'failing', text };
}

function tellBack({ since, sources }: Outage, failing: readonly SourceState[], now: number): Notice {
  const back = sources.length - failing.length;
  const still = failing.length === 0 ? '' : `; still failing: ${failing.map(({ id }) => id).join(', ')}`;
  const text = `${back} of the ${sources.length} sources that could not be reached since ${clock(since)} are back after ${span(now - since)}${still}`;
  return { key: `outage-over:${since}`, at: now, source: '', what: 'recovered', text };
}
