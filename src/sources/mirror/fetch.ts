import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { markFetch, mendMirror, unmarkFetch } from './mend.ts';
import { discardRepository, MIRRORED, makeRepository, mirrorTip } from './repository.ts';
import { type GitEnded, runMirrorGit } from './run.ts';
import { boundaryDate, knowsUs } from './shallow.ts';
import { keepUp } from './upkeep.ts';
import { explainFetch, hideCredentials, nameObstacle, type Obstacle, readProgress } from './words.ts';

export type MirrorRequest = {
  /** A bare repository, made where it is missing. */
  readonly gitDir: string;
  /** https, http, git, ssh, file or a path. */
  readonly url: string;
  /** A branch with its full name, or `HEAD`: the remote's main branch. */
  readonly ref: string;
  /** ms; how far back, only where nothing was fetched yet. */
  readonly since?: number | undefined;
  /** Commits; only where nothing was fetched yet, and instead of `since`. */
  readonly depth?: number | undefined;
  readonly filter?: 'blob:none' | undefined;
  readonly userAgent: string;
  readonly signal: AbortSignal;
  /** ms; an hour. */
  readonly timeout?: number | undefined;
  /** Objects that came so far, and how many there will be; a mail is three. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
};

export type MirrorAnswer =
  | {
      readonly kind: 'fetched';
      /** Commit ids of the ref after and before. */
      readonly tip: string;
      readonly before: string | undefined;
      /** A sentence, where the repository was broken and had to be made anew. */
      readonly remade: string | undefined;
    }
  | {
      readonly kind: 'failed';
      /** A sentence with git's words, without credentials. */
      readonly why: string;
      /** The server has no such repository. */
      readonly missing: boolean;
      readonly obstacle: Obstacle;
    };

const HOUR = 3_600_000;
/** A server that gives less than this many bytes a second for so many seconds has gone to sleep. */
const SLOW = { bytes: 100, seconds: 60 };
const busy = new Set<string>();

/**
 * Fetches a branch into `refs/heads/master` of a bare repository of ours, whatever happened to its history. It
 * may be stopped anywhere, by the signal or a killed process, and called again. Fails as a value.
 */
export async function fetchMirror(request: MirrorRequest): Promise<MirrorAnswer> {
  const { gitDir } = request;
  if (busy.has(gitDir)) return failed(`${gitDir} is being fetched already`, 'stopped');
  busy.add(gitDir);
  try {
    return await fetchAlone(request);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed(`the mirror ${gitDir} cannot be written: ${error.message}`, 'disk');
  } finally {
    busy.delete(gitDir);
  }
}

async function fetchAlone(request: MirrorRequest): Promise<MirrorAnswer> {
  const other = await mendMirror(request.gitDir);
  if (other) return failed(`${request.gitDir} is being fetched by process ${other.owner}`, 'stopped');
  const first = await fetchOnce(request);
  if (first.kind === 'fetched' || first.obstacle !== 'damaged') return first;
  await discardRepository(request.gitDir);
  const again = await fetchOnce(request);
  if (again.kind === 'failed') return again;
  return { ...again, before: undefined, remade: `${request.gitDir} was broken and made anew: ${first.why}` };
}

async function fetchOnce(request: MirrorRequest): Promise<MirrorAnswer> {
  const { gitDir } = request;
  const unmade = await makeRepository(gitDir);
  if (unmade) return explain(unmade, request);
  const before = await mirrorTip(gitDir);
  const depth = await reach(request, before);
  let end = await runFetch(request, depth, remoteRef(request.ref));
  if (request.ref === 'HEAD' && /couldn't find remote ref HEAD/i.test(end.complaint)) {
    const branch = await findBranch(request);
    if (branch !== undefined) end = await runFetch(request, depth, branch);
  }
  // Nothing is younger than that: the end of a dormant list is better than nothing.
  if (depth.some((word) => word.startsWith('--shallow-since')) && isDormant(end)) {
    end = await runFetch(request, ['--depth=1'], remoteRef(request.ref));
  }
  if (end.code !== 0) return explain(end, request);
  const tip = await mirrorTip(gitDir);
  if (tip === undefined) return failed(`${hideCredentials(request.url)} is an empty repository`, 'server');
  if (tip !== before) await keepUp(gitDir, request.signal, request.filter !== undefined);
  return { kind: 'fetched', tip, before, remade: undefined };
}

