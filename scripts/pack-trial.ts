import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, run } from './run.ts';

// Installs the package as a user would, into an empty folder, and runs it there.
const folder = mkdtempSync(join(tmpdir(), 'lorewatch-pack-'));
const home = join(folder, 'home');

try {
  must(run('npm', ['pack', '--loglevel=error', '--pack-destination', folder]).code === 0, 'npm pack');
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('pack trial: npm pack left no tarball');

  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, tarball)];
  must(run('npm', install, { cwd: home }).code === 0, 'npm install');
  trial(['--version']);
  trial(['demo']);
} finally {
  rmSync(folder, { recursive: true });
}

function trial(args: string[]): void {
  const name = `lorewatch ${args.join(' ')}`;
  const program = join(home, 'node_modules/.bin/lorewatch');
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: home,
    env: environment(),
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) console.error(stderr);
  must(status === 0, `${name} (exit ${status})`);
  must(stdout.trim() !== '', `${name} (says nothing)`);
  console.log(`pack trial: ${name}: ok, ${stdout.split('\n').length - 1} lines`);
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`pack trial failed: ${what}`);
}
