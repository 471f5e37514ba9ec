import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { WorkerErrand } from './worker-child.ts';

const SCRIPT = join(import.meta.dirname, 'worker-child.ts');

export type WorkerChild = {
  readonly said: readonly string[];
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
};

/** A worker in a process of its own. */
export function startChild(errand: WorkerErrand, env: NodeJS.ProcessEnv = {}): WorkerChild {
  const child: ChildProcess = spawn(process.execPath, [SCRIPT, JSON.stringify(errand)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const said: string[] = [];
  if (child.stdout === null) throw new Error('the child has no stdout');
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
  return { said, kill: (signal) => void child.kill(signal), ended };
}