function remoteRef(ref: string): string {
  return ref === 'HEAD' || ref.startsWith('refs/') ? ref : `refs/heads/${ref}`;
}

/** git says this in one way or another, by its version and by where the server noticed. */
function isDormant({ code, complaint }: GitEnded): boolean {
  return (
    code !== 0 && /no commits selected for shallow requests|error processing shallow info/i.test(complaint)
  );
}

/**
 * How far back. What is there already is fetched on from, with no word about depth: git would cut or deepen it.
 * But a server that knows none of our commits any more (a rewritten history) would send all it has.
 */
async function reach(request: MirrorRequest, before: string | undefined): Promise<readonly string[]> {
  if (before !== undefined) {
    if (!existsSync(join(request.gitDir, 'shallow'))) return [];
    if (await knowsUs(request, common(request))) return [];
    const boundary = await boundaryDate(request.gitDir);
    return boundary === undefined ? [] : [shallowSince(boundary)];
  }
  if (request.depth !== undefined) return [`--depth=${request.depth}`];
  return request.since === undefined ? [] : [shallowSince(Math.floor(request.since / 1000))];
}

/** Seconds; with a zone git takes any number for what it is. */
function shallowSince(seconds: number): string {
  return `--shallow-since=@${Math.max(0, seconds)} +0000`;
}

function common({ gitDir, userAgent }: MirrorRequest): readonly string[] {
  const settings = [
    'protocol.version=2',
    'gc.auto=0',
    'maintenance.auto=false',
    'fetch.writeCommitGraph=false',
    // A pack for each fetch, and no thousands of small files: upkeep gathers them.
    'fetch.unpackLimit=1',
    'http.followRedirects=initial',
    `http.userAgent=${userAgent}`,
    `http.lowSpeedLimit=${SLOW.bytes}`,
    `http.lowSpeedTime=${SLOW.seconds}`,
  ];
  return [`--git-dir=${gitDir}`, ...settings.flatMap((setting) => ['-c', setting])];
}

async function runFetch(request: MirrorRequest, depth: readonly string[], ref: string): Promise<GitEnded> {
  const { gitDir, url, filter, signal, timeout = HOUR } = request;
  const flags = [
    request.onProgress ? '--progress' : '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    '--no-auto-maintenance',
  ];
  const partial = filter === undefined ? [] : [`--filter=${filter}`];
  const args = [
    ...common(request),
    'fetch',
    ...flags,
    ...depth,
    ...partial,
    '--',
    url,
    `+${ref}:${MIRRORED}`,
  ];
  let marking: Promise<void> | undefined;
  const onStart = (pid: number): void => {
    marking = markFetch(gitDir, pid);
  };
  const onWords = (words: string): void => {
    const progress = readProgress(words);
    if (progress) request.onProgress?.(progress);
  };
  const end = await runMirrorGit({ args, signal, timeout, onStart, onWords });
  await marking;
  await unmarkFetch(gitDir);
  return end;
}

/** The branch of a remote whose HEAD names one that it does not have. */
async function findBranch(request: MirrorRequest): Promise<string | undefined> {
  const args = [...common(request), 'ls-remote', '--heads', '--', request.url];
  const { printed } = await runMirrorGit({ args, signal: request.signal, timeout: 120_000 });
  const heads = [...printed.matchAll(/^[0-9a-f]{40,64}\t(refs\/heads\/\S{1,200})$/gm)].map(([, ref]) => ref);
  const usual = ['refs/heads/master', 'refs/heads/main'].find((ref) => heads.includes(ref));
  return usual ?? (heads.length === 1 ? heads[0] : undefined);
}

function explain(end: GitEnded, { url, timeout = HOUR }: MirrorRequest): MirrorAnswer {
  return failed(explainFetch(end, url, timeout), nameObstacle(end));
}

function failed(why: string, obstacle: Obstacle): MirrorAnswer {
  return { kind: 'failed', why, missing: obstacle === 'missing', obstacle };
}
