import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoCommit, DemoList, DemoWorld } from './types.ts';

/** Where an epoch was written, and the commit id that its branch ends with. */
export type WrittenEpoch = { path: string; head: string };

/** Runs git and gives what it printed. Throws where git is missing or fails. */
function git(args: string[], input?: Buffer): string {
  const run = spawnSync('git', args, { ...(input && { input }), maxBuffer: 64 * 1024 * 1024 });
  const error: (Error & { code?: string }) | undefined = run.error;
  if (error?.code === 'ENOENT') {
    throw new Error(
      'git was not found: the demo archive is a git repository, so please install git and try again',
    );
  }
  if (error !== undefined) throw new Error(`git ${args.at(-1)} could not be run: ${error.message}`);
  if (run.status !== 0)
    throw new Error(`git ${args.join(' ')} failed: ${run.stderr.toString('utf8').trim()}`);
  return run.stdout.toString('utf8').trim();
}

const seconds = (time: number): number => Math.max(0, Math.floor(time / 1000));

/** Git's own rule: a name has no brackets, no newline and no NUL. */
const clean = (text: string): string => text.replace(/[<>\n\0]/g, '').trim();

const data = (bytes: Uint8Array): Buffer[] => [
  Buffer.from(`data ${bytes.length}\n`),
  Buffer.from(bytes),
  Buffer.from('\n'),
];

/** One commit as `git fast-import` reads it: its tree has one blob, `m` for a mail or `d` for a removed one. */
function commitStream(commit: DemoCommit, committer: string): Buffer[] {
  const removal = commit.kind === 'removal';
  const author = removal
    ? committer
    : `${clean(commit.author.name) || clean(commit.author.email)} <${clean(commit.author.email)}>`;
  const written = seconds(removal ? commit.time : commit.date);
  const head = [
    'commit refs/heads/master',
    `author ${author} ${written} +0000`,
    `committer ${committer} ${seconds(commit.time)} +0000`,
    '',
  ].join('\n');
  const subject = clean(commit.subject.replace(/\s+/g, ' ')) || '(no subject)';
  const tree = Buffer.from(`deleteall\nM 100644 inline ${removal ? 'd' : 'm'}\n`);
  return [Buffer.from(head), ...data(Buffer.from(`${subject}\n`)), tree, ...data(commit.bytes)];
}

/**
 * Writes `<dir>/<list>/git/0.git`, a bare public-inbox v2 epoch with one commit a mail. The commit ids depend on
 * the mails alone: nothing of the user's git configuration goes into them. Throws where the epoch is there already.
 * Format: public-inbox-v2-format(5).
 */
export function writeEpoch(list: DemoList, dir: string): WrittenEpoch {
  const path = join(dir, list.name, 'git', '0.git');
  if (existsSync(path)) throw new Error(`${path} is there already: the demo does not overwrite an archive`);
  mkdirSync(path, { recursive: true });
  git(['init', '--quiet', '--bare', '--object-format=sha1', '--initial-branch=master', '--template=', path]);
  const committer = `${list.name} <${list.name}@vger.kernel.org>`;
  const stream = Buffer.concat([
    ...list.commits.flatMap((commit) => commitStream(commit, committer)),
    Buffer.from('done\n'),
  ]);
  git([`--git-dir=${path}`, '-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet', '--done'], stream);
  return { path, head: git([`--git-dir=${path}`, 'rev-parse', 'refs/heads/master']) };
}

/** Writes the archives of all lists below `dir`. */
export function writeWorld(world: DemoWorld, dir: string): WrittenEpoch[] {
  return world.lists.map((list) => writeEpoch(list, dir));
}
