import type { FileChange } from './diff.ts';

/** One part of the kernel: `drm/nova` by its paths, else by what patches to it are called. */
export type AreaRule = {
  readonly area: string;
  /**
   * Beginnings of paths, of all areas the longest that fits decides: `drivers/pci/` is a folder, `rust/kernel/pci`
   * a file of any ending and a folder.
   */
  readonly paths: readonly string[];
  /** Subject prefixes (`rust: pci: ...` has `pci`), lower case. Its own name is one as well. */
  readonly subjects: readonly string[];
  /** Says little: any other area that a subject names, or that claims a path, tells more. */
  readonly broad?: true;
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

/** The area with the longest beginning of the path; of two with the same, the first of the table. */
export function areaOfPath(rules: readonly AreaRule[], path: string): string | undefined {
  const { places } = indexOf(rules);
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.prefix ?? '') <= path) low = middle + 1;
    else high = middle;
  }
  // Whatever begins the path begins the last prefix that sorts before it, too: its own beginnings are all.
  let place = places[low - 1];
  while (place && !path.startsWith(place.prefix)) place = place.shorter;
  return place?.area;
}

/** The prefix nearest to the title's words is the most telling: `rust: drm: gem: ...` is gem's. */
function areaOfTitle(rules: readonly AreaRule[], title: string): string | undefined {
  const prefixes = title.toLowerCase().split(':').slice(0, -1).slice(0, 5).reverse();
  const { subjects } = indexOf(rules);
  let broad: string | undefined;
  for (const prefix of prefixes) {
    for (const name of namesIn(prefix)) {
      const rule = subjects.get(name);
      if (rule && !rule.broad) return rule.area;
      broad ??= rule?.area;
    }
  }
  return broad;
}

/** `drm/amd/display` may be called that, or `drm/amd`, or `drm`; of `kbuild, rust` the first is meant. */
function namesIn(prefix: string): string[] {
  const [first = ''] = prefix.split(',', 1);
  const steps = first.trim().split('/').slice(0, 4);
  return steps.map((_, cut) =>
    steps
      .slice(0, steps.length - cut)
      .join('/')
      .trim(),
  );
}

/** A beginning of paths, and the longest other one that it begins with itself. */
type Place = { readonly prefix: string; readonly area: string; readonly shorter: Place | undefined };

type Index = { readonly places: readonly Place[]; readonly subjects: ReadonlyMap<string, AreaRule> };

const indexes = new WeakMap<readonly AreaRule[], Index>();

/** Every file of every kept mail is asked for: a table is sorted once. */
function indexOf(rules: readonly AreaRule[]): Index {
  let index = indexes.get(rules);
  if (index === undefined) {
    index = { places: sortPlaces(rules), subjects: gatherSubjects(rules) };
    indexes.set(rules, index);
  }
  return index;
}

function sortPlaces(rules: readonly AreaRule[]): Place[] {
  const owners = new Map<string, string>();
  for (const { area, paths } of rules) {
    for (const prefix of paths) if (prefix !== '' && !owners.has(prefix)) owners.set(prefix, area);
  }
  const places: Place[] = [];
  for (const [prefix, area] of [...owners].sort(([a], [b]) => (a < b ? -1 : 1))) {
    let shorter = places.at(-1);
    while (shorter && !prefix.startsWith(shorter.prefix)) shorter = shorter.shorter;
    places.push({ prefix, area, shorter });
  }
  return places;
}

function gatherSubjects(rules: readonly AreaRule[]): Map<string, AreaRule> {
  const subjects = new Map<string, AreaRule>();
  for (const rule of rules)
    for (const name of rule.subjects) if (!subjects.has(name)) subjects.set(name, rule);
  for (const rule of rules) if (!subjects.has(rule.area)) subjects.set(rule.area, rule);
  return subjects;
}

/** More for an area that there is, or a new one. */
export type AreaAddition = Pick<AreaRule, 'area' | 'paths' | 'subjects'>;

/**
 * The table with more in it: an addition with the name of an area extends it, others are new and come behind.
 * What an addition claims, a path or a subject to the letter, is taken from any other area.
 */
export function extendAreas(rules: readonly AreaRule[], additions: readonly AreaAddition[]): AreaRule[] {
  const table = new Map(rules.map((rule) => [rule.area, rule]));
  for (const { area, paths, subjects } of additions) {
    for (const [name, rule] of table) {
      if (name !== area) table.set(name, { ...rule, ...without(rule, paths, subjects) });
    }
    const rule = table.get(area) ?? { area, paths: [], subjects: [] };
    table.set(area, {
      ...rule,
      paths: [...new Set([...rule.paths, ...paths])],
      subjects: [...new Set([...rule.subjects, ...subjects])],
    });
  }
  return [...table.values()];
}

function without(
  rule: AreaRule,
  paths: readonly string[],
  subjects: readonly string[],
): Pick<AreaRule, 'paths' | 'subjects'> {
  return {
    paths: rule.paths.filter((path) => !paths.includes(path)),
    subjects: rule.subjects.filter((subject) => !subjects.includes(subject)),
  };
}
