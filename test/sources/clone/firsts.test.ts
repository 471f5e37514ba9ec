import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeKernelOrg, startKernelOrg } from '../../fakes/kernel-org/kernel-org.ts';
import { DAY, NOW, tryClone } from './try-clone.ts';

let host: FakeKernelOrg;
let folder: string;

beforeEach(async () => {
  host = await startKernelOrg(NOW - 60 * DAY);
  folder = mkdtempSync(join(tmpdir(), 'clone-'));
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

const EDGE = { 'drivers/gpio/a.c': '1', 'drivers/net/phy/old.rs': '1', 'rust/kernel/lib.rs': '1' };

/** What commits with these files are told to be the first in, one commit after the other. */
async function firstsOf(...commits: Record<string, string>[]): Promise<(readonly string[] | undefined)[]> {
  host.tree.commit({ subject: 'edge', files: EDGE, at: NOW - 10 * DAY });
  for (const [at, files] of commits.entries()) host.tree.commit({ subject: `rust: ${at}`, files });
  const { commits: told, trouble } = await tryClone(host, folder);
  expect(trouble).toBeUndefined();
  return commits.map((_, at) => told.find(({ subject }) => subject === `rust: ${at}`)?.firsts);
}

describe('the first file of the topic in a folder', () => {
  it('is told once, of the topmost folder that had none', async () => {
    const firsts = await firstsOf(
      { 'drivers/gpio/one.rs': '1' },
      { 'drivers/gpio/two.rs': '1' },
      { 'fs/some/deep/one.rs': '1', 'fs/some/two.rs': '1', 'drivers/gpio/sub/three.rs': '1' },
      { 'fs/other/one.rs': '1' },
    );
    expect(firsts).toEqual([['drivers/gpio'], undefined, ['drivers/gpio/sub', 'fs'], ['fs/other']]);
  });

  it('is none where a folder further down had one, where nothing is added, and of other files', async () => {
    const firsts = await firstsOf(
      { 'drivers/net/one.rs': '1' },
      { 'rust/kernel/lib.rs': '2' },
      { 'rust/other/a.c': '1' },
      { 'one.rs': '1' },
    );
    expect(firsts).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('takes a folder of any name for a folder', async () => {
    const firsts = await firstsOf(
      { 'drivers/*/one.rs': '1', ':(top)/one.rs': '1', 'drivers/ö ä/one.rs': '1' },
      { 'drivers/ö ä/two.rs': '1', 'drivers/*/two.rs': '1' },
    );
    expect(firsts).toEqual([[':(top)', 'drivers/*', 'drivers/ö ä'], undefined]);
  });

  it('is not known where the history begins, and of no plan without such files', async () => {
    host.tree.commit({ subject: 'rust: edge', files: { 'rust/a.rs': '1' }, at: NOW - 10 * DAY });
    host.tree.commit({ subject: 'rust: b', files: { 'fs/b.rs': '1' } });
    const { commits } = await tryClone(host, folder, undefined, ['fs/', 'rust/']);
    expect(commits.map(({ firsts }) => firsts)).toEqual([undefined, undefined]);
  });

  it('is told again of a folder that had lost all of them', async () => {
    host.tree.commit({ subject: 'edge', files: EDGE, at: NOW - 10 * DAY });
    host.tree.commit({ subject: 'rust: gone', files: { 'rust/kernel/lib.rs': undefined } });
    host.tree.commit({ subject: 'rust: back', files: { 'rust/kernel/lib.rs': '3' } });
    const { commits } = await tryClone(host, folder);
    expect(commits.find(({ subject }) => subject === 'rust: back')?.firsts).toEqual(['rust']);
  });
});
