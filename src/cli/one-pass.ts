import { ingestJob } from '../../jobs/ingest.ts';
import type { RunReport } from '../pipeline/run-report.ts';
import type { Source } from '../ports/source.ts';
import { createLanes } from '../scheduler/lanes.ts';
import { AT_ONCE, readAllTicks } from '../scheduler/scheduler.ts';
import { appointments, type Following } from './following.ts';
import type { RunProgress } from './run-progress.ts';

const HOUR = 3_600_000;

export type PassOptions = {
  readonly since: number;
  readonly progress: RunProgress;
  readonly onReport: (report: RunReport) => void;
};

/** Gives the way to make one try of a source, as a tick does; throws what cannot even be stored. */
export function createTry(
  following: Following,
  { since, progress, onReport }: PassOptions,
): (id: string, tick: number | undefined, signal: AbortSignal) => Promise<void> {
  const byId = new Map<string, Source>(following.sources.map(({ plan, source }) => [plan.id, source]));
  const ticks = readAllTicks(appointments(following.sources), following.schedules);
  const scheduleOf = new Map(following.sources.map(({ plan }) => [plan.id, plan.schedule]));
  return async (id, tick, signal) => {
    const interval = ticks.get(scheduleOf.get(id) ?? '')?.rhythm.interval ?? HOUR;
    const options = { since, signal, interval, onProgress: progress.of(id) };
    const ways = { deps: following.deps, options, sourceOf: (name: string) => byId.get(name) };
    try {
      onReport(await ingestJob.run({ source: id, ...(tick !== undefined && { tick }) }, ways));
    } finally {
      progress.end(id);
    }
  };
}

/** Asks these sources once, now, some at a time. Throws the first error that could not be stored. */
export async function onePass(
  following: Following,
  ids: readonly string[],
  options: PassOptions,
): Promise<void> {
  const tryOne = createTry(following, options);
  const errors: unknown[] = [];
  const lanes = createLanes(AT_ONCE, (_key, error) => {
    errors.push(error);
  });
  for (const { id, host } of appointments(following.sources)) {
    if (ids.includes(id)) lanes.add({ key: id, host, run: (signal) => tryOne(id, undefined, signal) });
  }
  await lanes.idle();
  if (errors.length > 0) throw errors[0];
}
