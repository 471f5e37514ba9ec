/** What came of a yes-or-no question. `spared`: a right answer is not known, so that none is wrong. */
export type Counts = { hits: number; false: number; missed: number; spared: number };

export function noCounts(): Counts {
  return { hits: 0, false: 0, missed: 0, spared: 0 };
}

/** How many of so many; undefined where there was nothing to ask. */
export type Share = number | undefined;

export function share(part: number, whole: number): Share {
  return whole === 0 ? undefined : part / whole;
}

/** How much of what was said is true. */
export function precision(counts: Counts): Share {
  return share(counts.hits, counts.hits + counts.false);
}

/** How much of what is true was said. */
export function recall(counts: Counts): Share {
  return share(counts.hits, counts.hits + counts.missed);
}

/** The harmonic mean of both. */
export function f1(counts: Counts): Share {
  return share(2 * counts.hits, 2 * counts.hits + counts.false + counts.missed);
}

/** Adds one to the count under a name. */
export function countIn<Name>(counts: Map<Name, number>, name: Name): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
