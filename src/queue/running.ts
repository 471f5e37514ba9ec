export type Running = {
  readonly size: () => number;
  /** Does the work, and counts it until it has ended. What it throws goes to `onError`. */
  readonly run: (id: string, work: () => Promise<void>) => Promise<void>;
  /** Waits so long (ms) until nothing runs; false where something still does. */
  readonly settled: (patience: number) => Promise<boolean>;
};

/** Counts what runs, so that an end can wait for it. */
export function createRunning(onError: (id: string, error: unknown) => void): Running {
  let size = 0;
  let onIdle: (() => void)[] = [];

  return {
    size: () => size,
    run: async (id, work) => {
      size++;
      try {
        await work();
      } catch (error) {
        onError(id, error);
      } finally {
        size--;
        if (size === 0) {
          for (const tell of onIdle) tell();
          onIdle = [];
        }
      }
    },
    settled: async (patience) => {
      if (size === 0) return true;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      onIdle.push(() => resolve(true));
      const timer = setTimeout(() => resolve(false), patience);
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
