import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { ArchiveError } from '../../ports/errors.ts';

/** Settings of the user's that would change what git prints. */
export const NEUTRAL_GIT = [
  '-c',
  'log.showRoot=true',
  '-c',
  'log.showSignature=false',
  '-c',
  'core.quotePath=false',
];
const MAX_ERROR = 2000;
/** What a shell says where a program cannot be started. */
const NOT_STARTED = 127;

type Git = ChildProcessByStdio<Writable, Readable, Readable>;

/** Starts git on a repository. `finished` settles when it ends, with what it complained of. */
export function startGit(gitDir: string, args: readonly string[]): { git: Git; finished: Promise<GitEnd> } {
  const git = spawn('git', [...NEUTRAL_GIT, `--git-dir=${gitDir}`, ...args], { stdio: 'pipe' });
  return { git, finished: gitEnd(git) };
}

export type GitEnd = { readonly code: number; readonly complaint: string };

function gitEnd(git: Git): Promise<GitEnd> {
  let complaint = '';
  git.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < MAX_ERROR) complaint += chunk.toString();
  });
  git.stdin.on('error', () => {});
  return new Promise((resolve) => {
    git.on('error', (error: NodeJS.ErrnoException) => {
      resolve({
        code: NOT_STARTED,
        complaint: error.code === 'ENOENT' ? 'git is not installed' : error.message,
      });
    });
    git.on('close', (code, signal) => {
      if (signal !== null) complaint ||= `fatal: it was ended by ${signal}`;
      resolve({ code: code ?? 1, complaint: complaint.trim() });
    });
  });
}

/** Runs git and gives what it prints; throws `ArchiveError` with git's own words where it fails. */
export async function runGit(gitDir: string, args: readonly string[], input = ''): Promise<string> {
  const { end, printed } = await askGit(gitDir, args, input);
  if (end.code !== 0) throw gitFailure(gitDir, end);
  return printed;
}

/** As `runGit`, but undefined where git says no. */
export async function tryGit(gitDir: string, args: readonly string[]): Promise<string | undefined> {
  const { end, printed } = await askGit(gitDir, args, '');
  if (end.code === NOT_STARTED) throw gitFailure(gitDir, end);
  return end.code === 0 ? printed : undefined;
}

/** Runs git to its end, whatever the end is. For answers that are short. */
export async function askGit(
  gitDir: string,
  args: readonly string[],
  input: string,
): Promise<{ readonly end: GitEnd; readonly printed: string }> {
  const { git, finished } = startGit(gitDir, args);
  git.stdin.end(input);
  const chunks: Buffer[] = [];
  git.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = await finished;
  return { end, printed: Buffer.concat(chunks).toString() };
}

export function gitFailure(gitDir: string, end: GitEnd): ArchiveError {
  if (end.complaint === 'git is not installed') {
    return new ArchiveError(
      'git is not installed: lorewatch reads archives with it; install git and try again',
    );
  }
  return new ArchiveError(`git could not read ${gitDir}: ${gitWords(end)}`);
}

/** The line of git's complaint that tells most. */
export function gitWords({ code, complaint }: GitEnd): string {
  const lines = complaint.split('\n');
  const line = lines.find((one) => /^(?:fatal|error):/.test(one)) ?? lines[0];
  return line?.replace(/^(?:fatal|error): /, '') || `it ended with code ${code}`;
}

/** Writes with back-pressure. False where the reader has gone. */
export async function writeAll(stream: Writable, text: string): Promise<boolean> {
  if (stream.destroyed) return false;
  if (!stream.write(text)) await drained(stream);
  return !stream.destroyed;
}

/** Every wait takes its listeners away again: an epoch waits thousands of times on one pipe. */
function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.on('drain', done).on('close', done);
    if (stream.destroyed) done();
  });
}
