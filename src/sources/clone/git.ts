import { spawn } from 'node:child_process';
import { NEUTRAL_GIT } from '../archive/git.ts';

export type GitOutput = {
  readonly chunks: AsyncIterable<Buffer>;
  /** Settles when git has ended: what it complained of, undefined where all went well. */
  readonly finished: Promise<string | undefined>;
  readonly stop: () => void;
};

const MAX_ERROR = 2000;
/** The longest path that Linux takes has 4,096 bytes. */
const MAX_PART = 8192;
const MISSING = 'git is not installed; install it to follow a clone';
/** What is not there stays away: no blob is ever fetched for the sake of a log. */
const OFFLINE = ['-c', 'protocol.allow=never'];

const QUIET = ['GIT_TERMINAL_PROMPT=0', 'GIT_ASKPASS=', 'SSH_ASKPASS=', 'LC_ALL=C'];
const HERE = ['GIT_ALLOW_PROTOCOL=', 'GIT_NO_LAZY_FETCH=1'];
const THERE = ['GIT_SSH_COMMAND=ssh -oBatchMode=yes', 'GIT_ALLOW_PROTOCOL=https:http:git:ssh:file'];
/** What env(1) says where there is no such program. */
const NOT_STARTED = 127;

/** Reads a repository of ours, which may lack blobs; never speaks to its remote. */
export function readGit(
  gitDir: string,
  args: readonly string[],
  signal: AbortSignal,
  input?: string,
): GitOutput {
  return startGit(HERE, [...NEUTRAL_GIT, ...OFFLINE, `--git-dir=${gitDir}`, ...args], signal, input);
}

/** Asks a remote something, with no repository of ours. Nothing may ask at the terminal. */
export function askRemote(args: readonly string[], userAgent: string, signal: AbortSignal): GitOutput {
  const settings = ['-c', `http.userAgent=${userAgent}`, '-c', 'protocol.version=2'];
  return startGit(THERE, [...settings, ...args], signal);
}

function startGit(
  settings: readonly string[],
  args: readonly string[],
  signal: AbortSignal,
  input = '',
): GitOutput {
  // env(1) becomes git, and adds to an environment that is not ours to read.
  const git = spawn('env', [...QUIET, ...settings, 'git', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  // Who has ended reads no more.
  git.stdin.on('error', () => {});
  git.stdin.end(input);
  const stop = (): void => {
    git.kill();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  let complaint = '';
  git.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < MAX_ERROR) complaint += chunk.toString();
  });
  const finished = new Promise<string | undefined>((resolve) => {
    git.on('error', (error) => resolve(error.message));
    git.on('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (code === NOT_STARTED && complaint.startsWith('env: ')) resolve(MISSING);
      else resolve(code === 0 ? undefined : wordsOf(complaint) || `git ended with code ${code}`);
    });
  });
  return { chunks: git.stdout, finished, stop };
}

/** A short answer as text; undefined where git says no. */
export async function askGit(
  gitDir: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const { chunks, finished } = readGit(gitDir, args, signal);
  const printed: Buffer[] = [];
  for await (const chunk of chunks) printed.push(chunk);
  return (await finished) === undefined ? Buffer.concat(printed).toString() : undefined;
}

/** Hands over what git prints, part by part. Gives git's complaint, where it has one. */
export async function eachPart(
  { chunks, finished }: GitOutput,
  separator: '\n' | '\0',
  take: (part: string) => void,
): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(separator);
    rest = (parts.pop() ?? '').slice(0, MAX_PART);
    for (const part of parts) take(part);
  }
  return finished;
}

function wordsOf(complaint: string): string {
  const lines = complaint.trim().split('\n');
  return (lines.find((line) => /^(?:fatal|error):/.test(line)) ?? lines[0] ?? '').replace(/^\w+: /, '');
}
