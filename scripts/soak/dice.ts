/** A number from 0 to below `n`. */
export type Dice = (n: number) => number;

/** The same seed, the same life (mulberry32). */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  };
}

export function pick<T>(all: readonly T[], dice: Dice): T {
  const one = all[dice(all.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}
