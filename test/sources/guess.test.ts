import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guessMails } from '../../src/sources/archive/guess.ts';
import { git, writeHistory } from './epochs.ts';
import { makeMails } from './mails.ts';
import { createTemp } from './temp.ts';

const temp = createTemp();

describe('a guess at the mails of an epoch', () => {
  it('is near where they lie in a pack', () => {
    const gitDir = join(temp(), '0.git');
    writeHistory(
      gitDir,
      makeMails(300).map((add) => ({ add })),
    );
    git([`--git-dir=${gitDir}`, 'repack', '-a', '-d', '-q']);
    const guess = guessMails(gitDir) ?? 0;
    expect(guess).toBeGreaterThan(290);
    expect(guess).toBeLessThan(310);
  });

  it('is none where there are no packs, no folder of them, or no epoch', () => {
    const gitDir = temp();
    expect(guessMails(gitDir)).toBeUndefined();
    mkdirSync(join(gitDir, 'objects', 'pack'), { recursive: true });
    expect(guessMails(gitDir)).toBeUndefined();
    expect(guessMails(join(gitDir, 'nowhere'))).toBeUndefined();
  });

  it('is never negative', () => {
    const gitDir = temp();
    mkdirSync(join(gitDir, 'objects', 'pack'), { recursive: true });
    writeFileSync(join(gitDir, 'objects', 'pack', 'pack-cut.idx'), 'cut');
    expect(guessMails(gitDir)).toBe(0);
  });
});
