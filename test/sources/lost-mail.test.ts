import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ArchiveError } from '../../src/ports/errors.ts';
import { streamMails } from '../../src/sources/archive/stream.ts';
import { added, git, writeHistory } from './epochs.ts';
import { makeMails } from './mails.ts';
import { createTemp } from './temp.ts';

const temp = createTemp();

it('a mail that git has lost is told, and those before it are given', async () => {
  const gitDir = join(temp(), 'gizmo.git');
  // Few objects stay loose, so that one can be taken away.
  writeHistory(gitDir, added(makeMails(9)));
  const blob = git([`--git-dir=${gitDir}`, 'rev-parse', 'HEAD~4:m']);
  rmSync(join(gitDir, 'objects', blob.slice(0, 2), blob.slice(2)));
  const blobs: (string | null)[] = [];
  const reading = (async () => {
    for await (const mails of streamMails(gitDir, 'HEAD')) blobs.push(...mails.map((mail) => mail.blob));
  })();
  await expect(reading).rejects.toThrow(ArchiveError);
  await expect(reading).rejects.toThrow(/gizmo\.git has lost the mail/);
  expect(blobs).toHaveLength(4);
});
