/** file -> the files it imports at run time. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** One cycle for each back edge of a depth-first walk: none means that there are none. */
export function findCycles(graph: Graph): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];

  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      cycles.push([...path.slice(at), file]);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };

  for (const file of [...graph.keys()].sort()) visit(file);
  return cycles;
}
