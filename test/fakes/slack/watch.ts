/** How long a test waits for something that does not come, real ms. */
const PATIENCE = 10_000;

export type Watch = {
  readonly changed: () => void;
  readonly until: <T>(look: () => T | undefined, what?: string) => Promise<T>;
};

/** For what changes outside of the fake: it is looked at so often as well, real ms. */
const OFTEN = 10;

/** Lets tests wait for what happens, without sleeping: looks again after each change. */
export function createWatch(): Watch {
  const lookers = new Set<() => void>();
  return {
    changed: () => {
      for (const look of [...lookers]) look();
    },
    until: <T>(look: () => T | undefined, what = 'what was waited for'): Promise<T> =>
      new Promise((resolve, reject) => {
        const often = setInterval(() => again(), OFTEN);
        const patience = setTimeout(() => {
          clearInterval(often);
          lookers.delete(again);
          reject(new Error(`${what} did not happen within ${PATIENCE / 1000} s`));
        }, PATIENCE);
        const again = (): void => {
          try {
            const found = look();
            if (found === undefined) return;
            resolve(found);
          } catch (error) {
            reject(error);
          }
          clearInterval(often);
          clearTimeout(patience);
          lookers.delete(again);
        };
        lookers.add(again);
        again();
      }),
  };
}
