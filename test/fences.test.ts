import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { patrol } from '../scripts/fences/patrol.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** Lays the files in a temporary folder and returns what the fences say of them. */
function breachesOf(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'lorewatch-fences-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return patrol(root).breaches.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

const leaf = 'export const a = 1;\n';

describe('fences between rooms', () => {
  it('let through what the table allows', () => {
    expect(
      breachesOf({
        'src/domain/a.ts': leaf,
        'src/parse/b.ts': "import 'node:util';\nimport 'cheerio/slim';\nimport '../domain/a.ts';\n",
        'src/settings.ts': "import 'zod';\nexport const x = process.env.X;\n",
        'src/cli/run.ts': "import 'commander';\nimport '../settings.ts';\n",
        'src/main.ts': "import './cli/run.ts';\nawait import('../config/sources.ts');\n",
        'config/sources.ts': "export { a } from '../src/domain/a.ts';\n",
        'jobs/tick.ts': "import '../src/domain/a.ts';\n",
      }),
    ).toEqual([]);
  });

  it.each([
    ['an import', "\nimport { a } from '../store/a.ts';"],
    ['a type', "\nimport type { a } from '../store/a.ts';"],
    ['a re-export', "\nexport * from '../store/a.ts';"],
    ['an import type', "\nexport type A = typeof import('../store/a.ts').a;"],
    ['a dynamic import', "\nawait import('../store/a.ts');"],
    ['a require', "\nrequire('../store/a.ts');"],
  ])('refuse a forbidden room by %s', (_, text) => {
    expect(breachesOf({ 'src/domain/b.ts': text, 'src/store/a.ts': leaf })).toEqual([
      'src/domain/b.ts:2 domain may not import store (src/store/a.ts); it may import nothing',
    ]);
  });

  it('refuse everybody the door of main', () => {
    expect(breachesOf({ 'src/cli/run.ts': "import '../main.ts';", 'src/main.ts': leaf })).toHaveLength(1);
  });

  it('refuse a computed import', () => {
    expect(breachesOf({ 'src/cli/run.ts': "const x = 'a';\nawait import(x);" })).toEqual([
      'src/cli/run.ts:2 imports a computed name, which no fence can judge',
    ]);
  });

  it('refuse a file in no room, and an import of one', () => {
    expect(breachesOf({ 'src/utils.ts': leaf, 'src/cli/run.ts': "import '../../test/a.ts';" })).toEqual([
      'src/cli/run.ts:1 cli imports test/a.ts, which is in no room of the table',
      'src/utils.ts:1 is in no room of the table (scripts/fences/table.ts)',
    ]);
  });

  it('refuse a file that is not TypeScript, or cannot be parsed', () => {
    expect(breachesOf({ 'src/domain/a.js': leaf })).toHaveLength(1);
    expect(breachesOf({ 'src/domain/a.ts': 'const = ;' })[0]).toContain('cannot be parsed');
  });
});

describe('fences to the outside', () => {
  it.each([
    ['src/domain/a.ts', "import 'node:fs';", 'domain may not import node:fs; of Node it may import nothing'],
    [
      'src/render/a.ts',
      "import 'crypto';",
      'render may not import node:crypto; of Node it may import nothing',
    ],
    ['src/domain/a.ts', "process.getBuiltinModule('fs');", 'domain may not import node:fs; of Node'],
    ['src/parse/a.ts', "import 'node:fs/promises';", 'it may import buffer, crypto, module, util'],
    ['config/a.ts', "import 'zod';", 'config may not import the package zod; it may import nothing'],
    ['src/catalog/catalog.ts', "import '@types/node/fs';", 'catalog may not import the package @types/node;'],
  ])('refuse in %s: %s', (path, text, message) => {
    const breaches = breachesOf({ [path]: text });
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain(message);
  });

  it.each([
    'export const x = process.env.X;',
    "export const x = process['env'];",
    'export const x = globalThis.process.env.X;',
    'export const { env } = process;',
    "import { env as x } from 'node:process';",
  ])('refuse the environment outside settings: %s', (text) => {
    expect(breachesOf({ 'src/web/a.ts': text })).toEqual([
      'src/web/a.ts:1 web may not read process.env: only settings may',
    ]);
  });
});

describe('cycles', () => {
  const back = { 'src/domain/b.ts': "import { c } from './c.ts';\nexport const b = c;" };

  it('are refused', () => {
    expect(
      breachesOf({ ...back, 'src/domain/c.ts': "import { b } from './b.ts';\nexport const c = b;" }),
    ).toEqual([
      'src/domain/b.ts:1 is in an import cycle: src/domain/b.ts -> src/domain/c.ts -> src/domain/b.ts',
    ]);
  });

  it('are refused when a kept import hides behind an inline type', () => {
    expect(breachesOf({ ...back, 'src/domain/c.ts': "import { type B } from './b.ts';" })).toHaveLength(1);
  });

  it('are allowed among types, which are erased', () => {
    expect(breachesOf({ ...back, 'src/domain/c.ts': "import type { B } from './b.ts';" })).toEqual([]);
  });
});

it('the fences hold in this tree', () => {
  expect(patrol(join(import.meta.dirname, '..')).breaches).toEqual([]);
});
