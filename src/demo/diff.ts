import { fingerprint } from './random.ts';

/** What one patch does to one file. */
export type FileChange = {
  path: string;
  kind: 'new' | 'edit' | 'gone';
  body: string;
  added: number;
  removed: number;
};

const NO_BLOB = '000000000000';
const blob = (text: string): string =>
  fingerprint(text).toString(16).padStart(8, '0') +
  fingerprint(`${text}.`).toString(16).padStart(8, '0').slice(0, 4);

const split = (text: string): string[] => text.replace(/^\n/, '').replace(/\n$/, '').split('\n');

/** A file that the patch adds, as a whole. */
export function create(path: string, text: string): FileChange {
  const lines = split(text);
  const body = [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    `index ${NO_BLOB}..${blob(path + text)}`,
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines.map((line) => `+${line}`),
  ].join('\n');
  return { path, kind: 'new', body, added: lines.length, removed: 0 };
}

function hunkHeader(lines: string[], at: number, section: string): string {
  const before = lines.filter((line) => !line.startsWith('+')).length;
  const after = lines.filter((line) => !line.startsWith('-')).length;
  return `@@ -${at},${before} +${at},${after} @@${section === '' ? '' : ` ${section}`}`;
}

/**
 * One hunk in a file that exists. `text` is the hunk's lines, each with its ` `, `+` or `-`; `at` is the line
 * where it starts. The counts of the hunk header are computed.
 */
export function edit(path: string, at: number, section: string, text: string): FileChange {
  const lines = split(text).map((line) => (line === '' ? ' ' : line));
  const body = [
    `diff --git a/${path} b/${path}`,
    `index ${blob(path)}..${blob(path + text)} 100644`,
    `--- a/${path}`,
    `+++ b/${path}`,
    hunkHeader(lines, at, section),
    ...lines,
  ].join('\n');
  const count = (sign: string): number => lines.filter((line) => line.startsWith(sign)).length;
  return { path, kind: 'edit', body, added: count('+'), removed: count('-') };
}

/** A file that the patch deletes, as a whole. */
export function remove(path: string, text: string): FileChange {
  const lines = split(text);
  const body = [
    `diff --git a/${path} b/${path}`,
    'deleted file mode 100644',
    `index ${blob(path + text)}..${NO_BLOB}`,
    `--- a/${path}`,
    '+++ /dev/null',
    `@@ -1,${lines.length} +0,0 @@`,
    ...lines.map((line) => `-${line}`),
  ].join('\n');
  return { path, kind: 'gone', body, added: 0, removed: lines.length };
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function summary(changes: FileChange[]): string {
  const added = changes.reduce((sum, change) => sum + change.added, 0);
  const removed = changes.reduce((sum, change) => sum + change.removed, 0);
  const parts = [` ${plural(changes.length, 'file')} changed`];
  if (added > 0 || removed === 0) parts.push(`${plural(added, 'insertion')}(+)`);
  if (removed > 0) parts.push(`${plural(removed, 'deletion')}(-)`);
  return parts.join(', ');
}

function graph(change: FileChange): string {
  const total = change.added + change.removed;
  const scale = total > 40 ? 40 / total : 1;
  return '+'.repeat(Math.ceil(change.added * scale)) + '-'.repeat(Math.ceil(change.removed * scale));
}

/** What `git diff --stat --summary` says of `changes`. */
export function diffstat(changes: FileChange[]): string {
  const width = Math.max(...changes.map((change) => change.path.length));
  const digits = Math.max(...changes.map((change) => String(change.added + change.removed).length));
  const rows = changes.map((change) => {
    const total = String(change.added + change.removed).padStart(digits);
    return ` ${change.path.padEnd(width)} | ${total} ${graph(change)}`;
  });
  const modes = changes.flatMap((change) => {
    if (change.kind === 'new') return [` create mode 100644 ${change.path}`];
    return change.kind === 'gone' ? [` delete mode 100644 ${change.path}`] : [];
  });
  return [...rows, summary(changes), ...modes].join('\n');
}

/** The changes of several patches as one, a row a file, for the diffstat of a cover letter. */
export function mergeChanges(patches: FileChange[][]): FileChange[] {
  const merged = new Map<string, FileChange>();
  for (const change of patches.flat()) {
    const known = merged.get(change.path);
    const kind = known?.kind ?? change.kind;
    const added = (known?.added ?? 0) + change.added;
    const removed = (known?.removed ?? 0) + change.removed;
    merged.set(change.path, { path: change.path, kind, body: '', added, removed });
  }
  return [...merged.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The diff itself, as `git format-patch` prints it. */
export function diffText(changes: FileChange[]): string {
  return changes.map((change) => change.body).join('\n');
}
