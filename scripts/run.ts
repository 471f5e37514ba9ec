import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

export type Run = { readonly code: number; readonly seconds: number };

/** Runs a command with its output passed through, the project's own tools and Node first in PATH. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; timeout?: number } = {},
): Run {
  const started = performance.now();
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    ...options,
    env: environment(options.env),
  });
  if (error) console.error(`${command}: ${error.message}`);
  return { code: status ?? 1, seconds: (performance.now() - started) / 1000 };
}

export function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const first = [dirname(process.execPath), join(import.meta.dirname, '../node_modules/.bin')];
  return { ...process.env, PATH: [...first, process.env.PATH].join(delimiter), ...extra };
}
