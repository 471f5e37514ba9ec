/** Why something was given up: the caller said so, or the client was closed. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

/** It was given up before anything of it was sent. */
export class NeverSent extends Cancelled {
  override name = 'NeverSent';
}

/** The time for a whole answer is over. */
export class TimedOut extends Error {
  override name = 'TimedOut';
}

export type Deadline = {
  readonly signal: AbortSignal;
  /** Lets go of the timer and of the signals above. */
  readonly end: () => void;
};

/** A signal that fires behind `ms`, or with any of those above it. Nothing stays behind `end`. */
export function startDeadline(ms: number | undefined, above: readonly (AbortSignal | undefined)[]): Deadline {
  const own = new AbortController();
  const cancel = (): void => own.abort(new Cancelled('was given up'));
  const signals = above.filter((signal) => signal !== undefined);
  for (const signal of signals) signal.addEventListener('abort', cancel, { once: true });
  if (signals.some((signal) => signal.aborted)) cancel();
  const timer = ms === undefined ? undefined : setTimeout(() => own.abort(new TimedOut()), ms);
  return {
    signal: own.signal,
    end: () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', cancel);
    },
  };
}

/** The promise's outcome; rejects with Cancelled where the signal comes first. The promise runs on. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new Cancelled('was given up'));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The act, done at the first call alone. */
export function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
