import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countCode } from '../../../src/sources/clone/code.ts';
import { type FakeKernelOrg, startKernelOrg } from '../../fakes/kernel-org/kernel-org.ts';
import type { Tried } from '../../fakes/kernel-org/try.ts';
import { runGit } from '../../fakes/lore/epoch.ts';
import { DAY, NOW, objectsIn, tryClone } from './try-clone.ts';

let host: FakeKernelOrg;
let folder: string;

beforeEach(async () => {
  host = await startKernelOrg(NOW - 60 * DAY);
  folder = mkdtempSync(join(tmpdir(), 'clone-'));
  host.tree.commit({ subject: 'edge', files: { 'a.c': '1', 'rust/old.rs': '1\n2\n' }, at: NOW - 10 * DAY });
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

const attempt = (memory?: Tried['memory']): Promise<Tried> => tryClone(host, folder, memory);
const counted = ({ releases }: Tried): unknown[] => releases.map(({ id, code }) => [id, code]);
const blobOf = (path: string): string =>
  runGit([`--git-dir=${host.tree.gitDir}`, 'rev-parse', `master:${path}`]);
/** Requests that ask for a blob by its id. */
const asked = (path: string): number =>
  host.requests.filter(({ body }) => body.includes(`want ${blobOf(path)}`)).length;

function release(version: string, files: Record<string, string | undefined>): void {
  host.tree.commit({ subject: `Linux ${version}`, files });
  host.tree.tag(version);
}

describe('the code of a release', () => {
  it('is counted by files and lines when it is tagged, by nothing that is of other files', async () => {
    release('9.3', { 'rust/new.rs': '1\n\n3\nno end', 'rust/same.rs': '1\n2\n', 'b.c': '1\n', 'no.rs': '' });
    const first = await attempt();
    expect(first.trouble).toBeUndefined();
    expect(first.releases).toEqual([
      {
        kind: 'release',
        id: '9.3',
        moniker: 'mainline',
        date: first.commits.find(({ subject }) => subject === 'Linux 9.3')?.committed,
        eol: false,
        changelog: undefined,
        url: undefined,
        log: undefined,
        code: { files: 4, lines: 7 },
      },
    ]);
    expect(first.releases[0]?.date).toBeGreaterThan(NOW - 11 * DAY);
    expect((await attempt(first.memory)).items).toEqual([]);
  });

  it('fetches all blobs in one request, and of the next release only those that are missing', async () => {
    release('9.3', { 'rust/one.rs': '1\n', 'rust/two.rs': '1\n2\n3\n', 'b.c': 'many\n' });
    const first = await attempt();
    expect([asked('rust/one.rs'), asked('rust/two.rs'), asked('b.c')]).toEqual([1, 1, 0]);
    const fetched = ['old', 'one', 'two'].map((name) => blobOf(`rust/${name}.rs`));
    expect([...(objectsIn(folder).get('blob') ?? [])].sort()).toEqual(fetched.sort());
    host.forget();
    release('9.3.1', { 'rust/two.rs': '1\n' });
    release('9.3.2', { 'rust/three.rs': '1\n2\n3\n4\n5\n' });
    const second = await attempt(first.memory);
    expect(counted(second)).toEqual([
      ['9.3.1', { files: 3, lines: 4 }],
      ['9.3.2', { files: 4, lines: 9 }],
    ]);
    expect(second.releases.map(({ moniker }) => moniker)).toEqual(['stable', 'stable']);
    // What was in 9.3.1 alone is what rust/one.rs has: nothing of it is asked for.
    expect([asked('rust/one.rs'), asked('rust/old.rs'), asked('rust/three.rs')]).toEqual([0, 0, 1]);
    const agents = host.requests.map(({ headers }) => headers['user-agent']);
    expect(new Set(agents)).toEqual(new Set(['lorewatch/test (+https://example.org)']));
  });

  it('is at first that of the two newest final releases, later of every one', async () => {
    for (const version of ['9.1', '9.2-rc1', '9.2', '9.3-rc1', '9.3', '9.4-rc1', '9.4-odd']) {
      release(version, { [`rust/${version}.rs`]: '1\n' });
    }
    const first = await attempt();
    expect(first.releases.map(({ id }) => id)).toEqual(['9.2', '9.3']);
    release('9.4-rc2', { 'rust/rc2.rs': '1\n' });
    release('9.4', { 'rust/final.rs': '1\n' });
    const second = await attempt(first.memory);
    expect(second.releases.map(({ id, moniker }) => [id, moniker])).toEqual([
      ['9.4-rc2', 'mainline'],
      ['9.4', 'mainline'],
    ]);
  });

  it('costs nothing but the number of lines where the server gives no blobs', async () => {
    const first = await attempt();
    release('9.3', { 'rust/new.rs': '1\n' });
    release('9.3.1', { 'rust/more.rs': '1\n' });
    const wanted = ['rust/new.rs', 'rust/more.rs', 'rust/old.rs'].map((path) => `want ${blobOf(path)}`);
    let refused = 0;
    host.refuse(({ body }) => {
      const refuses = wanted.some((want) => body.includes(want));
      if (refuses) refused++;
      return refuses;
    });
    const second = await attempt(first.memory);
    expect(refused).toBe(1);
    expect(second.trouble).toBeUndefined();
    expect(second.commits.map(({ subject }) => subject)).toEqual(['Linux 9.3', 'edge', 'Linux 9.3.1']);
    expect(counted(second)).toEqual([
      ['9.3', { files: 2, lines: undefined }],
      ['9.3.1', { files: 3, lines: undefined }],
    ]);
    expect(objectsIn(folder).has('blob')).toBe(false);
    expect((await attempt(second.memory)).items).toEqual([]);
  });

  it('is not counted of a commit that the clone does not have', async () => {
    await attempt();
    const { signal } = new AbortController();
    const count = (commit: string) =>
      countCode(join(folder, 'mirror.git'), commit, ['.rs'], undefined, signal);
    expect(await count('f'.repeat(40))).toBeUndefined();
    expect(await count('master')).toEqual({ files: 1, lines: undefined });
  });
});
