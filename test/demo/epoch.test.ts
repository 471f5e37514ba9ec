import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { writeEpoch, writeWorld } from '../../src/demo/epoch.ts';
import { createDemoWorld } from '../../src/demo/world.ts';

const world = createDemoWorld();
const root = mkdtempSync(join(tmpdir(), 'lorewatch-demo-'));
const written = writeWorld(world, join(root, 'first'));

const git = (path: string, ...args: string[]): string =>
  execFileSync('git', [`--git-dir=${path}`, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 }).trim();

afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('lies where public-inbox has it', () => {
  expect(written.map((epoch) => epoch.path)).toEqual(
    ['rust-for-linux', 'linux-kbuild'].map((name) => join(root, 'first', name, 'git', '0.git')),
  );
  for (const { path, head } of written) {
    expect(git(path, 'symbolic-ref', 'HEAD')).toBe('refs/heads/master');
    expect(git(path, 'rev-parse', 'HEAD')).toBe(head);
  }
});

test('has the same commits whatever the user has configured', () => {
  const config = join(root, 'gitconfig');
  writeFileSync(
    config,
    '[init]\n\tdefaultBranch = trunk\n\tdefaultObjectFormat = sha256\n[i18n]\n\tcommitEncoding = latin1\n[user]\n\tname = Somebody\n[commit]\n\tgpgSign = true\n[fastimport]\n\tunpackLimit = 100000\n',
  );
  vi.stubEnv('GIT_CONFIG_GLOBAL', config);
  vi.stubEnv('GIT_AUTHOR_DATE', '2001-01-01T00:00:00Z');
  const again = writeWorld(createDemoWorld(), join(root, 'second'));
  expect(again.map((epoch) => epoch.head)).toEqual(written.map((epoch) => epoch.head));
});

test('has one commit a mail, oldest first, with one blob each', () => {
  world.lists.forEach((list, index) => {
    const path = written[index]?.path ?? '';
    const names = git(
      path,
      'log',
      '--reverse',
      '--format=',
      '--name-only',
      '--diff-filter=AM',
      '--no-renames',
      '-m',
      '--root',
    );
    expect(git(path, 'rev-list', '--count', 'HEAD')).toBe(String(list.commits.length));
    expect(names.split('\n')).toEqual(list.commits.map((commit) => (commit.kind === 'mail' ? 'm' : 'd')));
    const times = git(path, 'log', '--reverse', '--format=%ct').split('\n').map(Number);
    expect(times).toEqual(list.commits.map((commit) => Math.floor(commit.time / 1000)));
  });
});

test('keeps the bytes of a mail, and its author, date and subject in the commit', () => {
  const list = world.lists[0];
  const path = written[0]?.path ?? '';
  const last = list?.commits.at(-1);
  const blob = execFileSync('git', [`--git-dir=${path}`, 'cat-file', 'blob', 'HEAD:m']);
  expect(blob.equals(Buffer.from(last?.bytes ?? []))).toBe(true);
  expect(git(path, 'log', '-1', '--format=%an|%ae|%at|%s')).toBe(
    `${last?.author.name}|${last?.author.email}|${Math.floor((last?.date ?? 0) / 1000)}|${last?.subject}`,
  );
});

test('marks a removal with `rm` and the removed bytes', () => {
  const path = written[1]?.path ?? '';
  const [commit] = git(path, 'log', '--format=%H', '--grep=^rm$').split('\n');
  expect(git(path, 'ls-tree', '--name-only', commit ?? '')).toBe('d');
  expect(git(path, 'cat-file', 'blob', `${commit}:d`)).toContain('Cheap trusted kernels');
});

test('is clean', () => {
  for (const { path } of written) expect(git(path, 'fsck', '--full', '--strict')).toBe('');
});

test('is never overwritten', () => {
  const list = world.lists[0];
  expect(() => list && writeEpoch(list, join(root, 'first'))).toThrow('is there already');
});

test('says what to do where git is missing', () => {
  const list = world.lists[0];
  vi.stubEnv('PATH', join(root, 'nothing-here'));
  expect(() => list && writeEpoch(list, join(root, 'third'))).toThrow('please install git');
});
