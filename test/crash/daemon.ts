import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach } from 'vitest';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

export type LogLine = { readonly level: string; readonly msg: string };

export type Daemon = {
  readonly pid: number;
  /** What it wrote to stdout and stderr so far. */
  readonly said: () => string;
  /** What of it is a line of the log. */
  readonly log: () => readonly LogLine[];
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
};

export type Daemons = {
  readonly run: (words: readonly string[], env?: Readonly<Record<string, string>>) => Daemon;
};

/** Runs the real program, in processes of their own; whatever still runs behind a test is killed. */
export function createDaemons(): Daemons {
  const all: Daemon[] = [];
  afterEach(async () => {
    for (const { kill } of all) {
      kill('SIGCONT');
      kill('SIGKILL');
    }
    await Promise.all(all.map(({ ended }) => ended));
    all.length = 0;
  });
  return {
    run: (words, env = {}) => {
      const daemon = run(words, env);
      all.push(daemon);
      return daemon;
    },
  };
}

/** Nothing of the environment of the tests reaches it but where programs are found. */
function run(words: readonly string[], env: Readonly<Record<string, string>>): Daemon {
  const child: ChildProcess = spawn(process.execPath, [MAIN, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...env },
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) throw new Error('the child has no output');
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
  return {
    pid: child.pid ?? 0,
    said: () => lines.join('\n'),
    log: () => lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

const SOON = 30_000;

/** Looks again and again until it holds; `told` says what there is where it never does. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  told: () => unknown = () => '',
  patience = SOON,
): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`it never came true: ${String(told())}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
