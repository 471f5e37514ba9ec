import type { FileChange } from './diff.ts';

/** One part of the kernel: `drm/nova` by its paths, else by what patches to it are called. */
export type AreaRule = {
  readonly area: string;
  /** Path prefixes; the longest that fits decides. */
  readonly paths: readonly string[];
  /** Subject prefixes (`rust: pci: ...` has `pci`), lower case. */
  readonly subjects: readonly string[];
};

const MAX_AREAS = 3;

/** The areas that a change touches, the most touched first, at most three; by subject where no path tells. */
export function findAreas(rules: readonly AreaRule[], files: readonly FileChange[], title: string): string[] {
  const weight = new Map<string, number>();
  for (const file of files) {
    const area = areaOfPath(rules, file.path);
    if (area !== undefined) weight.set(area, (weight.get(area) ?? 0) + 1 + file.added + file.removed);
  }
  if (weight.size > 0) {
    const ranked = [...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return ranked.slice(0, MAX_AREAS).map(([area]) => area);
  }
  const named = areaOfTitle(rules, title);
  return named === undefined ? [] : [named];
}

export function areaOfPath(rules: readonly AreaRule[], path: string): string | undefined {
  let best: string | undefined;
  let length = 0;
  for (const rule of rules) {
    for (const prefix of rule.paths) {
      if (prefix.length > length && path.startsWith(prefix)) {
        best = rule.area;
        length = prefix.length;
      }
    }
  }
  return best;
}

/** The prefix nearest to the title's words is the most telling: `rust: drm: gem: ...` is gem's. */
function areaOfTitle(rules: readonly AreaRule[], title: string): string | undefined {
  const prefixes = title.toLowerCase().split(':').slice(0, -1).slice(0, 5).reverse();
  for (const prefix of prefixes) {
    const word = prefix.trim();
    const rule = rules.find(({ subjects }) => subjects.includes(word));
    if (rule) return rule.area;
  }
  return undefined;
}
