import type { Release } from '../../domain/item/release.ts';

/** `7.2` or `7.2.5`; whatever the numbers are. */
const VERSION = /^(\d{1,4}\.\d{1,4})(?:\.(\d{1,5}))?$/;
/** So many releases at most are made out of one. */
const MAX_BETWEEN = 40;

/** `linux-7.2.y` for `7.2.5`; mainline for all else. */
export function treeOf(version: string): string {
  const found = VERSION.exec(version);
  return found?.[2] === undefined ? 'mainline' : `linux-${found[1]}.y`;
}

/**
 * The list has only the newest release of each series: those between it and the newest that was known before, oldest
 * first. Of a series of which only release candidates were known they begin with the first, `X.Y`.
 */
export function releasesBetween(release: Release, known: Iterable<string>): Release[] {
  const [series, patch] = numbersOf(release.id) ?? [];
  if (series === undefined || patch === undefined) return [];
  let newest: number | undefined;
  for (const version of known) {
    const at = version.startsWith(`${series}-rc`) ? -1 : patchIn(series, version);
    if (at !== undefined && at < patch) newest = Math.max(newest ?? at, at);
  }
  if (newest === undefined) return [];
  const first = Math.max(newest + 1, patch - MAX_BETWEEN);
  return Array.from({ length: patch - first }, (_, n) => sibling(release, series, first + n));
}

/** The release of the series before this one; undefined before `X.Y`, or where the version is of another make. */
export function releaseBefore(release: Release): Release | undefined {
  const [series, patch = 0] = numbersOf(release.id) ?? [];
  return series === undefined || patch === 0 ? undefined : sibling(release, series, patch - 1);
}

function numbersOf(version: string): [string, number] | undefined {
  const found = VERSION.exec(version);
  return found ? [found[1] ?? '', Number(found[2] ?? 0)] : undefined;
}

function patchIn(series: string, version: string): number | undefined {
  const [other, patch] = numbersOf(version) ?? [];
  return other === series ? patch : undefined;
}

/** Another release of the series, as far as it is known: its links are made of those that it is named in. */
function sibling(release: Release, series: string, other: number): Release {
  const id = other === 0 ? series : `${series}.${other}`;
  const named = (link: string | undefined): string | undefined =>
    link?.endsWith(release.id) ? `${link.slice(0, -release.id.length)}${id}` : undefined;
  return {
    ...release,
    id,
    date: undefined,
    eol: false,
    changelog: named(release.changelog),
    url: named(release.url),
  };
}
