/** Work that is given a lane: `key` tells it from others, of one `host` only one runs at a time. */
export type Load = {
  readonly key: string;
  readonly host: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
};

export type Lanes = {
  /** False where a load of that key waits or runs. */
  readonly add: (load: Load) => boolean;
  /** Resolves as soon as nothing waits or runs. */
  readonly idle: () => Promise<void>;
  /** Drops what waits, tells what runs to stop, and waits for that so long (ms). False where it did not end. */
  readonly stop: (patience: number) => Promise<boolean>;
};

/**
 * Runs loads side by side, `most` at a time, in the order in which they came, but one at a time for each host.
 * `onError` gets what a load throws.
 */
export function createLanes(most: number, onError: (key: string, error: unknown) => void): Lanes {
  const waiting: Load[] = [];
  const running = new Map<string, Load>();
  const stopping = new AbortController();
  let onIdle: (() => void)[] = [];

  function pump(): void {
    const hosts = new Set([...running.values()].map(({ host }) => host));
    while (running.size < most) {
      const at = waiting.findIndex(({ host }) => !hosts.has(host));
      const [load] = at < 0 ? [] : waiting.splice(at, 1);
      if (load === undefined) break;
      hosts.add(load.host);
      running.set(load.key, load);
      void work(load);
    }
    if (running.size > 0 || waiting.length > 0) return;
    for (const tell of onIdle) tell();
    onIdle = [];
  }

  async function work(load: Load): Promise<void> {
    try {
      await load.run(stopping.signal);
    } catch (error) {
      onError(load.key, error);
    }
    running.delete(load.key);
    pump();
  }

  function idle(): Promise<void> {
    if (running.size === 0 && waiting.length === 0) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    onIdle.push(resolve);
    return promise;
  }

  return {
    add: (load) => {
      if (stopping.signal.aborted || running.has(load.key)) return false;
      if (waiting.some(({ key }) => key === load.key)) return false;
      waiting.push(load);
      pump();
      return true;
    },
    idle,
    stop: async (patience) => {
      waiting.length = 0;
      stopping.abort();
      const { promise: late, resolve } = Promise.withResolvers<false>();
      const timer = setTimeout(() => resolve(false), patience);
      try {
        return await Promise.race([idle().then(() => true), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
