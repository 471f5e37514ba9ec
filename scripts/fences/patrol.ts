import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { findCycles } from './cycles.ts';
import type { Breach } from './judge.ts';
import { judge, resolve } from './judge.ts';
import type { Reading } from './read.ts';
import { read } from './read.ts';
import { fenced, table } from './table.ts';

export type Patrol = { readonly files: number; readonly breaches: readonly Breach[] };

/** Walks the fenced folders under `root` and reports every breach, in order of file and line. */
export function patrol(root: string): Patrol {
  const files = fenced.flatMap((folder) => codeFiles(root, folder)).sort();
  const readings = new Map(files.map((file) => [file, read(file, readFileSync(join(root, file), 'utf8'))]));
  const breaches = [...readings].flatMap(([file, reading]) =>
    file.endsWith('.ts')
      ? judge(file, reading, table)
      : [{ file, line: 1, message: 'only .ts files are program code here' }],
  );
  const cycles = findCycles(graphOf(readings)).map(asBreach);
  return { files: files.length, breaches: [...breaches, ...cycles].sort(byPlace) };
}

function codeFiles(root: string, folder: string): string[] {
  const at = join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function graphOf(readings: ReadonlyMap<string, Reading>): Map<string, string[]> {
  const graph = new Map<string, string[]>();
  for (const [file, { imports }] of readings) {
    const targets = imports.flatMap(({ specifier, typeOnly }) =>
      typeOnly || !specifier?.startsWith('.') ? [] : [resolve(file, specifier)],
    );
    graph.set(file, targets);
  }
  return graph;
}

const asBreach = (cycle: string[]): Breach => ({
  file: cycle[0] ?? '',
  line: 1,
  message: `is in an import cycle: ${cycle.join(' -> ')}`,
});

const byPlace = (a: Breach, b: Breach) => a.file.localeCompare(b.file) || a.line - b.line;
