/** One file of an unquoted diff. `start`..`end` is its place in the text it was read from. */
export type FileChange = {
  readonly path: string;
  /** The old name where the file was renamed or copied. */
  readonly from: string | undefined;
  readonly change: 'modified' | 'added' | 'deleted' | 'renamed' | 'copied';
  readonly binary: boolean;
  readonly added: number;
  readonly removed: number;
  readonly start: number;
  readonly end: number;
};

type Draft = { -readonly [K in keyof FileChange]: FileChange[K] };

const MAX_FILES = 5000;
const HUNK = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/;

/**
 * Reads the diff that starts at `start` in `text` (git's extended format, or plain unified diffs
 * with `---`/`+++`), appends its files and returns where it ends. Hunk headers decide how far a
 * hunk goes, so a `-- ` signature or a quote behind it is not taken for a change.
 */
export function readDiff(text: string, start: number, files: FileChange[]): number {
  const reader: Reader = { text, at: start, file: undefined, files };
  while (reader.at < text.length) {
    const line = lineAt(text, reader.at);
    if (!diffLine(reader, line)) break;
  }
  close(reader);
  return reader.at;
}

/** True where a diff starts at this line: `diff --git`, or `--- ` with `+++ ` right below it. */
export function startsDiff(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first === 0x64) return text.startsWith('diff --git ', at) || text.startsWith('diff -', at);
  if (first === 0x49) return text.startsWith('Index: ', at) && text.startsWith('=====', next(text, at));
  return first === 0x2d && text.startsWith('--- ', at) && text.startsWith('+++ ', next(text, at));
}

type Reader = { text: string; at: number; file: Draft | undefined; files: FileChange[] };

function diffLine(reader: Reader, line: string): boolean {
  const { text, at } = reader;
  if (line.startsWith('diff ') || line.startsWith('Index: ')) open(reader, gitPath(line));
  else if (line.startsWith('@@ ')) return readHunk(reader, line);
  else if (line.startsWith('--- ') && text.startsWith('+++ ', next(text, at))) oldName(reader, line);
  else if (line.startsWith('+++ ')) newName(reader, line);
  else if (!headerLine(reader, line)) return false;
  reader.at = next(text, reader.at);
  return true;
}

function headerLine(reader: Reader, line: string): boolean {
  const file = reader.file;
  if (!file) return false;
  if (line.startsWith('new file mode')) file.change = 'added';
  else if (line.startsWith('deleted file mode')) file.change = 'deleted';
  else if (line.startsWith('rename from ')) setFrom(file, 'renamed', line.slice(12));
  else if (line.startsWith('copy from ')) setFrom(file, 'copied', line.slice(10));
  else if (line.startsWith('rename to ')) file.path = unquote(line.slice(10));
  else if (line.startsWith('copy to ')) file.path = unquote(line.slice(8));
  else if (line.startsWith('Binary files ')) file.binary = true;
  else if (line.startsWith('GIT binary patch')) skipBinary(reader, file);
  else return /^(?:index |similarity |dissimilarity |old mode|new mode|=====|\\ )/.test(line);
  return true;
}

function setFrom(file: Draft, change: 'renamed' | 'copied', path: string): void {
  file.change = change;
  file.from = unquote(path);
}

/** Base85 blocks: `literal N` or `delta N`, lines, an empty line; twice. Leaves the reader on the last. */
function skipBinary(reader: Reader, file: Draft): void {
  file.binary = true;
  const { text } = reader;
  let at = next(text, reader.at);
  let last = reader.at;
  while (at < text.length) {
    const line = lineAt(text, at);
    if (line !== '' && !/^(?:(?:literal|delta) \d+|[A-Za-z][\x21-\x7e]+)$/.test(line)) break;
    if (line.startsWith('diff ')) break;
    last = at;
    at = next(text, at);
  }
  reader.at = last;
}

function readHunk(reader: Reader, line: string): boolean {
  const found = HUNK.exec(line);
  if (!found || !reader.file) return false;
  let olds = Number(found[1] ?? 1);
  let news = Number(found[2] ?? 1);
  const { text, file } = reader;
  let at = next(text, reader.at);
  while ((olds > 0 || news > 0) && at < text.length) {
    const sign = text.charCodeAt(at);
    if (sign === 0x2b) {
      file.added++;
      news--;
    } else if (sign === 0x2d) {
      file.removed++;
      olds--;
    } else if (sign === 0x20 || sign === 0x0a || sign === 0x09) {
      olds--;
      news--;
    } else if (sign !== 0x5c) break;
    at = next(text, at);
  }
  reader.at = at;
  return true;
}

function open(reader: Reader, path: string): void {
  close(reader);
  reader.file = {
    path,
    from: undefined,
    change: 'modified',
    binary: false,
    added: 0,
    removed: 0,
    start: reader.at,
    end: reader.at,
  };
}

function close(reader: Reader): void {
  const file = reader.file;
  reader.file = undefined;
  if (!file || file.path === '' || reader.files.length >= MAX_FILES) return;
  file.end = reader.at;
  reader.files.push(file);
}

function oldName(reader: Reader, line: string): void {
  const path = namedPath(line.slice(4));
  const file = reader.file;
  // A plain unified diff has no `diff --git`: the next `---` starts the next file.
  if (!file || file.added + file.removed > 0) {
    open(reader, path ?? '');
    if (reader.file && path === undefined) reader.file.change = 'added';
  } else if (path === undefined) file.change = 'added';
  else if (file.path === '') file.path = path;
}

function newName(reader: Reader, line: string): void {
  const path = namedPath(line.slice(4));
  if (!reader.file) return;
  if (path === undefined) reader.file.change = 'deleted';
  else reader.file.path = path;
}

/** `a/rust/x.rs\t2024-...` -> `rust/x.rs`; undefined for /dev/null. */
function namedPath(written: string): string | undefined {
  const name = written.startsWith('"') ? unquote(written) : (written.split('\t')[0] ?? '').trimEnd();
  if (name === '/dev/null') return undefined;
  return name.replace(/^(?:[abicow]|[^/]{0,100}linux[^/]{0,100})\//, '');
}

/** `diff --git a/x b/x` -> `x`: both halves are the same unless it is a rename, which says so itself. */
function gitPath(line: string): string {
  if (!line.startsWith('diff --git ')) return '';
  const names = line.slice(11);
  if (names.startsWith('"')) return namedPath(names.slice(names.lastIndexOf(' "') + 1)) ?? '';
  const middle = names.indexOf(' b/');
  return middle < 0 ? '' : names.slice(middle + 3);
}

/** Git's C-style quoting of odd names: `"a/\303\244.rs"`. */
function unquote(written: string): string {
  if (!written.startsWith('"')) return written;
  const inner = written.replace(/^"|"\s*$/g, '');
  const encoded = inner.replace(/%/g, '%25').replace(/\\([0-7]{3})/g, (_, octal: string) => {
    return `%${Number.parseInt(octal, 8).toString(16).padStart(2, '0')}`;
  });
  try {
    return decodeURIComponent(encoded).replace(/\\(["\\])/g, '$1');
  } catch {
    return inner;
  }
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.slice(at) : text.slice(at, end);
}

function next(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
