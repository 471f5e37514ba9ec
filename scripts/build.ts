import { chmodSync, cpSync, existsSync, rmSync, statSync } from 'node:fs';
import { run } from './run.ts';

const parts = ['src', 'config', 'jobs'];

rmSync('dist', { recursive: true, force: true });
const { code } = run('tsc', ['--project', 'tsconfig.build.json']);
if (code !== 0) process.exit(code);

// The compiler leaves behind what is not code: the example overlay, the demo's data.
for (const part of parts.filter((part) => existsSync(part))) {
  cpSync(part, `dist/${part}`, {
    recursive: true,
    filter: (path) => statSync(path).isDirectory() || !path.endsWith('.ts'),
  });
}
chmodSync('dist/src/main.js', 0o755);
