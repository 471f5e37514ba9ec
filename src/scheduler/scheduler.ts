import { delayOf, isBehind, isResting, jobId } from '../domain/source/due.ts';
import type { Schedule } from '../domain/source/plan.ts';
import type { SourceState } from '../domain/source/state.ts';
import type { Clock } from '../ports/clock.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { readTicks, type Ticks } from './ticks.ts';
import { createTimers, type Timers, watchClock } from './timers.ts';

/** Tries at the same time, in all. */
export const AT_ONCE = 4;
/** Between two sources that catch up, ms. */
const SPREAD = 1000;
/** How long a stop waits for what runs, ms. */
const PATIENCE = 8000;

/** A source as the scheduler sees it. */
export type Appointment = {
  readonly id: string;
  /** Of one host only one source is asked at a time. */
  readonly host: string;
  /** Name of its schedule. */
  readonly schedule: string;
};

export type Skipped = 'running' | 'resting' | 'claimed';

export type SchedulerDeps = {
  /** In the order in which they catch up. */
  readonly sources: readonly Appointment[];
  readonly schedules: Readonly<Record<string, Schedule>>;
  readonly now: Clock;
  readonly stateOf: (id: string) => SourceState | undefined;
  /** True where nobody has run this job before. */
  readonly claim: (job: string, now: number) => boolean;
  readonly run: (id: string, tick: number, signal: AbortSignal) => Promise<void>;
  readonly onSkip: (id: string, why: Skipped) => void;
  /** What could not even be stored. */
  readonly onError: (id: string, error: unknown) => void;
};

export type Scheduler = {
  readonly start: () => void;
  /** No new tries; those that run are told to stop. False where one did not end within eight seconds. */
  readonly stop: () => Promise<boolean>;
};

/** Throws UserError that names a schedule which is wrong or not there. */
export function readAllTicks(
  sources: readonly Appointment[],
  schedules: Readonly<Record<string, Schedule>>,
): ReadonlyMap<string, Ticks> {
  const names = new Set(sources.map(({ schedule }) => schedule));
  return new Map(
    [...names].flatMap((name) => {
      const schedule = schedules[name];
      return schedule === undefined ? [] : [[name, readTicks(name, schedule)] as const];
    }),
  );
}

/**
 * Asks each source at the ticks of its schedule, a little later by its jitter; a tick that finds the source
 * asked already, resting, or taken by another process, is passed over. What was missed while nothing ran, or
 * while the machine slept, is made up for by one try of each source, spread over the first minute.
 */
export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { sources, schedules, now } = deps;
  const ticks = readAllTicks(sources, schedules);
  const { onError } = deps;
  const ways: Ways = { deps, lanes: createLanes(AT_ONCE, onError), timers: createTimers(onError) };
  let stops: (() => void)[] = [];
  let unwatch = (): void => undefined;

  function stopTicks(): void {
    for (const stop of stops) stop();
    stops = [];
  }

  function startTicks(): void {
    stopTicks();
    stops = sources.flatMap((source, place) => {
      const own = ticks.get(source.schedule);
      return own === undefined ? [] : [attend(ways, source, own, place * SPREAD)];
    });
  }

  return {
    start: () => {
      startTicks();
      // The timers that wait for the next tick stand still while the machine sleeps.
      unwatch = watchClock(now, startTicks);
    },
    stop: () => {
      unwatch();
      stopTicks();
      ways.timers.clear();
      return ways.lanes.stop(PATIENCE);
    },
  };
}

type Ways = { readonly deps: SchedulerDeps; readonly lanes: Lanes; readonly timers: Timers };

/** From now on asks a source at its ticks, and once, after `delay`, for those that it missed; gives what ends that. */
function attend(ways: Ways, source: Appointment, ticks: Ticks, delay: number): () => void {
  const { deps, timers } = ways;
  const jitter = deps.schedules[source.schedule]?.jitter ?? 0;
  const catchUp = (): void => timers.after(`${source.id} missed`, delay, () => makeUp(ways, source, ticks));
  const stop = ticks.start((tick, late) => {
    if (late) {
      catchUp();
      return;
    }
    timers.after(`${source.id} tick`, delayOf(source.id, tick, jitter), () =>
      enter(ways, source, tick, () => deps.claim(jobId(source.id, tick), deps.now())),
    );
  });
  catchUp();
  return stop;
}

/** Who claimed a tick that was missed does not matter: that try may have been cut off. */
function makeUp(ways: Ways, source: Appointment, { lastBefore, rhythm }: Ticks): void {
  const { stateOf, claim, now } = ways.deps;
  const isWanted = (): boolean => {
    const tick = lastBefore(now());
    const behind = isBehind(stateOf(source.id), tick, rhythm.longest, now());
    if (behind && tick !== undefined) claim(jobId(source.id, tick), now());
    return behind;
  };
  const tick = lastBefore(now());
  if (isBehind(stateOf(source.id), tick, rhythm.longest, now())) enter(ways, source, tick ?? now(), isWanted);
}

/** `isWanted` is asked when its turn has come. */
function enter({ deps, lanes }: Ways, source: Appointment, tick: number, isWanted: () => boolean): void {
  const { id, host } = source;
  if (isResting(deps.stateOf(id), deps.now())) {
    deps.onSkip(id, 'resting');
    return;
  }
  const run = async (signal: AbortSignal): Promise<void> => {
    if (isWanted()) await deps.run(id, tick, signal);
    else deps.onSkip(id, 'claimed');
  };
  if (!lanes.add({ key: id, host, run })) deps.onSkip(id, 'running');
}
