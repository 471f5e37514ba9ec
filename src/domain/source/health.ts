import { type Pace, pauseAfterFailures, pauseWhenQuiet } from './backoff.ts';
import { clock, span } from './moment.ts';
import type { Rhythm } from './rhythm.ts';
import type { Notice, RunResult, SourceState } from './state.ts';

/** Failures in a row after which the admin is told, once. */
const ALERT_AFTER = 3;
/** A tick may come so much later by its jitter, and a try takes its time. */
const SLACK = 15 * 60_000;

export type AfterRun = { readonly state: SourceState; readonly notices: readonly Notice[] };

/**
 * The state of a source after a try that ended at `now`, and what the admin has to know of it. `lostWhy`: why
 * something is lost, in a sentence.
 */
export function afterRun(
  before: SourceState,
  result: RunResult & { readonly lostWhy?: string | undefined },
  now: number,
  pace: Pace,
): AfterRun {
  const counted = count(before, result, now);
  const { state, notices } =
    result.trouble === undefined
      ? succeed(counted, result.items === 0, now, pace)
      : fail(counted, result.trouble, now, pace);
  return {
    state: { ...state, lastTry: now },
    notices: [...notices, ...holes(before, result, now)],
  };
}

/** The state after a try that was stopped from outside: what came in counts, the try does not. */
export function afterStop(before: SourceState, result: RunResult, now: number): AfterRun {
  return { state: count(before, result, now), notices: holes(before, result, now) };
}

function count(before: SourceState, result: RunResult, now: number): SourceState {
  return {
    ...before,
    items: before.items + result.items,
    unreadable: before.unreadable + result.unreadable,
    lost: before.lost + result.lost,
    lastNews: result.items > 0 ? now : before.lastNews,
    quiet: result.items > 0 ? 0 : before.quiet,
    gap: result.gap,
    route: result.route,
  };
}

function succeed(state: SourceState, nothing: boolean, now: number, pace: Pace): AfterRun {
  const quiet = nothing ? state.quiet + 1 : 0;
  const since = state.lastNews === undefined ? undefined : now - state.lastNews;
  const pause = pauseWhenQuiet(quiet, since, pace);
  return {
    state: {
      ...state,
      lastSuccess: now,
      quiet,
      failures: 0,
      failingSince: undefined,
      reason: undefined,
      alerted: false,
      nextTry: pause === undefined ? undefined : now + pause,
    },
    notices: state.alerted ? [recovered(state, now)] : [],
  };
}

function fail(
  state: SourceState,
  trouble: NonNullable<RunResult['trouble']>,
  now: number,
  pace: Pace,
): AfterRun {
  const failures = state.failures + 1;
  const failingSince = state.failingSince ?? now;
  const pause = pauseAfterFailures(failures, trouble, pace);
  const alert = failures >= ALERT_AFTER && !state.alerted;
  const lasting = trouble.lasting ? '; it will hardly come back by itself' : '';
  const text = `${state.id} is failing since ${clock(failingSince)}, ${failures} times in a row: ${trouble.why}${lasting}`;
  return {
    state: {
      ...state,
      failures,
      failingSince,
      reason: trouble.why,
      alerted: state.alerted || alert,
      nextTry: pause === undefined ? undefined : now + pause,
    },
    notices: alert
      ? [{ key: `failing:${state.id}:${failingSince}`, at: now, source: state.id, what: 'failing', text }]
      : [],
  };
}

function recovered({ id, failingSince = 0, failures }: SourceState, now: number): Notice {
  const text = `${id} is back: it was failing for ${span(now - failingSince)}, since ${clock(failingSince)} (${failures} tries)`;
  return { key: `recovered:${id}:${failingSince}`, at: now, source: id, what: 'recovered', text };
}

/** A gap is told when it opens, and again only after it was mended; what is lost is told each time. */
function holes(
  { id, gap }: SourceState,
  result: RunResult & { readonly lostWhy?: string | undefined },
  now: number,
): Notice[] {
  const notices: Notice[] = [];
  if (result.gap !== undefined && gap === undefined) {
    const text = `${id} may have missed something: ${result.gap}`;
    notices.push({ key: `gap:${id}:${now}`, at: now, source: id, what: 'gap', text });
  }
  if (result.lost > 0) {
    const why = result.lostWhy === undefined ? '' : `: ${result.lostWhy}`;
    const text = `${id} lost ${result.lost === 1 ? 'one item that was' : `${result.lost} items that were`} published${why}`;
    notices.push({ key: `lost:${id}:${now}`, at: now, source: id, what: 'lost', text });
  }
  return notices;
}

/** Seconds since all that was published was known to be here; undefined: that was never so. */
export function lag({ lastSuccess }: SourceState, now: number): number | undefined {
  return lastSuccess === undefined ? undefined : Math.max(0, Math.round((now - lastSuccess) / 1000));
}

export const STATE_WORDS = ['fresh', 'late', 'failing', 'never'] as const;
/**
 * `fresh`: asked as the schedule wants it; `late`: two ticks or more were missed; `failing`: three tries in a
 * row failed, or every one so far; `never`: not tried yet.
 */
export type StateWord = (typeof STATE_WORDS)[number];

/** How a source is, in a word. */
export function stateWord(state: SourceState, now: number, rhythm: Rhythm): StateWord {
  if (state.failures >= ALERT_AFTER) return 'failing';
  if (state.lastSuccess === undefined) return state.failures > 0 ? 'failing' : 'never';
  // One that is quiet rests by itself; one that fails does not rest of its own will.
  const due = state.failures === 0 ? Math.max(state.lastSuccess, state.nextTry ?? 0) : state.lastSuccess;
  return now > due + rhythm.interval + rhythm.longest + SLACK ? 'late' : 'fresh';
}
