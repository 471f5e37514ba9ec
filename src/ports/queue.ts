/** The kinds of work. What there is to do stands in the store; a job only says that somebody should look. */
export const WORK = ['ingest', 'match', 'digest', 'deliver'] as const;
export type Work = (typeof WORK)[number];

export type Task = {
  readonly work: Work;
  /** Deterministic: two that ask for the same work make one job. At most 100 of `a-z A-Z 0-9 _ . -`, not digits alone. */
  readonly id: string;
  /** JSON, small. */
  readonly data: Readonly<Record<string, string | number>>;
};

/** Does the work; what it throws is told to `onError`, and the job is over: the store says what is still to do. */
export type Handler = (data: Task['data'], signal: AbortSignal) => Promise<void>;

export type QueueHealth = {
  readonly ok: boolean;
  readonly why: string;
  readonly waiting: number;
  readonly running: number;
};

/**
 * Hands work to whoever is free, here or in another process. At-least-once: a job whose worker died is done again;
 * one that got lost with the queue is asked for again by whoever looks into the store. The same id waits or runs
 * once at a time: asked for while it waits it stays one job, with the data that it has; asked for while it runs it is
 * done once more when that has ended, so that no wake is lost; when it is done it may be asked for again. After the
 * queue itself was lost it may run twice: leases in the store keep the two apart.
 */
export type Queue = {
  /** Resolves when it is in the queue, or was already; rejects, within three seconds, where that cannot be reached. */
  readonly add: (task: Task) => Promise<void>;
  /** Begins to work; `most`: jobs of a kind at the same time in this process. To be called once. */
  readonly work: (handlers: Partial<Record<Work, { readonly run: Handler; readonly most: number }>>) => void;
  readonly health: () => Promise<QueueHealth>;
  /**
   * No new jobs; those that run are told to stop and waited for so long (ms). False where one did not end. What was
   * told to stop is done again by others, where there are some: it may have been cut short.
   */
  readonly close: (patience: number) => Promise<boolean>;
};
