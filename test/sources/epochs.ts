import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { START } from './mails.ts';

/** What a commit of an epoch does: a mail comes, is taken out, or the tree is emptied. */
export type Change = { readonly add: Buffer } | { readonly remove: Buffer } | { readonly purge: true };

export type HistoryOptions = {
  /** Goes on behind what is there; otherwise the history is another one. */
  readonly append?: boolean;
  /** Seconds between the arrival of a mail and the next. */
  readonly step?: number;
  /** Put into the committer's name, so that the commits have other ids. */
  readonly by?: string;
};

/** Runs git; throws with its complaint where it fails. */
export function git(args: readonly string[], input?: Buffer): string {
  const run = spawnSync('git', args, { ...(input && { input }), maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr?.toString() ?? run.error}`);
  return run.stdout.toString().trim();
}

/** Writes a public-inbox v2 epoch with git fast-import. Returns the id of its last commit. */
export function writeHistory(
  gitDir: string,
  changes: readonly Change[],
  options: HistoryOptions = {},
): string {
  if (!existsSync(gitDir)) {
    mkdirSync(gitDir, { recursive: true });
    git(['init', '--quiet', '--bare', '--initial-branch=master', '--template=', gitDir]);
  }
  if (changes.length === 0) return '';
  const before = options.append ? Number(git([`--git-dir=${gitDir}`, 'rev-list', '--count', 'master'])) : 0;
  const stream: Buffer[] = [Buffer.from(options.append ? '' : 'reset refs/heads/master\n')];
  changes.forEach((change, n) => {
    const from = options.append && n === 0 ? 'from refs/heads/master^0\n' : '';
    stream.push(...commit(change, START + (before + n) * (options.step ?? 60), options.by ?? 'list', from));
  });
  stream.push(Buffer.from('done\n'));
  git([`--git-dir=${gitDir}`, 'fast-import', '--quiet', '--done', '--force'], Buffer.concat(stream));
  return git([`--git-dir=${gitDir}`, 'rev-parse', 'master']);
}

export const added = (mails: readonly Buffer[]): Change[] => mails.map((add) => ({ add }));

function commit(change: Change, time: number, by: string, from: string): Buffer[] {
  const bytes = 'add' in change ? change.add : 'remove' in change ? change.remove : undefined;
  const subject = 'add' in change ? subjectOf(change.add) : 'remove' in change ? 'rm' : 'purged';
  const head = `commit refs/heads/master\ncommitter ${by} <${by}@example.org> ${time} +0000\n`;
  const message = Buffer.from(subject);
  const start = Buffer.from(`${head}data ${message.length}\n${subject}\n${from}deleteall\n`);
  if (!bytes) return [start];
  const name = 'add' in change ? 'm' : 'd';
  return [start, Buffer.from(`M 100644 inline ${name}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')];
}

function subjectOf(mail: Buffer): string {
  return /^Subject: (.*)$/m.exec(mail.toString('latin1', 0, 4096))?.[1] ?? '';
}
