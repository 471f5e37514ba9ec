import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './entry.ts';

/** What a commit of an epoch does. `at` in ms. */
export type Change =
  | { readonly what: 'mail'; readonly entry: Entry }
  | { readonly what: 'removal'; readonly entry: Entry; readonly at: number }
  | { readonly what: 'purged'; readonly blob: string; readonly at: number };

export type Epoch = {
  readonly gitDir: string;
  readonly changes: Change[];
  /** Commit id that it ends with. */
  tip: string;
  /** Packs written since they were put together. */
  packs: number;
};

/** As the server of a public archive is set up, for `git http-backend`. */
const CONFIG = `[core]
\trepositoryformatversion = 0
\tbare = true
[gc]
\tauto = 0
[uploadpack]
\tallowFilter = true
\tallowAnySHA1InWant = true
`;
/** More packs than this would make every fetch slow. */
const MANY = 40;
const BRANCH = 'refs/heads/master';

/** Of a test nothing needs to survive a crash of the machine; the user's configuration has no say. */
const CALM = ['-c', 'core.fsync=none', '-c', 'fastimport.unpackLimit=0'];
export const GIT_ENV = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
} as const;

/** Runs git and gives what it prints; throws with its complaint where it fails. */
export function runGit(args: readonly string[], options: { input?: Buffer; env?: NodeJS.ProcessEnv } = {}) {
  const run = spawnSync('git', args, {
    input: options.input ?? '',
    env: { ...GIT_ENV, ...options.env },
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr?.toString() ?? run.error}`);
  return run.stdout.toString().trim();
}

export const changeTime = (change: Change): number =>
  change.what === 'mail' ? change.entry.arrived : change.at;

/** A new bare epoch (public-inbox-v2-format(5)) with these changes. */
export function createEpoch(gitDir: string, list: string, changes: readonly Change[]): Epoch {
  layRepository(gitDir);
  const epoch: Epoch = { gitDir, changes: [], tip: '', packs: 0 };
  append(epoch, list, changes);
  return epoch;
}

/** One commit a change, behind what is there. */
export function append(epoch: Epoch, list: string, changes: readonly Change[]): void {
  epoch.tip = importChanges(epoch.gitDir, list, changes, epoch.tip);
  epoch.changes.push(...changes);
  if (++epoch.packs < MANY) return;
  runGit([`--git-dir=${epoch.gitDir}`, 'repack', '-a', '-d', '-q']);
  epoch.packs = 0;
}

/** Another history in the place of the old one, of which nothing is left, as after `gc --prune=now`. */
export function rewrite(epoch: Epoch, list: string, changes: readonly Change[]): void {
  const fresh = `${epoch.gitDir}.new`;
  const old = `${epoch.gitDir}.old`;
  layRepository(fresh);
  epoch.tip = importChanges(fresh, list, changes, '');
  epoch.changes.splice(0, Number.POSITIVE_INFINITY, ...changes);
  epoch.packs = 1;
  renameSync(epoch.gitDir, old);
  renameSync(fresh, epoch.gitDir);
  rmSync(old, { recursive: true, force: true });
}

function layRepository(gitDir: string): void {
  for (const folder of ['objects', 'refs/heads']) mkdirSync(join(gitDir, folder), { recursive: true });
  writeFileSync(join(gitDir, 'HEAD'), `ref: ${BRANCH}\n`);
  writeFileSync(join(gitDir, 'config'), CONFIG);
}

function importChanges(gitDir: string, list: string, changes: readonly Change[], tip: string): string {
  if (changes.length === 0) return tip;
  const stream = changes.flatMap((change, n) => commit(change, list, n === 0 ? tip : ''));
  runGit(
    [`--git-dir=${gitDir}`, ...CALM, 'fast-import', '--quiet', '--done', '--date-format=raw-permissive'],
    {
      input: Buffer.concat([...stream, Buffer.from('done\n')]),
    },
  );
  return readFileSync(join(gitDir, BRANCH), 'latin1').trim();
}

function commit(change: Change, list: string, parent: string): Buffer[] {
  const arrived = `${Math.floor(changeTime(change) / 1000)} +0000`;
  const robot = `${list} <${list}@lists.example.org>`;
  const [author, subject] = wordsOf(change, robot, arrived);
  const message = Buffer.from(`${subject}\n`);
  const head = `commit ${BRANCH}\nauthor ${author}\ncommitter ${robot} ${arrived}\ndata ${message.length}\n`;
  const from = parent === '' ? '' : `from ${parent}\n`;
  const start = [Buffer.from(head), message, Buffer.from(`${from}deleteall\n`)];
  if (change.what === 'purged') return start;
  const { bytes } = change.entry;
  const name = change.what === 'mail' ? 'm' : 'd';
  return [...start, Buffer.from(`M 100644 inline ${name}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')];
}

/** The author with time, and the subject (Import.pm of public-inbox: `rm`, `purged BLOB`). */
function wordsOf(change: Change, robot: string, arrived: string): [author: string, subject: string] {
  if (change.what === 'removal') return [`${robot} ${arrived}`, 'rm'];
  if (change.what === 'purged') return [`<> ${arrived}`, `purged ${change.blob}`];
  const { from, date, subject, fields } = change.entry;
  const seconds = Math.max(0, Math.floor(date / 1000));
  const name = clean(from.name || from.email);
  return [
    `${name} <${clean(from.email)}> ${seconds} ${zoneOf(fields.date)}`,
    clean(subject) || '(no subject)',
  ];
}

/** Git's own rule: a name has no brackets, no newline and no NUL. */
const clean = (text: string): string => text.replace(/[<>\n\r\0]/g, '').trim();

/** As it stands in the real archives, where zones west of Greenwich came out wrong: -0700 as +1700. */
function zoneOf(dateField: string): string {
  const [, sign, hours = '00', minutes = '00'] = /([+-])(\d\d)(\d\d)\b/.exec(dateField) ?? [];
  if (sign !== '-') return `+${hours}${minutes}`;
  const west = 24 * 60 - (Number(hours) * 60 + Number(minutes));
  return `+${`${Math.floor(west / 60)}`.padStart(2, '0')}${`${west % 60}`.padStart(2, '0')}`;
}
