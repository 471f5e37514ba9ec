import type { Cursor } from '../../ports/archive.ts';
import { runGit } from './git.ts';
import { HEAD_FORMAT, readHead } from './log.ts';

/** A commit that took a mail out: the blob is the mail. */
export type Removal = { readonly blob: string; readonly cursor: Omit<Cursor, 'messageId'> };

/** The removals of a range by their trees, each tree's in the range's order. */
export async function readRemovals(gitDir: string, range: string): Promise<Map<string, Removal[]>> {
  const format = `--format=%T ${HEAD_FORMAT}`;
  const flags = ['--reverse', '--raw', '--no-abbrev', '--no-renames', '--no-color', '--no-notes'];
  const log = await runGit(gitDir, ['log', ...flags, format, '--end-of-options', range, '--', 'd']);
  const removals = new Map<string, Removal[]>();
  let tree = '';
  let cursor: Removal['cursor'] = { position: '', date: 0, subject: '' };
  for (const line of log.split('\n')) {
    if (!line.startsWith(':')) {
      if (line === '') continue;
      const blank = line.indexOf(' ');
      tree = line.slice(0, blank);
      cursor = readHead(Buffer.from(line.slice(blank + 1)).toString('latin1'));
      continue;
    }
    const blob = line.split(/[ \t]/)[3] ?? '';
    if (/^0+$/.test(blob)) continue;
    const known = removals.get(tree);
    if (known) known.push({ blob, cursor });
    else removals.set(tree, [{ blob, cursor }]);
  }
  return removals;
}
