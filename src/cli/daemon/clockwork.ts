import { setTimeout as wait } from 'node:timers/promises';
import type { IssueDeps } from '../../pipeline/issuing/issue-digests.ts';
import type { Task } from '../../ports/queue.ts';
import { createScheduler } from '../../scheduler/scheduler.ts';
import { readTicks } from '../../scheduler/ticks.ts';
import { appointments } from '../following.ts';
import type { Log } from '../log.ts';
import type { Wakes } from './handlers.ts';
import type { Service } from './service.ts';

const MINUTE = 60_000;
const EACH_MINUTE = { cron: '* * * * *', zone: 'UTC', jitter: 0 };
/** Sources that were not asked for so long after the start are not waited for. */
const LONGEST_WAIT = 15 * MINUTE;
/** Until a queue that took no job is asked again, ms. */
const INSIST_AFTER = 1000;

export type Clockwork = { readonly start: () => void; readonly stop: () => Promise<boolean> };

/** What sets off work by the clock: sources at their ticks; each minute what is due; once a day what grows old. */
export function createClockwork(service: Service, wakes: Wakes, log: Log): Clockwork {
  const { following, queue } = service;
  const { deps, sources, schedules } = following;
  const { store, now } = deps;
  const scheduler = createScheduler({
    sources: appointments(sources),
    schedules,
    now,
    stateOf: (id) => store.sourceState(id),
    claim: (job, time) => store.claimJob(job, time),
    run: (source, tick, signal) =>
      insist(queue, { work: 'ingest', id: `ingest-${source}`, data: { source, tick } }, signal),
    onSkip: (source, why) => log.debug({ source }, `${source}: passed over: ${why}`),
    onError: (source, error) => log.error({ source, err: error }, `${source}: ${wordsOf(error)}`),
  });
  let isUpkeepOwed = false;
  async function minute(tick: number): Promise<void> {
    wakes.notices();
    const day = new Date(tick).toISOString().slice(0, 10);
    // Claimed once a day; while the queue is out of reach it stays owed.
    isUpkeepOwed = store.claimJob(`upkeep ${day}`, tick) || isUpkeepOwed;
    const asked = await Promise.all([
      offer({ work: 'match', id: 'match', data: {} }),
      offer({ work: 'digest', id: 'digest', data: { tick } }),
      isUpkeepOwed && offer({ work: 'match', id: 'match-again', data: { again: 1 } }),
    ]);
    if (asked[2]) isUpkeepOwed = false;
  }
  /** False where it is not in the queue: that tells it itself, and the next minute asks again. */
  async function offer(task: Task): Promise<boolean> {
    try {
      await queue.add(task);
      return true;
    } catch {
      return false;
    }
  }
  const look = (tick: number): void => {
    minute(tick).catch((error: unknown) => log.error({ err: error }, `the minute's work: ${wordsOf(error)}`));
  };
  let stopTicks = (): void => undefined;
  return {
    start: () => {
      scheduler.start();
      stopTicks = readTicks('minute', EACH_MINUTE).start(look);
      look(now());
    },
    stop: () => {
      stopTicks();
      return scheduler.stop();
    },
  };
}

/** The tick is claimed: where the queue is out of reach, it is asked until it takes the job. */
async function insist(queue: Service['queue'], task: Task, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      return await queue.add(task);
    } catch {
      await wait(INSIST_AFTER, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Whether every source was asked since the process began, or rests, or was waited for long enough. */
export function createCaughtUp(
  { deps, sources }: Service['following'],
  started: number,
): IssueDeps['caughtUp'] {
  const { store, now } = deps;
  let done = false;
  return () => {
    done ||=
      now() - started > LONGEST_WAIT ||
      sources.every(({ plan: { id } }) => {
        const state = store.sourceState(id);
        return (state?.lastTry ?? 0) >= started || (state?.nextTry ?? 0) > now();
      });
    return done;
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
