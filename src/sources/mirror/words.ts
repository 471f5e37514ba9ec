import { type GitEnded, NO_GIT } from './run.ts';

/** What stands in the way: the server, the repository here, the disk here, or that there is no git. */
export type Obstacle = 'no-git' | 'disk' | 'damaged' | 'missing' | 'stopped' | 'server';

const DISK =
  /No space left|Disk quota|Read-only file system|Permission denied.*\.git|unable to create temporary file/i;
const MISSING =
  /repository '[^']{0,2000}' not found|returned error: (?:404|410)|does not exist|does not appear to be a git repository/i;
/** Words of git on what lies here, none of them on what a server sent. */
const DAMAGED = [
  /not a git repository/i,
  /bad config (?:line|value|file)/i,
  /(?:loose )?object [0-9a-f]{4,64} .{0,300}is corrupt/i,
  /packfile .{0,1000} (?:is corrupt|index unavailable|does not match index)|index file .{0,1000} is too small/i,
  /unable to (?:read|find) (?:tree|[0-9a-f]{40})|bad object |missing (?:blob|tree|commit) |unresolvable ref/i,
  /unable to parse|object file .{0,1000} is empty|bad (?:sha1|ref)|cannot lock ref|bad shallow line|invalid shallow line/i,
];

/** Which of them git's complaint is about. */
export function nameObstacle({ code, complaint, ended }: GitEnded): Obstacle {
  if (ended !== undefined) return 'stopped';
  if (code === 127 && complaint === NO_GIT) return 'no-git';
  if (DISK.test(complaint)) return 'disk';
  const own = ownLines(complaint);
  if (DAMAGED.some((words) => words.test(own))) return 'damaged';
  return MISSING.test(own) ? 'missing' : 'server';
}

/** A sentence on a fetch that failed, with git's own words. */
export function explainFetch(end: GitEnded, url: string, timeout: number | undefined): string {
  const from = `the mirror of ${hideCredentials(url)}`;
  if (end.ended === 'timeout') return `${from} was not fetched within ${Math.round((timeout ?? 0) / 1000)} s`;
  if (end.ended === 'signal') return `${from} was not fetched: it was told to stop`;
  if (end.complaint === NO_GIT) {
    return 'git is not installed: mailing lists and clones are fetched with it; install git';
  }
  return `${from} was not fetched: git says "${gitSays(end)}"`;
}

/** The line that tells most, without credentials. */
function gitSays({ complaint, code }: GitEnded): string {
  const lines = ownLines(complaint).split('\n');
  const line = lines.find((one) => /^(?:fatal|error): /.test(one)) ?? lines.find((one) => one.trim() !== '');
  const words = (line ?? '').replace(/^(?:fatal|error): /, '').slice(0, 500);
  return hideCredentials(words) || `it ended with code ${code}`;
}

/** Without progress, and without what the server had said to the user. */
function ownLines(complaint: string): string {
  return complaint
    .split(/[\r\n]+/)
    .filter((line) => !line.startsWith('remote: ') && !/^[A-Z][a-z ]{1,40}:? {1,8}\d{1,3}% /.test(line))
    .join('\n');
}

/** `https://user:secret@host/` without what stands before the `@`. */
export function hideCredentials(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@'"]{1,1000}@/gi, '$1');
}

/** How far a fetch got, in git's words: `Receiving objects:  42% (420/1000), ...`. */
export function readProgress(words: string): { readonly done: number; readonly total: number } | undefined {
  const last = [...words.matchAll(/Receiving objects: {1,8}\d{1,3}% \((\d{1,12})\/(\d{1,12})\)/g)].at(-1);
  return last && { done: Number(last[1]), total: Number(last[2]) };
}
