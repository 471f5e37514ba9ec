import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

// `exit` is how this program ends when the step is the first that fails, so that a log is not needed to tell.
const steps = [
  { name: 'format', exit: 10, command: 'biome', args: ['check', '--linter-enabled=false', '.'] },
  { name: 'lint', exit: 11, command: 'biome', args: ['lint', '.'] },
  { name: 'types', exit: 12, command: 'tsc', args: ['--project', 'tsconfig.json'] },
  { name: 'fences', exit: 13, command: 'node', args: ['scripts/fences.ts'] },
  { name: 'dead code', exit: 14, command: 'knip', args: ['--no-progress'] },
  { name: 'tests', exit: 15, command: 'vitest', args: ['run'] },
] as const;

const folder = mkdtempSync(join(tmpdir(), 'lorewatch-check-'));
const totalsFile = join(folder, 'totals');

const results = steps.map((step) => {
  console.log(`\n=== ${step.name} ===`);
  const result = run(step.command, step.args, { env: { LOREWATCH_TOTALS_FILE: totalsFile } });
  console.log(`=== ${step.name}: exit ${result.code}, ${result.seconds.toFixed(1)} s`);
  return { ...step, ...result };
});

console.log('\nstep        result   exit   seconds');
for (const { name, code, seconds } of results) {
  const verdict = code === 0 ? 'ok' : 'FAILED';
  console.log(
    `${name.padEnd(12)}${verdict.padEnd(9)}${String(code).padStart(4)}${seconds.toFixed(1).padStart(10)}`,
  );
}

const first = results.find(({ code }) => code !== 0);
if (first) console.log(`\n${first.name} failed first: exit ${first.exit}`);
console.log(`\n${totals()}`);
process.exitCode = first?.exit ?? 0;

/** What the tests' reporter wrote; a runner that died before its end has written nothing. */
function totals(): string {
  try {
    return readFileSync(totalsFile, 'utf8').trim();
  } catch {
    console.log('The test runner ended without totals.');
    return '0 passed, 0 failed, 0 skipped';
  } finally {
    rmSync(folder, { recursive: true });
  }
}
