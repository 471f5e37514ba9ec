import { type AreaAddition, type AreaRule, areaOfPath } from '../area.ts';
import { createFindHome } from './home.ts';
import { isMarked, isMarkedPath, type Mark } from './mark.ts';
import { areaName, tellingWords } from './name.ts';
import { literalPrefix } from './prefix.ts';
import type { Maintainers, Section } from './section.ts';

/** What the sections that count could not say in prefixes. */
export type LeftOut = {
  /** F: with wildcards that have no literal beginning. */
  wildcards: number;
  /** F: that are no paths. */
  odd: number;
  /** N: never run. */
  pathPatterns: number;
  /** X: beside F: that lie at or below them, which are dropped. */
  excludes: number;
};

export type Refreshed = {
  /** By name; paths and subjects sorted. */
  readonly additions: readonly AreaAddition[];
  readonly extended: number;
  readonly created: number;
  /** Sections read, and those of them that an area of the table or a new one is about. */
  readonly sections: number;
  readonly used: number;
  readonly leftOut: Readonly<LeftOut>;
};

type Growth = { readonly paths: Set<string>; readonly subjects: Set<string> };

/**
 * What a MAINTAINERS file adds to a table of areas: to each area the paths of the sections that are about it, and
 * a new area for each section that has the topic in it and no area. A path that an area claims already stays with
 * it, but for broad ones. Depends on its input alone.
 */
export function refreshAreas(
  rules: readonly AreaRule[],
  { sections }: Pick<Maintainers, 'sections'>,
  mark: Mark,
): Refreshed {
  const findHome = createFindHome(rules, mark.word);
  const broad = new Set(rules.filter((rule) => rule.broad).map(({ area }) => area));
  const taken = new Set<string>();
  const growths = new Map<string, Growth>();
  const leftOut: LeftOut = { wildcards: 0, odd: 0, pathPatterns: 0, excludes: 0 };
  let used = 0;

  const isFree = (path: string): boolean => {
    // A folder may be written without its slash.
    const claim = areaOfPath(rules, `${path}/`);
    return path.slice(0, -1).includes('/') && (claim === undefined || broad.has(claim)) && !taken.has(path);
  };
  for (const section of sections) {
    const prefixes = prefixesOf(section);
    const home = findHome(section.name, prefixes);
    const area = home ?? (isMarked(mark, section) ? newName(section, prefixes, mark, isFree) : undefined);
    if (area === undefined) continue;
    used++;
    countLeftOut(section, leftOut);
    const growth = growths.get(area) ?? { paths: new Set(), subjects: new Set() };
    growths.set(area, growth);
    for (const path of prefixes.filter(isFree)) {
      if (areaOfPath(rules, `${path}/`) === area) continue;
      growth.paths.add(path);
      taken.add(path);
    }
    if (home === undefined) for (const name of subjectsOf(section, area, mark)) growth.subjects.add(name);
  }
  return { ...gather(rules, growths), sections: sections.length, used, leftOut };
}

/** The literal beginnings of a section's files; what others have by X: is left out. */
function prefixesOf({ files, excludes }: Section): string[] {
  const others = excludes.flatMap((entry) => literalPrefix(entry) ?? []);
  const prefixes = files.flatMap((entry) => literalPrefix(entry) ?? []);
  return [...new Set(prefixes)].filter((path) => !others.some((other) => path.startsWith(other)));
}

/** A name where one of the topic's own paths has no area yet, or, where it names none, any of its paths. */
function newName(
  { name }: Section,
  prefixes: readonly string[],
  mark: Mark,
  isFree: (path: string) => boolean,
): string | undefined {
  const own = prefixes.filter((path) => isMarkedPath(mark, path));
  const telling = own.length > 0 ? own : prefixes;
  return telling.some(isFree) ? areaName(name, mark.word) : undefined;
}

/** What patches will call a new area, besides its name: `rust/kernel/widget.rs` of a section on widgets has `widget`. */
function subjectsOf({ name, files }: Section, area: string, mark: Mark): string[] {
  const words = new Set(tellingWords(name, mark.word));
  const stems = files
    .filter((file) => isMarkedPath(mark, file))
    .map((file) => /([a-z0-9_-]{1,40})(?:\/|\.[a-z]{1,4})?$/.exec(file)?.[1] ?? '');
  return stems.filter((stem) => stem !== area && words.has(stem));
}

function countLeftOut({ files, excludes, pathPatterns }: Section, leftOut: LeftOut): void {
  for (const entry of files) {
    if (literalPrefix(entry) !== undefined) continue;
    if (/[*?[]/.test(entry)) leftOut.wildcards++;
    else leftOut.odd++;
  }
  leftOut.pathPatterns += pathPatterns.length;
  leftOut.excludes += excludes.length;
}

function gather(
  rules: readonly AreaRule[],
  growths: ReadonlyMap<string, Growth>,
): Pick<Refreshed, 'additions' | 'extended' | 'created'> {
  const known = new Set(rules.map(({ area }) => area));
  const named = new Set(rules.flatMap(({ subjects }) => subjects));
  const additions: AreaAddition[] = [];
  for (const [area, { paths, subjects }] of [...growths].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (paths.size === 0) continue;
    const fresh = [...subjects].filter((subject) => !named.has(subject));
    additions.push({ area, paths: shortest(paths), subjects: fresh.sort() });
  }
  const extended = additions.filter(({ area }) => known.has(area)).length;
  return { additions, extended, created: additions.length - extended };
}

/** Sorted, without those that begin with another. */
function shortest(paths: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (const path of [...paths].sort()) {
    const last = kept.at(-1);
    if (last === undefined || !path.startsWith(last)) kept.push(path);
  }
  return kept;
}
