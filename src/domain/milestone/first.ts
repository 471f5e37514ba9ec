import type { Piece } from './telling.ts';

const DAY = 86_400_000;
/** Mails of one happening that no series joins come so close to each other. */
const NEAR = 183 * DAY;

/**
 * Splits the pieces of one key where nothing was told for months: what comes later is another happening.
 * Oldest first, as the pieces are.
 */
export function chainsOf(pieces: readonly Piece[]): Piece[][] {
  const chains: Piece[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    const chain = chains.at(-1);
    if (chain && piece.telling.date - last <= NEAR) chain.push(piece);
    else chains.push([piece]);
    last = piece.telling.date;
  }
  return chains;
}

/**
 * Of types that only count once, leaves the earliest happening of each key, and the earliest that landed.
 * `firstSeen` tells when something stood at the path that the key is (ms): what is proposed later is no first.
 */
export function keepFirsts(
  pieces: readonly Piece[],
  firstSeen: (key: string) => number | undefined,
): Piece[] {
  const kept = new Set<Piece>();
  for (const same of groupBy(pieces.filter(isFirst), keyOfPiece).values()) {
    for (const piece of firstsAmong(same, firstSeen)) kept.add(piece);
  }
  return pieces.filter((piece) => !isFirst(piece) || kept.has(piece));
}

function isFirst({ type, finding }: Piece): boolean {
  return type.first === true && finding.key !== '';
}

function firstsAmong(same: readonly Piece[], firstSeen: (key: string) => number | undefined): Piece[] {
  const [first] = same;
  if (!first) return [];
  const began = first.series?.revisions[0]?.date ?? first.telling.date;
  const seen = firstSeen(first.finding.key);
  if (seen !== undefined && seen < Math.min(began, first.telling.date) - DAY) {
    // Somebody proposed something there before; what the tree got first, the tree knows.
    const shown = new Set(same.filter(({ telling }) => telling.landed).map(({ matter }) => matter));
    return same.filter(({ matter }) => shown.has(matter));
  }
  const chains = chainsOf(same);
  const landed = chains.find((chain) => chain.some(hasLanded));
  const matters = new Set(chains[0]?.map(({ matter }) => matter));
  return same.filter((piece) => matters.has(piece.matter) || landed?.includes(piece) === true);
}

function hasLanded({ series, telling }: Piece): boolean {
  return telling.landed !== undefined || (series !== undefined && series.landing.length > 0);
}

/** Type and key, where the key says which happening it is. */
export function keyOfPiece({ type, finding }: Piece): string {
  return `${type.id}\n${finding.key}`;
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
