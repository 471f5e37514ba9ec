import { ArchiveError } from '../../ports/errors.ts';
import { hideCredentials } from '../mirror/words.ts';
import { askRemote, eachPart, readGit } from './git.ts';

/** A release in the history of the branch: `v7.1.3` on this commit. */
export type Tag = { readonly version: string; readonly commit: string };

const TIMEOUT = 120_000;
/** The stable tree has some 6,000. */
const MAX_TAGS = 50_000;
const TAG = /^([0-9a-f]{40})\trefs\/tags\/v(\d[\w.-]{0,40})(\^\{\})?$/;

/**
 * The release tags of a remote, version by commit. They are asked for and not fetched: in a shallow clone each old
 * tag would bring all of its history along. A string says why they cannot be told.
 */
export async function remoteTags(
  url: string,
  userAgent: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string> | string> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]);
  const args = ['ls-remote', '--', url, 'refs/tags/v*'];
  const commits = new Map<string, string>();
  const complaint = await eachPart(askRemote(args, userAgent, limited), '\n', (line) => {
    const found = TAG.exec(line);
    // The commit of an annotated tag stands below it, as `v7.1^{}`.
    if (found && commits.size < MAX_TAGS) commits.set(found[2] ?? '', found[1] ?? '');
  });
  if (complaint === undefined) return new Map([...commits].map(([version, commit]) => [commit, version]));
  return `the tags of ${hideCredentials(url)} cannot be told: ${hideCredentials(complaint)}`;
}

/** The tags on the branch's own line behind `after`, oldest first. */
export async function tagsOnBranch(
  gitDir: string,
  tip: string,
  after: string | undefined,
  tags: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<Tag[]> {
  const until = after === undefined ? [] : [`^${after}`];
  const args = ['rev-list', '--first-parent', '--end-of-options', tip, ...until, '--'];
  const found: Tag[] = [];
  const complaint = await eachPart(readGit(gitDir, args, signal), '\n', (commit) => {
    const version = tags.get(commit);
    if (version !== undefined) found.push({ version, commit });
  });
  if (complaint !== undefined && !signal.aborted) {
    throw new ArchiveError(`git could not read ${gitDir}: ${complaint}`);
  }
  return found.reverse();
}
