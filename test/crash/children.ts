import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Errand } from './child.ts';

const SCRIPT = join(import.meta.dirname, 'child.ts');

export type Ended = { readonly killed: boolean; readonly complaint: string };

/**
 * Runs an errand in a process of its own. `onLine` sees what it says, and may end it. Throws where it ends
 * by itself and badly.
 */
export async function runChild(
  errand: Errand,
  onLine?: (line: string, kill: () => void) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(errand)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  let rest = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine?.(line, () => child.kill('SIGKILL'));
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on('close', (...end) => resolve(end));
  });
  if (code !== 0 && signal !== 'SIGKILL')
    throw new Error(`the child ended with ${code ?? signal}: ${complaint}`);
  return { killed: signal === 'SIGKILL', complaint };
}
