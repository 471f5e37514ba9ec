import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Outcome, Receipt } from '../../domain/delivery/delivery.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Parcel, Platform, SendContext } from '../../ports/platform.ts';
import { type Entries, JSON_ENTRIES, TEXT_ENTRIES } from './entry.ts';
import { explainFile } from './explain.ts';

const SCHEME = 'file:';
/** So much of a file's end is searched for an earlier attempt. Bytes. */
const LOOK_BACK = 256 * 1024;

/** Appends to files: `.jsonl` gets one JSON object a line, any other text. Never overwrites and never cuts. */
export function createFile(): Platform {
  return {
    id: 'file',
    can: { edit: true, lines: true, nonce: 0, appends: true },
    check: (target) =>
      pathOf(target) === undefined ? 'behind `file:` stands the path of a file' : undefined,
    send,
    find,
    close: async () => {},
  };
}

async function send(parcel: Parcel, { now, signal }: SendContext): Promise<Outcome> {
  const path = pathOf(parcel.target);
  if (path === undefined) return { what: 'refused', why: 'the target names no file', scope: 'target' };
  if (signal.aborted) return { what: 'again', why: 'the program stopped' };
  const entry = entriesOf(path).make(parcel, now());
  try {
    return await withFile(path, 'a+', (file) => append(file, path, entry));
  } catch (error) {
    return explainFile(error, path);
  }
}

/** A line that an earlier write left half done is ended first: it is no entry, and must not spoil the next one. */
async function append(file: FileHandle, path: string, entry: string): Promise<Outcome> {
  const state = await file.stat();
  if (!state.isFile()) return { what: 'refused', why: `${path} is no ordinary file`, scope: 'target' };
  const last = Buffer.alloc(1);
  if (state.size > 0) await file.read(last, 0, 1, state.size - 1);
  const gap = state.size > 0 && last.toString('latin1') !== '\n' ? '\n' : '';
  await file.appendFile(gap + entry);
  await file.datasync();
  return { what: 'sent', receipt: { file: path } };
}

async function find(parcel: Parcel, _context: SendContext): Promise<Receipt | 'absent' | 'unknown'> {
  const path = pathOf(parcel.target);
  if (path === undefined) return 'unknown';
  try {
    return await withFile(path, 'r', (file) => search(file, path, parcel));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'absent';
    explainFile(error, path);
    return 'unknown';
  }
}

async function search(
  file: FileHandle,
  path: string,
  { key, since }: Parcel,
): Promise<Receipt | 'absent' | 'unknown'> {
  const { size } = await file.stat();
  const from = Math.max(0, size - LOOK_BACK);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  const lines = buffer.subarray(0, bytesRead).toString('utf8').split('\n').slice(0, -1);
  const { read } = entriesOf(path);
  const entries = lines.map(read).filter((entry) => entry !== undefined);
  if (entries.some((entry) => entry.key === key)) return { file: path };
  // What lies further back was written before it was sent at all.
  return from === 0 || entries.some(({ at }) => at < since) ? 'absent' : 'unknown';
}

async function withFile<T>(path: string, flags: string, act: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, 0o640);
  try {
    return await act(file);
  } finally {
    await file.close();
  }
}

function entriesOf(path: string): Entries {
  return path.endsWith('.jsonl') ? JSON_ENTRIES : TEXT_ENTRIES;
}

function pathOf({ text }: Target): string | undefined {
  const path = text.slice(SCHEME.length);
  return text.startsWith(SCHEME) && path !== '' && !path.includes('\0') ? resolve(path) : undefined;
}
