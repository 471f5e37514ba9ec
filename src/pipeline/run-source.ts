import { afterRun, afterStop } from '../domain/source/health.ts';
import { newSourceState, type RunResult, type Trouble } from '../domain/source/state.ts';
import type { FetchContext, Source } from '../ports/source.ts';
import { takeLease } from './lease.ts';
import { type Ended, type Take, walkPieces } from './pieces.ts';
import type { RunDeps, RunOptions } from './run-deps.ts';
import { createGains, type RunReport } from './run-report.ts';

const MINUTE = 60_000;
const DEADLINE = 30 * MINUTE;
const FIRST_DEADLINE = 6 * 60 * MINUTE;

/**
 * One try of a source: each piece is stored before the next one is asked for; then its health. What goes wrong
 * with the source is told in the report. Throws StoreError where not even that can be stored.
 */
export async function runSource(deps: RunDeps, source: Source, options: RunOptions): Promise<RunReport> {
  const taken = new AbortController();
  const lease = takeLease(deps, source.id, () => taken.abort());
  if (lease.kind === 'theirs') return { outcome: 'held', source: source.id, by: lease.by };
  try {
    return await tryOnce(deps, source, options, taken.signal);
  } finally {
    lease.giveBack();
  }
}

async function tryOnce(
  deps: RunDeps,
  source: Source,
  options: RunOptions,
  taken: AbortSignal,
): Promise<RunReport> {
  const { store, now, http } = deps;
  const started = now();
  const { gap, route, lastSuccess } = store.sourceState(source.id) ?? newSourceState(source.id);
  const deadline = options.deadline ?? (lastSuccess === undefined ? FIRST_DEADLINE : DEADLINE);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), deadline);
  const take: Take = { gains: createGains(), gap, route, routeWhy: undefined };
  const context: FetchContext = {
    http,
    now,
    memory: store.memoryOf(source.id),
    since: options.since,
    signal: AbortSignal.any([options.signal, taken, late.signal]),
    folder: deps.folderOf(source.id),
    onProgress: options.onProgress,
  };
  try {
    const ended = await walkPieces(deps, source, context, take);
    const wasLate = ended === 'stopped' && late.signal.aborted;
    const told = wasLate ? tookTooLong(deadline) : ended;
    return settle(deps, source, { take, ended: told, started, interval: options.interval });
  } finally {
    clearTimeout(timer);
  }
}

function tookTooLong(deadline: number): Trouble {
  return {
    why: `took longer than ${Math.round(deadline / MINUTE)} min and was stopped; what came in is stored`,
  };
}

type Try = {
  readonly take: Take;
  readonly ended: Ended;
  readonly started: number;
  readonly interval: number;
};

/** Stores how the source is now. A try that was stopped from outside is neither a success nor a failure. */
function settle(
  { store, now, random }: RunDeps,
  { id }: Source,
  { take, ended, started, interval }: Try,
): RunReport {
  const at = now();
  const gains = take.gains.sum();
  const { gap, route } = take;
  const trouble = typeof ended === 'string' ? undefined : ended;
  const result: RunResult & { lostWhy: string | undefined } = {
    items: take.gains.news(),
    unreadable: gains.unreadable,
    lost: gains.lost,
    lostWhy: gains.lostWhy,
    trouble,
    gap,
    route,
  };
  const before = store.sourceState(id) ?? newSourceState(id);
  const { state, notices } =
    ended === 'stopped'
      ? afterStop(before, result, at)
      : afterRun(before, result, at, { interval, random: random() });
  store.saveSourceState(state, notices);
  const outcome = ended === 'stopped' ? 'stopped' : trouble === undefined ? 'done' : 'failed';
  return {
    ...gains,
    outcome,
    source: id,
    trouble,
    routeWhy: take.routeWhy,
    elapsed: at - started,
    state,
    notices,
  };
}
