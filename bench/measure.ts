import { spawn } from 'node:child_process';

/** CPU seconds of a whole process tree, wall seconds, and the largest memory of its Node process (bytes; 0 = no Node). */
export type Cost = { readonly cpu: number; readonly wall: number; readonly rss: number };

/** Runs a shell command line with its output thrown away, as bash's `time` accounts it. */
export async function measure(commandLine: string): Promise<Cost> {
  const script = `TIMEFORMAT='cost %U %S %R'; time { ${commandLine} ; } > /dev/null`;
  const { stderr, code } = await run('bash', ['-c', script]);
  const told = /cost ([\d.]+) ([\d.]+) ([\d.]+)/.exec(stderr);
  if (code !== 0 || !told) throw new Error(`the bench could not run: ${commandLine}\n${stderr}`);
  const rss = /peak-rss-kib (\d+)/.exec(stderr);
  return { cpu: Number(told[1]) + Number(told[2]), wall: Number(told[3]), rss: Number(rss?.[1] ?? 0) * 1024 };
}

export async function run(
  program: string,
  args: readonly string[],
): Promise<{ stdout: string; stderr: string; code: number }> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)));
  return { stdout, stderr, code };
}

/** The middle one; of an even number the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
