import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export type GitCall = {
  readonly args: readonly string[];
  /** What git reads; nothing. */
  readonly input?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** ms */
  readonly timeout?: number | undefined;
  /** Told the id of the process group, as soon as there is one. */
  readonly onStart?: ((pid: number) => void) | undefined;
  /** What git says on the way: pieces of lines. */
  readonly onWords?: ((words: string) => void) | undefined;
};

export type GitEnded = {
  /** 0 where all went well; 127 where git could not be started. */
  readonly code: number;
  readonly printed: string;
  readonly complaint: string;
  /** Why we ended it, where it did not end by itself. */
  readonly ended: 'signal' | 'timeout' | undefined;
};

/** Of what git prints and says so much is looked at. */
const MAX_TEXT = 1 << 18;
const NOT_STARTED = 127;
export const NO_GIT = 'git is not installed';

/** Nothing may ask at the terminal, and only these ways may be gone, whatever a server redirects to. */
const ENVIRONMENT = [
  'GIT_TERMINAL_PROMPT=0',
  'GIT_ASKPASS=',
  'SSH_ASKPASS=',
  'GIT_SSH_COMMAND=ssh -oBatchMode=yes',
  'GIT_ALLOW_PROTOCOL=https:http:git:ssh:file',
  'LC_ALL=C',
] as const;

/**
 * Runs git to its end, in a process group of its own: what it starts (git-remote-https, index-pack) ends
 * with it when the signal comes or the time is over.
 */
export function runMirrorGit({
  args,
  input = '',
  signal,
  timeout,
  onStart,
  onWords,
}: GitCall): Promise<GitEnded> {
  return new Promise((resolve) => {
    // env(1) becomes git, and adds to an environment that is not ours to read.
    const git = spawn('env', [...ENVIRONMENT, 'git', ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    // Who has ended reads no more.
    git.stdin.on('error', () => {});
    git.stdin.end(input);
    const said = listen(git, onWords);
    let ended: GitEnded['ended'];
    const end = (why: 'signal' | 'timeout'): void => {
      ended ??= why;
      if (git.pid !== undefined) killGroup(git.pid);
    };
    const onAbort = (): void => end('signal');
    const timer = timeout === undefined ? undefined : setTimeout(() => end('timeout'), timeout);
    const finish = (code: number): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve({ code, printed: said.printed, complaint: said.complaint.trim(), ended });
    };
    git.on('error', (error: NodeJS.ErrnoException) => {
      said.complaint = error.code === 'ENOENT' ? NO_GIT : error.message;
      finish(NOT_STARTED);
    });
    git.on('close', (code) => {
      if (code === NOT_STARTED && said.complaint.startsWith('env: ')) said.complaint = NO_GIT;
      finish(code ?? 1);
    });
    if (git.pid !== undefined) onStart?.(git.pid);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
  });
}

type Said = { printed: string; complaint: string };

function listen(git: ChildProcessByStdio<Writable, Readable, Readable>, onWords: GitCall['onWords']): Said {
  const said: Said = { printed: '', complaint: '' };
  git.stdout.on('data', (chunk: Buffer) => {
    if (said.printed.length < MAX_TEXT) said.printed += chunk.toString();
  });
  git.stderr.on('data', (chunk: Buffer) => {
    // The end tells why; before it there may be a long tale of progress.
    said.complaint = (said.complaint + chunk.toString()).slice(-MAX_TEXT);
    onWords?.(chunk.toString());
  });
  return said;
}

/** Ends a process group at once; one that has gone is no matter. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is there any more.
  }
}
