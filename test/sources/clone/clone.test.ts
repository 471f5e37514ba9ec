import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeKernelOrg, startKernelOrg } from '../../fakes/kernel-org/kernel-org.ts';
import type { Tried } from '../../fakes/kernel-org/try.ts';
import { DAY, NOW, objectsIn, tryClone } from './try-clone.ts';

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

const attempt = (memory?: Tried['memory']): Promise<Tried> => tryClone(host, folder, memory);
const told = (tried: Tried): unknown[] => tried.commits.map(({ subject, release }) => [subject, release]);

describe('clone', () => {
  it('tells the commits that touch the paths, with all of their files, and the merges', async () => {
    const { tree } = host;
    tree.commit({ subject: 'long ago', files: { 'rust/old.rs': '1', 'lib/a.c': '1' } });
    tree.commit({ subject: 'recent edge', files: { 'lib/a.c': '2' }, at: NOW - 13 * DAY });
    tree.commit({
      subject: 'rust: add a part',
      body: 'Why.\n\nLink: https://lore.kernel.org/r/2026.1-1-jane%40example.org',
      files: { 'drivers/pwm/new.rs': '1', 'lib/b.c': '1' },
      branch: 'side',
    });
    tree.commit({ subject: 'net: none of it', files: { 'net/a.c': '1' }, branch: 'side' });
    const merge = tree.merge({
      branch: 'side',
      subject: "Merge tag 'rust-9.3' of git://git.example.org/linux",
    });
    const first = await attempt();
    expect(first.trouble).toBeUndefined();
    expect(first.commits.map(({ subject }) => subject)).toEqual([
      'rust: add a part',
      'recent edge',
      "Merge tag 'rust-9.3' of git://git.example.org/linux",
    ]);
    expect(first.commits[0]).toMatchObject({
      files: ['drivers/pwm/new.rs', 'lib/b.c'],
      added: ['drivers/pwm/new.rs', 'lib/b.c'],
      links: ['2026.1-1-jane@example.org'],
      author: { name: 'Jane Doe', email: 'jane@example.org' },
      merge: false,
      tree: 'mainline',
    });
    // Where the shallow history begins nobody knows what was touched.
    expect(first.commits[1]).toMatchObject({ files: undefined });
    expect(first.commits[1]).not.toHaveProperty('added');
    expect(first.commits[2]).toMatchObject({ id: merge, merge: true, files: undefined });
    expect((await attempt(first.memory)).items).toEqual([]);
  });

  it('tells the first release that has a commit, when that is tagged', async () => {
    const { tree } = host;
    const at = NOW - 10 * DAY;
    tree.commit({ subject: 'edge', files: { 'a.c': '1' }, at });
    tree.commit({ subject: 'rust: one', files: { 'rust/one.rs': '1' } });
    tree.tag('9.3-rc1');
    tree.commit({ subject: 'rust: two', files: { 'rust/two.rs': '1' } });
    const first = await attempt();
    expect(told(first)).toEqual([
      ['rust: one', '9.3-rc1'],
      ['rust: two', undefined],
    ]);
    tree.commit({ subject: 'rust: three', files: { 'rust/three.rs': '1' }, branch: 'side' });
    tree.merge({ branch: 'side', subject: "Merge branch 'side'" });
    tree.tag('9.3-rc2');
    tree.commit({ subject: 'rust: four', files: { 'rust/four.rs': '1' } });
    const second = await attempt(first.memory);
    expect(told(second)).toEqual([
      ['rust: three', '9.3-rc2'],
      ['rust: two', '9.3-rc2'],
      ["Merge branch 'side'", '9.3-rc2'],
      ['rust: four', undefined],
    ]);
    expect((await attempt(second.memory)).items).toEqual([]);
  });

  it('fetches no blobs for commits', async () => {
    const { tree } = host;
    tree.commit({ subject: 'edge', files: { 'a.c': '1', 'b.rs': '1' }, at: NOW - 10 * DAY });
    tree.commit({ subject: 'rust: one', files: { 'rust/one.rs': 'x'.repeat(1000) } });
    expect((await attempt()).commits.at(0)?.firsts).toEqual(['rust']);
    expect([...objectsIn(folder).keys()].sort()).toEqual(['commit', 'tree']);
  });

  it('goes on after a rewritten history and after its mirror was lost', async () => {
    const { tree } = host;
    const edge = tree.commit({ subject: 'edge', files: { 'a.c': '1' }, at: NOW - 10 * DAY });
    tree.commit({ subject: 'rust: gone', files: { 'rust/gone.rs': '1' } });
    const first = await attempt();
    tree.reset(edge);
    tree.commit({ subject: 'rust: instead', files: { 'rust/instead.rs': '1' } });
    const second = await attempt(first.memory);
    expect(second.commits.map(({ subject }) => subject)).toEqual(['rust: instead']);
    rmSync(join(folder, 'mirror.git'), { recursive: true });
    tree.commit({ subject: 'rust: more', files: { 'rust/more.rs': '1' } });
    const third = await attempt(second.memory);
    expect(third.trouble).toBeUndefined();
    expect(third.commits.map(({ subject }) => subject)).toEqual(['rust: more']);
  });

  it('is in trouble where the repository cannot be had', async () => {
    host.tree.commit({ subject: 'edge', files: { 'a.rs': '1' }, at: NOW - DAY });
    host.faults.add({ fault: 'reply', reply: { status: 502 }, times: 9 });
    const tried = await attempt();
    expect(tried.trouble).toMatch(/linux\.git/);
    expect(tried.items).toEqual([]);
  });

  it('takes a path with anything in it for a path', async () => {
    host.tree.commit({ subject: 'edge', files: { 'a.c': '1' }, at: NOW - DAY });
    const odd = `rust/commit ${'a'.repeat(40)}.rs`;
    host.tree.commit({ subject: 'rust: odd', files: { [odd]: '1', 'rust/ö b.rs': '1' } });
    const tried = await attempt();
    expect(tried.commits.find(({ subject }) => subject === 'rust: odd')?.files).toEqual([odd, 'rust/ö b.rs']);
  });
});
