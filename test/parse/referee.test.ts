import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeWithCorpus } from '../corpus.ts';
import { fixtureBytes, fixtures } from './fixtures.ts';
import { referee } from './referee.ts';

/** Every so-many-th mail of the archive; the referee reads several hundred in a second. */
const STEP = 8;

it.each(fixtures.filter((name) => !['empty', 'no-header'].includes(name)))(
  'agrees with postal-mime on %s, or says why not',
  async (name) => {
    const differences = await referee(fixtureBytes(name));
    expect(differences.filter(({ why }) => why === '')).toEqual([]);
  },
);

describeWithCorpus('against postal-mime on an archive', (corpus) => {
  const folder = mkdtempSync(join(tmpdir(), 'lorewatch-referee-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('agrees on 99.5 % of the mails and can explain the rest', async () => {
    const bundle = join(corpus, 'corpus/linux-kbuild.bundle');
    execFileSync('git', ['clone', '--quiet', '--bare', bundle, folder], { stdio: 'ignore' });
    const mails = readMails(folder);
    expect(mails.length).toBeGreaterThan(1000);
    const reasons = new Map<string, number>();
    const unexplained: string[] = [];
    let differing = 0;
    for (const { commit, bytes } of mails) {
      const differences = await referee(bytes);
      if (differences.length > 0) differing++;
      for (const { field, why } of differences) {
        if (why === '') unexplained.push(`${commit} ${field}`);
        reasons.set(why, (reasons.get(why) ?? 0) + 1);
      }
    }
    console.info(`referee: ${mails.length} mails, ${differing} differ:`, Object.fromEntries(reasons));
    expect(unexplained).toEqual([]);
    expect(differing / mails.length).toBeLessThanOrEqual(0.005);
  }, 120_000);
});

function readMails(gitDir: string): { commit: string; bytes: Buffer }[] {
  const git = ['--git-dir', gitDir];
  const commits = execFileSync('git', [...git, 'rev-list', 'HEAD'], { maxBuffer: 1 << 26 })
    .toString()
    .trim()
    .split('\n');
  const chosen = commits.filter((_, i) => i % STEP === 0);
  const input = chosen.map((commit) => `${commit}:m\n`).join('');
  const out = execFileSync('git', [...git, 'cat-file', '--batch'], { input, maxBuffer: 1 << 29 });
  const mails: { commit: string; bytes: Buffer }[] = [];
  let at = 0;
  for (const commit of chosen) {
    const line = out.indexOf('\n', at);
    const [, type, size] = out.toString('latin1', at, line).split(' ');
    at = line + 1;
    if (type !== 'blob') continue;
    mails.push({ commit, bytes: out.subarray(at, at + Number(size)) });
    at += Number(size) + 1;
  }
  return mails;
}
