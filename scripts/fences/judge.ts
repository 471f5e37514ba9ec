import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Import, Reading } from './read.ts';
import type { Room, Table } from './table.ts';

export type Breach = { readonly file: string; readonly line: number; readonly message: string };

/** The room a path (relative to the root, with `/`) is in, or undefined. */
function roomOf(path: string, table: Table): string | undefined {
  return Object.keys(table).find((name) => {
    const at = table[name]?.at ?? '';
    return at.endsWith('/') ? path.startsWith(at) : path === at;
  });
}

export function resolve(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier);
}

/** Everything one file does that the table does not allow. */
export function judge(file: string, reading: Reading, table: Table): Breach[] {
  const name = roomOf(file, table);
  const room = name === undefined ? undefined : table[name];
  if (name === undefined || room === undefined)
    return [{ file, line: 1, message: 'is in no room of the table (scripts/fences/table.ts)' }];

  const errors = reading.errors.map((error) => ({ file, line: 1, message: `cannot be parsed: ${error}` }));
  const imports = reading.imports.flatMap((item) => {
    const message = refuse(file, name, room, item, table);
    return message === undefined ? [] : [{ file, line: item.line, message }];
  });
  const env = room.env
    ? []
    : reading.env.map((line) => ({
        file,
        line,
        message: `${name} may not read process.env: only settings may`,
      }));
  return [...errors, ...imports, ...env];
}

function refuse(file: string, name: string, room: Room, item: Import, table: Table): string | undefined {
  const { specifier } = item;
  if (specifier === undefined) return 'imports a computed name, which no fence can judge';
  if (specifier.startsWith('.')) return refuseRoom(file, name, room, specifier, table);
  if (isBuiltin(specifier)) return refuseBuiltin(name, room, specifier.replace(/^node:/, ''));
  return refusePackage(name, room, specifier);
}

function refuseRoom(file: string, name: string, room: Room, specifier: string, table: Table) {
  const path = resolve(file, specifier);
  const target = roomOf(path, table);
  if (target === undefined) return `${name} imports ${path}, which is in no room of the table`;
  if (target === name || room.rooms.includes(target)) return undefined;
  return `${name} may not import ${target} (${path}); it may import ${list(room.rooms)}`;
}

function refuseBuiltin(name: string, room: Room, builtin: string) {
  if (room.builtins === 'any' || room.builtins.includes(builtin)) return undefined;
  return `${name} may not import node:${builtin}; of Node it may import ${list(room.builtins)}`;
}

function refusePackage(name: string, room: Room, specifier: string) {
  const parts = specifier.split('/');
  const pack = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  if (room.packages.includes(pack)) return undefined;
  return `${name} may not import the package ${pack}; it may import ${list(room.packages)}`;
}

const list = (names: readonly string[]) => (names.length === 0 ? 'nothing' : names.join(', '));
