import { describe, expect, it } from 'vitest';
import { type FileChange, readDiff, startsDiff } from '../../src/domain/diff.ts';

function read(text: string): { files: FileChange[]; rest: string } {
  const files: FileChange[] = [];
  const end = readDiff(text, 0, files);
  return { files, rest: text.slice(end) };
}

function git(path: string, ...lines: readonly string[]): string {
  return [`diff --git a/${path} b/${path}`, ...lines, ''].join('\n');
}

const BODY = ['--- a/x.rs', '+++ b/x.rs', '@@ -1,2 +1,3 @@ fn main', ' a', '-b', '+c', '+d'];

describe("git's diffs", () => {
  it('tell the path and the size', () => {
    const { files, rest } = read(`${git('x.rs', 'index 1..2 100644', ...BODY)}-- \n2.40\n`);
    expect(files).toMatchObject([{ path: 'x.rs', change: 'modified', added: 2, removed: 1, binary: false }]);
    expect(rest).toBe('-- \n2.40\n');
  });

  it.each([
    {
      what: 'an added file',
      lines: ['new file mode 100644', '--- /dev/null', '+++ b/x.rs', '@@ -0,0 +1 @@', '+a'],
      change: 'added',
    },
    {
      what: 'a deleted file',
      lines: ['deleted file mode 100644', '--- a/x.rs', '+++ /dev/null', '@@ -1 +0,0 @@', '-a'],
      change: 'deleted',
    },
    { what: 'an empty added file', lines: ['new file mode 100644', 'index 0..1'], change: 'added' },
    { what: 'a mode alone', lines: ['old mode 100644', 'new mode 100755'], change: 'modified' },
  ])('tell $what', ({ lines, change }) => {
    expect(read(git('x.rs', ...lines)).files).toMatchObject([{ path: 'x.rs', change }]);
  });

  it.each([
    { verb: 'rename', change: 'renamed' },
    { verb: 'copy', change: 'copied' },
  ])('tell a $change file by both names', ({ verb, change }) => {
    const text = `diff --git a/old.rs b/new.rs\nsimilarity index 90%\n${verb} from old.rs\n${verb} to new.rs\n`;
    expect(read(text).files).toMatchObject([{ path: 'new.rs', from: 'old.rs', change }]);
  });

  it('tell binaries', () => {
    const blocks = 'GIT binary patch\nliteral 5\nMcmZQzWMT#Y01f~L\n\nliteral 0\nHcmV?d00001\n\n';
    const text = `${git('a.png', 'index 1..2')}${blocks}${git('b.png', 'Binary files a/b.png and b/b.png differ')}`;
    expect(read(text).files).toMatchObject([
      { path: 'a.png', binary: true },
      { path: 'b.png', binary: true },
    ]);
  });

  it('tell quoted names, octal bytes included', () => {
    const name = '"b/dir/\\303\\244 \\"q\\".rs"';
    const text = `diff --git "a/dir/\\303\\244 \\"q\\".rs" ${name}\n--- "a/dir/\\303\\244 \\"q\\".rs"\n+++ ${name}\n@@ -1 +1 @@\n-a\n+b\n`;
    expect(read(text).files).toMatchObject([{ path: 'dir/ä "q".rs', added: 1 }]);
  });

  it('keep a quoted name that is no UTF-8', () => {
    expect(read('diff --git "a/\\377.rs" "b/\\377.rs"\nold mode 1\n').files).toHaveLength(1);
  });

  it('know their places in the text', () => {
    const one = git('x.rs', ...BODY);
    const { files } = read(one + one.replaceAll('x.rs', 'y.rs'));
    expect(files.map(({ path, start, end }) => [path, start, end])).toEqual([
      ['x.rs', 0, one.length],
      ['y.rs', one.length, 2 * one.length],
    ]);
  });
});

describe('hunks', () => {
  it('end where their header says: prose below is prose', () => {
    const { files, rest } = read(`${git('x.rs', ...BODY)}+1 from me\n- not me\n`);
    expect(files).toMatchObject([{ added: 2, removed: 1 }]);
    expect(rest).toBe('+1 from me\n- not me\n');
  });

  it.each([
    { what: 'cut off', lines: ['@@ -1,9 +1,9 @@', '-a'], added: 0, removed: 1 },
    {
      what: 'interrupted by a comment',
      lines: ['@@ -1,9 +1,9 @@', '-a', 'Why?', '+b'],
      added: 0,
      removed: 1,
    },
    { what: 'without a number', lines: ['@@ fn main @@', '-a'], added: 0, removed: 0 },
    { what: 'with a number too large', lines: ['@@ -1,99999999999 +1 @@', '-a'], added: 0, removed: 0 },
    {
      what: 'with empty lines for context',
      lines: ['@@ -1,3 +1,3 @@', '', '-a', '+b', ''],
      added: 1,
      removed: 1,
    },
    {
      what: 'without a line end',
      lines: ['@@ -1 +1 @@', '-a', '\\ No newline at end of file', '+b'],
      added: 1,
      removed: 1,
    },
  ])('may be $what', ({ lines, added, removed }) => {
    expect(read(git('x.rs', '--- a/x.rs', '+++ b/x.rs', ...lines)).files).toMatchObject([
      { path: 'x.rs', added, removed },
    ]);
  });

  it('may take away lines that look like a header', () => {
    const text = git('x.rs', '--- a/x.rs', '+++ b/x.rs', '@@ -1,2 +1,2 @@', '--- old', '+++ new', ' a');
    expect(read(text).files).toMatchObject([{ path: 'x.rs', added: 1, removed: 1 }]);
  });
});

describe('other diffs', () => {
  it.each([
    { what: 'plain', head: '--- a/x.rs\n+++ b/x.rs\n' },
    {
      what: 'of two trees',
      head: '--- linux-6.1.orig/x.rs\t2024-01-01 10:00:00\n+++ linux-6.1/x.rs\t2024-01-02 10:00:00\n',
    },
    { what: 'by diff -u', head: 'diff -urN old/x.rs new/x.rs\n--- a/x.rs\n+++ b/x.rs\n' },
    {
      what: 'by quilt, svn or cvs',
      head: `Index: x.rs\n${'='.repeat(67)}\n--- x.rs\t(revision 1)\n+++ x.rs\t(working copy)\n`,
    },
    { what: 'with mnemonic prefixes', head: 'diff --git i/x.rs w/x.rs\n--- i/x.rs\n+++ w/x.rs\n' },
  ])('are read: $what', ({ head }) => {
    expect(startsDiff(head, 0)).toBe(true);
    expect(read(`${head}@@ -1 +1 @@\n-a\n+b\n`).files).toMatchObject([
      { path: 'x.rs', added: 1, removed: 1 },
    ]);
  });

  it('are told apart, file by file', () => {
    const file = (name: string) => `--- a/${name}\n+++ b/${name}\n@@ -1 +1 @@\n-a\n+b\n`;
    expect(read(file('x.rs') + file('y.rs')).files.map(({ path }) => path)).toEqual(['x.rs', 'y.rs']);
  });

  it.each([
    '---\n',
    '--- a separator\nwords\n',
    'different\n',
    'Index: of words\nwords\n',
    '> diff --git a/x b/x\n',
    '',
  ])('do not start at %j', (text) => {
    expect(startsDiff(text, 0)).toBe(false);
  });
});

it('no more than 5000 files are kept', () => {
  const text = Array.from({ length: 6000 }, (_, i) => git(`f${i}.rs`, 'old mode 1', 'new mode 2')).join('');
  const { files, rest } = read(text);
  expect(files).toHaveLength(5000);
  expect(rest).toBe('');
});
