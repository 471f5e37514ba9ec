/** The name that was most likely meant, or undefined where none is near. Ties go to the first. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const lower = typed.toLowerCase().slice(0, 40);
  const started = onlyStart(lower, names);
  if (started !== undefined) return started;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(lower.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(lower, name.toLowerCase());
    if (distance >= bestDistance || distance >= name.length) continue;
    best = name;
    bestDistance = distance;
  }
  return best;
}

/** `mile` -> `milestone`, where no other name starts so. */
function onlyStart(typed: string, names: readonly string[]): string | undefined {
  if (typed.length < 3) return undefined;
  const found = names.filter((name) => name.toLowerCase().startsWith(typed));
  return found.length === 1 ? found[0] : undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + change,
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
