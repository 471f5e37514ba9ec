import type { Advisory } from '../../domain/item/advisory.ts';
import { MAX_VERSIONS, toCommit, toVersion } from './bounds.ts';
import { listAt, textAt } from './shape.ts';

type Fix = Advisory['fixes'][number];
/** A fault as git knows it: `fixed` is undefined where nothing fixes it yet. */
type Range = { readonly fixed: string | undefined };
type Window = { readonly from: string | undefined; readonly to: string | undefined };

/**
 * Which commits fix it, with the version that first had each, and since which versions it was there. The kernel's
 * records list commits (`versionType: git`) and versions apart, and say of neither which belongs to which; but
 * each pair that was found gave one range of commits and one match of a CPE, in the same order. Where their
 * numbers differ (a pair within one version has no CPE), as many versions as commits are taken as pairs; failing
 * that, only the fix in mainline, the last one, has its version.
 */
export function readFixes(cna: unknown): Pick<Advisory, 'fixes' | 'introduced'> {
  const versions = listAt(cna, MAX_VERSIONS, 'affected')
    .flatMap((entry) => listAt(entry, MAX_VERSIONS, 'versions'))
    .slice(0, MAX_VERSIONS);
  const ranges = versions.filter(isGit).map((range) => ({ fixed: toCommit(textAt(range, 'lessThan')) }));
  const windows = readWindows(cna);
  const introduced = windows.map(({ from }) => from);
  return {
    fixes: pair(ranges, windows, versions),
    introduced: unique(windows.length > 0 ? introduced : versions.filter(isStart).map(versionOf)),
  };
}

function pair(ranges: readonly Range[], windows: readonly Window[], versions: readonly unknown[]): Fix[] {
  if (ranges.length === windows.length) {
    return uniqueFixes(ranges.map(({ fixed }, n) => ({ commit: fixed, version: windows[n]?.to })));
  }
  const commits = unique(ranges.map(({ fixed }) => fixed));
  const fixed = unique(
    versions.filter(isEnd).map((one) => toVersion(textAt(one, 'lessThan')) ?? versionOf(one)),
  );
  if (commits.length === fixed.length) {
    return commits.map((commit, n) => ({ commit, version: fixed[n] }));
  }
  const mainline = versions.find((one) => textAt(one, 'versionType') === 'original_commit_for_fix');
  return commits.map((commit, n) => ({
    commit,
    version: n === commits.length - 1 ? versionOf(mainline) : undefined,
  }));
}

/** The spans of versions that CPE names, in the record's order. */
function readWindows(cna: unknown): Window[] {
  return listAt(cna, 50, 'cpeApplicability')
    .flatMap((one) => listAt(one, 50, 'nodes'))
    .flatMap((node) => listAt(node, MAX_VERSIONS, 'cpeMatch'))
    .slice(0, MAX_VERSIONS)
    .map((match) => ({
      from: toVersion(textAt(match, 'versionStartIncluding')),
      to: toVersion(textAt(match, 'versionEndExcluding')),
    }));
}

function isGit(version: unknown): boolean {
  return textAt(version, 'versionType') === 'git';
}

/** A version since which the fault is there. */
function isStart(version: unknown): boolean {
  return !isGit(version) && textAt(version, 'status') === 'affected';
}

/** A version that has the fix: one that is not affected any more, or the end of a span that is. */
function isEnd(version: unknown): boolean {
  if (isGit(version)) return false;
  if (textAt(version, 'status') === 'affected') return textAt(version, 'lessThan') !== undefined;
  return textAt(version, 'lessThan') === undefined && versionOf(version) !== undefined;
}

function versionOf(version: unknown): string | undefined {
  return toVersion(textAt(version, 'version'));
}

export function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

/** Each commit once, in order; with its version where any pair tells one. */
export function uniqueFixes(
  pairs: readonly { readonly commit: string | undefined; readonly version: string | undefined }[],
): Fix[] {
  const fixes = new Map<string, string | undefined>();
  for (const { commit, version } of pairs) {
    if (commit !== undefined) fixes.set(commit, fixes.get(commit) ?? version);
  }
  return [...fixes].map(([commit, version]) => ({ commit, version }));
}
