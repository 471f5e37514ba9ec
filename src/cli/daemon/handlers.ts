import { deliverJob } from '../../../jobs/deliver.ts';
import { digestJob } from '../../../jobs/digest.ts';
import { matchJob } from '../../../jobs/match.ts';
import { shortHash } from '../../pipeline/delivering/finish.ts';
import type { Queue } from '../../ports/queue.ts';
import { createLanes } from '../../scheduler/lanes.ts';
import { AT_ONCE } from '../../scheduler/scheduler.ts';
import { appointments } from '../following.ts';
import type { Log } from '../log.ts';
import { createTry } from '../one-pass.ts';
import type { RunProgress } from '../run-progress.ts';
import { broughtNews, logDigests, logRun } from './log-lines.ts';
import type { Service } from './service.ts';

/** They mostly wait for answers: one host that is slow must not hold up all the others. */
const MOST_DELIVERIES = 64;
/** How long a stop waits for tries, ms. */
const PATIENCE = 8000;

export type Wakes = {
  /** Something may be due. */
  readonly deliver: () => void;
  /** The operator has to know something. */
  readonly notices: () => void;
  /** Perhaps, and perhaps more of it: told in a moment, together. */
  readonly trouble: () => void;
};

type Handlers = Parameters<Queue['work']>[0];

/** What this process does when the queue says so. */
export function createHandlers(
  service: Service,
  caughtUp: () => boolean,
  wakes: Wakes,
  options: { readonly since: number; readonly progress: RunProgress; readonly log: Log },
): Handlers {
  const { match, deliver, issue } = service;
  const { log } = options;
  return {
    ingest: { run: createIngest(service, wakes, options), most: service.triesAtOnce },
    match: {
      run: async (data, signal) => {
        const report = await matchJob.run(data, { deps: match, signal });
        log.debug({ ...report }, 'matched');
        wakes.deliver();
      },
      most: 1,
    },
    digest: {
      run: async (data, signal) => {
        logDigests(log, await digestJob.run(data, { deps: { ...issue, caughtUp }, signal }));
        wakes.deliver();
      },
      most: 1,
    },
    deliver: {
      run: async (data, signal) => {
        const { more, ended } = await deliverJob.run(data, { deps: deliver, signal });
        if (Object.keys(ended).some((state) => state !== 'sent')) wakes.trouble();
        if (more) await askAgain(service, wakes, String(data.lane));
      },
      most: MOST_DELIVERIES,
    },
  };
}

/** What is left of a lane: the dispatcher of this process asks for it, or, where there is none, the worker itself. */
async function askAgain({ parts, queue }: Service, wakes: Wakes, lane: string): Promise<void> {
  wakes.deliver();
  if (parts.has('scheduler')) return;
  // Where that fails, a scheduler finds it within a second or two.
  const id = `deliver-${shortHash(lane)}`;
  await queue.add({ work: 'deliver', id, data: { lane } }).catch(() => undefined);
}

/** One host is asked by one source at a time, whatever the queue hands out. */
function createIngest(
  { following, queue }: Service,
  wakes: Wakes,
  { since, progress, log }: Parameters<typeof createHandlers>[3],
): NonNullable<Handlers['ingest']>['run'] {
  const { topic } = following.deps;
  const hosts = new Map(appointments(following.sources).map(({ id, host }) => [id, host]));
  const tryOne = createTry(following, {
    since,
    progress,
    onReport: (report) => {
      logRun(log, report, topic.name);
      wakes.notices();
      if (broughtNews(report))
        void queue.add({ work: 'match', id: 'match', data: {} }).catch(() => undefined);
    },
  });
  const lanes = createLanes(AT_ONCE, (source, error) =>
    log.error({ source, err: error }, `${source}: ${error instanceof Error ? error.message : String(error)}`),
  );
  return async ({ source, tick }, signal) => {
    const id = String(source);
    const host = hosts.get(id);
    // Another process may follow other sources, when their configurations differ.
    if (host === undefined) throw new Error(`there is no source ${id} here`);
    const { promise, resolve } = Promise.withResolvers<void>();
    const run = async (stop: AbortSignal): Promise<void> => {
      try {
        await tryOne(id, typeof tick === 'number' ? tick : undefined, AbortSignal.any([stop, signal]));
      } finally {
        resolve();
      }
    };
    const end = (): void => void lanes.stop(PATIENCE).then(() => resolve());
    if (signal.aborted || !lanes.add({ key: id, host, run })) return;
    // The signal lives as long as the process.
    signal.addEventListener('abort', end, { once: true });
    await promise;
    signal.removeEventListener('abort', end);
  };
}
