/** A seeded source of chance: the same key gives the same sequence on every machine. */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** True in `share` of the cases (0 to 1). */
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** `count` different items, in the order of `items`. */
  sample<T>(items: readonly T[], count: number): T[];
  /** `length` hexadecimal digits, as git prints an object id. */
  hex(length: number): string;
};

/** FNV-1a: 32 bits of `text`. */
export function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** mulberry32: small, fast, and good enough to make mail look unplanned. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * One stream of chance. Streams with different keys do not disturb each other, so that a thread added to the
 * world leaves the bytes of all other threads as they are.
 */
export function createRandom(seed: number, key: string): Random {
  const next = mulberry32(fingerprint(`${seed}/${key}`));
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  const sample = <T>(items: readonly T[], count: number): T[] => {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(count, items.length)) chosen.add(int(0, items.length - 1));
    return items.filter((_, index) => chosen.has(index));
  };
  const hex = (length: number): string => {
    let text = '';
    while (text.length < length) text += int(0, 0xffffff).toString(16).padStart(6, '0');
    return text.slice(0, length);
  };
  return { next, int, chance: (share) => next() < share, pick, sample, hex };
}
