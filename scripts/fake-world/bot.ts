import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export type Bot = {
  /** Resolves with the exit code, or the signal. */
  readonly ended: Promise<string>;
  /** Asks it to end, and waits. */
  readonly end: () => Promise<void>;
};

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const PATIENCE = 12_000;

/** Runs the real daemon. What it logs goes to a file; what it complains of is told. */
export function startBot(
  env: Readonly<Record<string, string>>,
  log: string,
  tell: (line: string) => void,
): Bot {
  const child = spawn(process.execPath, [MAIN, 'start'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C is for the prompt; the daemon is asked to end by it.
    detached: true,
    env: { ...process.env, ...env },
  });
  const file = createWriteStream(log);
  createInterface({ input: child.stderr }).on('line', (line) => {
    file.write(`${line}\n`);
    const complaint = complaintOf(line);
    if (complaint !== undefined) tell(complaint);
  });
  const ended = new Promise<string>((resolve) => {
    child.on('close', (code, signal) => {
      file.end();
      resolve(String(code ?? signal));
    });
  });
  return {
    ended,
    end: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      await ended;
      clearTimeout(late);
    },
  };
}

/** What is worth a look; words that are no line of the log are. */
function complaintOf(line: string): string | undefined {
  if (!line.startsWith('{')) return line.trim() === '' ? undefined : line;
  const { level, msg }: { level?: unknown; msg?: unknown } = JSON.parse(line);
  return level === 'info' || level === 'debug' ? undefined : `${String(level)}: ${String(msg)}`;
}
