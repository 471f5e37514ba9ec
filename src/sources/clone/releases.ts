import type { Release } from '../../domain/item/release.ts';
import type { Remote } from './blobs.ts';
import { countCode } from './code.ts';
import { askGit } from './git.ts';
import type { Tag } from './tags.ts';

const VERSION = /^\d{1,3}\.\d{1,4}(?:(\.\d{1,4})|-rc\d{1,3})?$/;
/** On the first try the newest releases are counted, and not all of a history. */
const AT_FIRST = 2;
/** After a long time off so many. */
const AT_ONCE = 20;

/** Of which of the tags that are new the code is counted; `isFirst`: nothing was told before. Oldest first. */
export function tagsToCount(tags: readonly Tag[], isFirst: boolean): Tag[] {
  const releases = tags.filter(({ version }) => VERSION.test(version));
  if (!isFirst) return releases.slice(-AT_ONCE);
  return releases.filter(({ version }) => !version.includes('-rc')).slice(-AT_FIRST);
}

/**
 * The release as far as its tag tells: what of the topic is in it. kernel.org tells all else, which `mergeItems`
 * lets stand. undefined where it cannot be counted.
 */
export async function readRelease(
  gitDir: string,
  { version, commit }: Tag,
  suffixes: readonly string[],
  remote: Remote | undefined,
  signal: AbortSignal,
): Promise<Release | undefined> {
  const code = await countCode(gitDir, commit, suffixes, remote, signal);
  const seconds = await askGit(gitDir, ['log', '--max-count=1', '--format=%ct', commit, '--'], signal);
  if (code === undefined || seconds === undefined || signal.aborted) return undefined;
  return {
    kind: 'release',
    id: version,
    moniker: VERSION.exec(version)?.[1] === undefined ? 'mainline' : 'stable',
    date: /^\d{1,11}\n?$/.test(seconds) ? Number(seconds) * 1000 : undefined,
    eol: false,
    changelog: undefined,
    url: undefined,
    log: undefined,
    code,
  };
}
