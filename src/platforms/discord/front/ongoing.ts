/** So long what is being answered may take at the end, and then to say that there will be no answer, ms. */
const GRACE = 3000;
const FAREWELL = 1500;

/** What is being done, and how it ends. */
export type Ongoing = {
  readonly add: (work: Promise<void>) => Promise<void>;
  /** Nothing new is taken. */
  readonly closed: AbortSignal;
  /** Who still waits is told that there will be no answer. */
  readonly ending: AbortSignal;
  readonly close: () => void;
  /** Resolves once all is done, after some seconds at most. */
  readonly ended: () => Promise<void>;
};

export function createOngoing(): Ongoing {
  const closed = new AbortController();
  const ending = new AbortController();
  const works = new Set<Promise<void>>();
  return {
    add: async (work) => {
      works.add(work);
      try {
        await work;
      } finally {
        works.delete(work);
      }
    },
    closed: closed.signal,
    ending: ending.signal,
    close: () => closed.abort(),
    ended: async () => {
      const all = Promise.allSettled(works);
      await within(all, GRACE);
      ending.abort();
      await within(all, FAREWELL);
    },
  };
}

/** Waits for it, at most so many ms. */
export async function within(work: Promise<unknown>, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
