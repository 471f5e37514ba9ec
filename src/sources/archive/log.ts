import type { Cursor } from '../../ports/archive.ts';
import { gitFailure, startGit } from './git.ts';

/** One commit of an epoch: a mail that came (`m`) or was taken out (`d`). */
export type EpochCommit = {
  readonly cursor: Omit<Cursor, 'messageId'>;
  readonly blob: string;
  readonly removal: boolean;
};

const ZERO = /^0+$/;
/** What `readHead` reads: commit id, time of arrival in seconds, subject. */
export const HEAD_FORMAT = '%H %ct %s';

/**
 * The commits of an epoch, oldest first (public-inbox-v2-format(5)): each tree holds one blob, `m` or
 * `d`. `range` is a revision or `a..b`. A commit that changes neither is passed over.
 */
export async function* readLog(
  gitDir: string,
  range: string,
  more: readonly string[] = [],
): AsyncGenerator<EpochCommit[]> {
  const args = [
    'log',
    '--reverse',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--no-color',
    '--no-notes',
    ...more,
  ];
  const { git, finished } = startGit(gitDir, [
    ...args,
    `--format=${HEAD_FORMAT}`,
    '--end-of-options',
    range,
    '--',
  ]);
  git.stdin.end();
  let rest = '';
  let cursor: EpochCommit['cursor'] = { position: '', date: 0, subject: '' };
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const batch: EpochCommit[] = [];
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith(':')) {
          const change = readChange(line);
          if (change) batch.push({ cursor, ...change });
        } else if (line !== '') cursor = readHead(line);
      }
      if (batch.length > 0) yield batch;
    }
    const end = await finished;
    if (end.code !== 0) throw gitFailure(gitDir, end);
  } finally {
    git.kill();
  }
}

/** `line` as `HEAD_FORMAT` makes it, in latin1. */
export function readHead(line: string): Omit<Cursor, 'messageId'> {
  const first = line.indexOf(' ');
  const second = line.indexOf(' ', first + 1);
  return {
    position: line.slice(0, first),
    date: Number(line.slice(first + 1, second)) * 1000,
    subject: line.slice(second + 1, second + 201),
  };
}

/** `:100644 100644 <old> <new> M<TAB>m` (git-diff-tree, RAW OUTPUT FORMAT). */
function readChange(line: string): { blob: string; removal: boolean } | undefined {
  const tab = line.indexOf('\t');
  const path = line.slice(tab + 1);
  if (path !== 'm' && path !== 'd') return undefined;
  const blob = line.slice(0, tab).split(' ')[3] ?? '';
  return ZERO.test(blob) ? undefined : { blob, removal: path === 'd' };
}
