import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit, tryGit } from '../archive/git.ts';

/** A CVE whose files changed, and where its record is to be read. */
export type RecordChange = {
  readonly id: string;
  /** It lies in the folder of those that were rejected. */
  readonly rejected: boolean;
  /** `<commit>:<path>`, in order of preference: that of the new tree, then of the old one. */
  readonly places: readonly string[];
  /** When its record first came into the published ones, ms; undefined where that was before. */
  readonly published: number | undefined;
};

/** `since` in ms: what changed in commits after that. */
export type Range =
  | { readonly from: string; readonly tip: string }
  | { readonly since: number; readonly tip: string };

/** The last thing that happened to a path, and when it was added. Seconds. */
type Touch = { readonly status: string; readonly added: number | undefined };
type Touches = Map<string, Touch>;

const FOLDERS = ['cve/published', 'cve/rejected'];
/** The team's tools leave `CVE-….json`, `.mbox`, `.mbox.rejected` and more in a folder for each year. */
const PATH = /^cve\/(published|rejected)\/(?:[\w.-]{1,60}\/){0,4}(CVE-(\d{4})-\d{4,12})(\.[\w.]{1,40})?$/;

/** Whether the mirror still has the commit. A history that was rewritten may have taken it away. */
export async function hasCommit(gitDir: string, commit: string): Promise<boolean> {
  return (await tryGit(gitDir, ['cat-file', '-e', `${commit}^{commit}`])) !== undefined;
}

/** When a commit was made, ms. */
export async function commitDate(gitDir: string, commit: string): Promise<number> {
  return Number(await runGit(gitDir, ['log', '--no-walk', '--format=%ct', commit])) * 1000;
}

/**
 * The CVEs whose files changed, by their ids: between two trees, whatever history lies between them; or in the
 * commits after a time. A shallow history does not tell what its oldest commits changed, so it has to reach back
 * further than that time; and of records that changed, only those of the years since then count, so that a touch
 * to all of them is no flood. New ones count whatever their year. Throws ArchiveError.
 */
export async function findChanges(gitDir: string, range: Range): Promise<RecordChange[]> {
  const touches = await readTouches(gitDir, range);
  const base = 'from' in range ? range.from : (await readBoundary(gitDir))[0];
  const year = 'since' in range ? new Date(range.since).getUTCFullYear() : 0;
  const drafts = new Map<string, Draft>();
  for (const [path, touch] of touches) {
    const [, folder, id = '', years, ending = ''] = PATH.exec(path) ?? [];
    if (folder === undefined) continue;
    const draft = drafts.get(id) ?? { year: Number(years), now: new Map(), gone: undefined, rejected: false };
    drafts.set(id, draft);
    if (folder === 'rejected' && touch.status !== 'D') draft.rejected = true;
    if (ending !== '.json') continue;
    if (touch.status !== 'D') draft.now.set(folder, { path, added: touch.added });
    else if (folder === 'published') draft.gone = path;
  }
  return [...drafts]
    .filter(([, { year: of, now }]) => of >= year || now.get('published')?.added !== undefined)
    .map(([id, draft]) => toChange(id, draft, range.tip, base))
    .filter(({ places }) => places.length > 0);
}

type Draft = {
  readonly year: number;
  /** The records that there are now, by folder. */
  readonly now: Map<string, { readonly path: string; readonly added: number | undefined }>;
  /** Where the published record was. */
  gone: string | undefined;
  rejected: boolean;
};

/** A rejected record mostly was moved as it is; where it was not, the old tree has what it said. */
function toChange(id: string, draft: Draft, tip: string, base: string | undefined): RecordChange {
  const { now, gone } = draft;
  const published = now.get('published');
  const rejected = published === undefined && draft.rejected;
  const found = published ?? (rejected ? now.get('rejected') : undefined);
  const places = found === undefined ? [] : [`${tip}:${found.path}`];
  if (rejected && gone !== undefined && base !== undefined) places.push(`${base}:${gone}`);
  const added = published?.added;
  return { id, rejected, places, published: added === undefined ? undefined : added * 1000 };
}

async function readTouches(gitDir: string, range: Range): Promise<Touches> {
  if ('since' in range) {
    const reach = await readBoundary(gitDir);
    return readLog(gitDir, [`--since=@${Math.floor(range.since / 1000)}`, range.tip, ...exclude(reach)]);
  }
  const logged = await readLog(gitDir, [
    range.tip,
    ...exclude([range.from, ...(await readBoundary(gitDir))]),
  ]);
  const args = ['diff-tree', '-r', '--no-renames', '--name-status', range.from, range.tip, '--', ...FOLDERS];
  const touches: Touches = new Map();
  for (const line of (await runGit(gitDir, args)).split('\n')) {
    const [status = '', path] = line.split('\t');
    if (path === undefined) continue;
    touches.set(path, { status, added: status === 'A' ? logged.get(path)?.added : undefined });
  }
  return touches;
}

function exclude(commits: readonly string[]): string[] {
  return commits.length === 0 ? [] : ['--ignore-missing', '--not', ...commits];
}

/** What commits touched, the last touch of each path. */
async function readLog(gitDir: string, range: readonly string[]): Promise<Touches> {
  const touches: Touches = new Map();
  const format = ['--no-renames', '--no-color', '--name-status', '--format=@%ct'];
  let date = 0;
  for (const line of (await runGit(gitDir, ['log', ...format, ...range, '--', ...FOLDERS])).split('\n')) {
    if (line.startsWith('@')) date = Number(line.slice(1));
    const [status = '', path] = line.split('\t');
    if (path === undefined) continue;
    const known = touches.get(path);
    const added = status === 'A' ? date : known?.added;
    // The newest commit comes first: what is told later happened earlier.
    touches.set(path, { status: known?.status ?? status, added });
  }
  return touches;
}

/** The oldest commits of a shallow history: git takes all that is in them for new. */
async function readBoundary(gitDir: string): Promise<string[]> {
  const text = await readFile(join(gitDir, 'shallow'), 'utf8').catch(() => '');
  return text.match(/^[0-9a-f]{40,64}$/gm)?.slice(0, 1000) ?? [];
}
