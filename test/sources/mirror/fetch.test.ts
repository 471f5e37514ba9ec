import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { fetchMirror, type MirrorRequest } from '../../../src/sources/mirror/fetch.ts';
import { type FakeHost, startHost } from '../../fakes/host.ts';
import { added, git, writeHistory } from '../epochs.ts';
import { makeMails, START } from '../mails.ts';
import { createTemp } from '../temp.ts';

const temp = createTemp();
let source = '';
let gitDir = '';
beforeEach(() => {
  const folder = temp();
  source = join(folder, 'source.git');
  gitDir = join(folder, 'mirror', 'git', '0.git');
});

const fetchIt = (more: Partial<MirrorRequest> = {}): ReturnType<typeof fetchMirror> =>
  fetchMirror({
    gitDir,
    url: `file://${source}`,
    ref: 'HEAD',
    userAgent: 'lorewatch-test',
    signal: AbortSignal.timeout(20_000),
    ...more,
  });
const count = (): number => Number(git([`--git-dir=${gitDir}`, 'rev-list', '--count', 'master']));
const isShallow = (): boolean => existsSync(join(gitDir, 'shallow'));
/** ms: when the nth mail of `writeHistory` came. */
const arrival = (n: number): number => (START + n * 60) * 1000;

describe('fetchMirror', () => {
  it('makes the mirror, goes on with it, and finds nothing new', async () => {
    const first = writeHistory(source, added(makeMails(5)));
    expect(await fetchIt()).toEqual({ kind: 'fetched', tip: first, before: undefined, remade: undefined });
    expect(count()).toBe(5);
    const second = writeHistory(source, added(makeMails(3, 'more')), { append: true });
    expect(await fetchIt()).toMatchObject({ tip: second, before: first });
    expect(await fetchIt()).toMatchObject({ tip: second, before: second });
    expect(count()).toBe(8);
  });

  it('begins where it is told, and neither deepens nor cuts afterwards', async () => {
    writeHistory(source, added(makeMails(10)));
    const told: unknown[] = [];
    await fetchIt({ since: arrival(6), onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toEqual({ done: 12, total: 12 });
    expect(count()).toBe(4);
    expect(isShallow()).toBe(true);
    writeHistory(source, added(makeMails(300, 'more')), { append: true });
    await fetchIt({ since: arrival(200) });
    expect(count()).toBe(304);
    expect(isShallow()).toBe(true);
  });

  it('takes the end of a list on which nothing came since', async () => {
    const tip = writeHistory(source, added(makeMails(10)));
    expect(await fetchIt({ since: arrival(1000) })).toMatchObject({ kind: 'fetched', tip });
    expect(count()).toBe(1);
  });

  it('follows a history that was rewritten, and stays shallow', async () => {
    writeHistory(source, added(makeMails(50)));
    await fetchIt({ since: arrival(40) });
    expect(count()).toBe(10);
    rmSync(source, { recursive: true });
    const tip = writeHistory(source, added([...makeMails(50), ...makeMails(2, 'more')]), { by: 'other' });
    expect(await fetchIt()).toMatchObject({ kind: 'fetched', tip });
    expect(isShallow()).toBe(true);
    expect(count()).toBe(12);
  });

  it('finds the branch of a remote whose HEAD names none', async () => {
    const tip = writeHistory(source, added(makeMails(2)));
    git([`--git-dir=${source}`, 'branch', '-m', 'master', 'next']);
    git([`--git-dir=${source}`, 'symbolic-ref', 'HEAD', 'refs/heads/gone']);
    expect(await fetchIt()).toMatchObject({ kind: 'fetched', tip });
    expect(await fetchIt({ ref: 'next' })).toMatchObject({ kind: 'fetched', tip });
  });

  it('gets no blobs where none are wanted', async () => {
    writeHistory(source, added(makeMails(3)));
    git([`--git-dir=${source}`, 'config', 'uploadpack.allowFilter', 'true']);
    expect(await fetchIt({ filter: 'blob:none' })).toMatchObject({ kind: 'fetched' });
    const objects = git([`--git-dir=${gitDir}`, 'rev-list', '--objects', '--missing=print', 'master']);
    expect(objects.split('\n').filter((line) => line.startsWith('?'))).toHaveLength(3);
  });
});

describe('a mirror that was left in a mess', () => {
  it('is mended: locks, half packs, half an init', async () => {
    const first = writeHistory(source, added(makeMails(3)));
    mkdirSync(join(gitDir, 'refs'), { recursive: true });
    writeFileSync(join(gitDir, 'config.lock'), '');
    writeFileSync(join(gitDir, 'HEAD'), 'ref: refs/heads/master\n');
    expect(await fetchIt()).toMatchObject({ kind: 'fetched', tip: first });
    const second = writeHistory(source, added(makeMails(1, 'more')), { append: true });
    for (const lock of ['shallow.lock', 'HEAD.lock', 'refs/heads/master.lock', 'packed-refs.lock']) {
      writeFileSync(join(gitDir, lock), '');
    }
    writeFileSync(join(gitDir, 'objects', 'pack', 'tmp_pack_Ab12'), 'PACK');
    expect(await fetchIt()).toMatchObject({ kind: 'fetched', tip: second, remade: undefined });
    expect(existsSync(join(gitDir, 'objects', 'pack', 'tmp_pack_Ab12'))).toBe(false);
  });

  it('is made anew where it is broken, and that is said', async () => {
    writeHistory(source, added(makeMails(3)));
    await fetchIt();
    const tip = writeHistory(source, added(makeMails(1, 'more')), { append: true });
    writeFileSync(join(gitDir, 'config'), '[[[');
    expect(await fetchIt()).toMatchObject({
      kind: 'fetched',
      tip,
      before: undefined,
      remade: expect.stringContaining('was broken and made anew'),
    });
    expect(count()).toBe(4);
    expect(readFileSync(join(gitDir, 'HEAD'), 'utf8')).toContain('refs/heads/master');
  });
});

describe('a fetch that fails', () => {
  it('says that the repository is not there', async () => {
    expect(await fetchIt()).toMatchObject({ kind: 'failed', missing: true, obstacle: 'missing' });
    const host = await startHost(() => ({ status: 404 }));
    const url = host.url.replace('http://', 'http://user:secret@');
    const answer = await fetchIt({ url: `${url}/gizmo/git/0.git` });
    await host.close();
    expect(answer).toMatchObject({ kind: 'failed', missing: true });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(JSON.stringify(answer)).toContain(host.url);
  });

  it.each([
    ['502', { status: 502 }],
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<html>no</html>' }],
  ])('says in words of git what a server did: %s', async (_, reply) => {
    const host = await startHost(() => reply);
    const answer = await fetchIt({ url: host.url });
    await host.close();
    expect(answer).toMatchObject({ kind: 'failed', missing: false, obstacle: 'server' });
    expect(JSON.stringify(answer)).toMatch(/git says/);
  });

  it('ends with the signal, and after its time', async () => {
    const host: FakeHost = await startHost(() => ({}));
    host.faults.add({ fault: 'hang', times: Number.POSITIVE_INFINITY });
    const stop = new AbortController();
    const going = fetchIt({ url: host.url, signal: stop.signal });
    stop.abort();
    expect(await going).toMatchObject({ kind: 'failed', obstacle: 'stopped' });
    expect(await fetchIt({ url: host.url, timeout: 300 })).toMatchObject({
      why: expect.stringContaining('was not fetched within'),
    });
    await host.close();
  });
});

describe('upkeep', () => {
  it('gathers many small packs, and loses nothing', async () => {
    let tip = writeHistory(source, added(makeMails(2)));
    await fetchIt({ since: arrival(1) });
    for (let n = 0; n < 41; n++) {
      tip = writeHistory(source, added(makeMails(1, `more${n}`)), { append: true });
      expect(await fetchIt()).toMatchObject({ tip });
    }
    const packs = Number(/^packs: (\d+)$/m.exec(git([`--git-dir=${gitDir}`, 'count-objects', '-v']))?.[1]);
    expect(packs).toBeLessThan(10);
    expect(count()).toBe(42);
    git([`--git-dir=${gitDir}`, 'fsck', '--connectivity-only']);
  }, 40_000);
});
