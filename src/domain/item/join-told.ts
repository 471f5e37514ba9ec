import type { Commit } from './commit.ts';
import type { Release } from './release.ts';

/**
 * Two sources tell one commit, each what it can: a clone its files, a changelog its release. What was known stays
 * where the newer telling is silent.
 */
export function joinCommits(known: Commit, told: Commit): Commit {
  return {
    ...told,
    body: told.body === '' ? known.body : told.body,
    date: told.date ?? known.date,
    committed: told.committed ?? known.committed,
    upstream: told.upstream ?? known.upstream,
    links: told.links.length === 0 ? known.links : told.links,
    merge: told.merge || known.merge,
    files: told.files ?? known.files,
    ...addedOf(told.files === undefined ? known : told),
    // The release that was told first: later ones have it as well.
    ...(known.release !== undefined && { release: known.release, tree: known.tree }),
  };
}

function addedOf({ added }: Commit): Pick<Commit, 'added'> {
  return added ? { added } : {};
}

/** The list tells a release again, with its end of life and without what its changelog had. */
export function joinReleases(known: Release, told: Release): Release {
  return {
    ...told,
    date: told.date ?? known.date,
    changelog: told.changelog ?? known.changelog,
    url: told.url ?? known.url,
    log: told.log ?? known.log,
  };
}
