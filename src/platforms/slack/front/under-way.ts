import { within } from './within.ts';

/** Work that is under way. */
export type UnderWay = {
  readonly track: (work: Promise<void>) => Promise<void>;
  /** Resolves once nothing is under way, or after so many ms. */
  readonly done: (ms: number) => Promise<void>;
};

export function createUnderWay(): UnderWay {
  const works = new Set<Promise<void>>();
  return {
    track: async (work) => {
      works.add(work);
      try {
        await work;
      } finally {
        works.delete(work);
      }
    },
    done: (ms) =>
      within(
        ms,
        Promise.allSettled(works).then(() => {}),
        undefined,
      ),
  };
}
