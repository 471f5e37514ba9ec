import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arriving } from '../fakes/lore/arrivals.ts';
import { published } from '../fakes/vulns/vulns.ts';
import { startWorld, type World } from '../fakes/world.ts';
import { makeMail, RUST_DIFF } from '../sources/mails.ts';
import { type Ran, run } from './run.ts';

const DAY = 86_400_000;
const NOW = Date.now();
let folder: string;
let world: World;

const patch = (id: string, subject: string, more: { inReplyTo?: string } = {}): Buffer =>
  makeMail({
    id,
    subject,
    date: Math.floor((NOW - DAY) / 1000),
    body: `Why.\n---\n${RUST_DIFF}`,
    ...more,
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-world-'));
  world = await startWorld(folder);
  const mails = [patch('1@x.example', '[PATCH] rust: one'), patch('2/+%@x.example', '[PATCH] rust: two')];
  world.lore.publish('rust-for-linux', arriving(mails, NOW - DAY));
  world.lore.publish('linux-kernel', arriving([patch('1@x.example', '[PATCH] rust: one')], NOW - DAY));
  world.lore.publish(
    'linux-kbuild',
    arriving([patch('3@x.example', '[PATCH] kbuild: rust: three')], NOW - DAY),
  );
  world.kernel.tree.commit({ subject: 'rust: in the tree', files: { 'rust/a.rs': '1' }, at: NOW - DAY });
  const old = [patch('old@x.example', '[PATCH] rust: long ago')];
  world.lore.publish('linux-pci', arriving(old, NOW - 400 * DAY));
  world.kernel.release('9.1', 'mainline', undefined, { date: NOW - DAY });
  world.vulns.commit(published('CVE-2026-12345'), NOW - DAY);
  world.articles.push({ title: 'Rust driver lands in the Linux kernel', at: NOW - DAY });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

function ask(...words: string[]): Promise<Ran> {
  return run([...words, '--data', join(folder, 'data'), '--config', world.overlay], { now: Date.now });
}

describe('a made-up world', () => {
  it('is read by one pass: mails, a release, a CVE, an article', async () => {
    const { code, out, err } = await ask('ingest', '--json');
    expect(err).toBe('');
    expect(code).toBe(0);
    const told = out
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(told).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'rust-for-linux', mails: 2 }),
        expect.objectContaining({ id: 'releases', items: { release: { added: 1, about: 0 } } }),
        expect.objectContaining({ id: 'mainline', items: { commit: { added: 1, about: 1 } } }),
        expect.objectContaining({ id: 'advisories', items: { advisory: { added: 1, about: 1 } } }),
        expect.objectContaining({ id: 'press', items: { article: { added: 1, about: 1 } } }),
      ]),
    );
  });

  it('has nothing new for the next pass, and asks each list once', async () => {
    world.lore.forget();
    const { out, code } = await ask('ingest');
    expect(code).toBe(0);
    expect(out.match(/nothing new/g)).toHaveLength(7);
    expect(world.lore.requests.map(({ path }) => path).sort()).toEqual([
      '/linux-kbuild/manifest.js.gz',
      '/linux-kernel/manifest.js.gz',
      '/rust-for-linux/manifest.js.gz',
    ]);
  });

  it('tells servers who asks', () => {
    expect(world.lore.requests[0]?.headers['user-agent']).toBe('lorewatch/1.2.3 (+mailto:soak@example.org)');
  });

  it('is told by a digest, a search, and how the sources are', async () => {
    const { out } = await ask('digest', '--format', 'json');
    const { sections } = JSON.parse(out) as { sections: { id: string }[] };
    expect(sections.map(({ id }) => id)).toEqual(expect.arrayContaining(['releases', 'security', 'press']));
    expect((await ask('search', 'two')).out).toContain('rust: two');
    const sources = await ask('sources');
    expect(sources.code).toBe(0);
    expect(sources.out).toMatch(/7 sources: .*lost 0/);
  });

  it('gives a thread that was never read, when somebody asks for it by a link', async () => {
    const link = `${world.lore.url}/linux-pci/old@x.example/`;
    const why = await ask('why', link);
    expect(why.err).toContain('it was not stored yet: fetched its thread, 1 mail');
    expect(why.out).toContain('About Rust in the kernel: yes');
    expect((await ask('series', 'old@x.example')).out).toContain('rust: long ago');
    const elsewhere = await ask('series', 'https://evil.example/all/nobody@x.example/');
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.err).toContain('there is no such mail on the server either');
  });

  it('says why a CVE, a release, a commit or an article is picked', async () => {
    const cve = await ask('why', 'cve-2026-12345');
    expect(cve.out).toContain('About Rust in the kernel: yes (code');
    expect(cve.out).toContain('rust/kernel/teapot.rs');
    const article = await ask(
      'why',
      'https://press.example.org/Rust%20driver%20lands%20in%20the%20Linux%20kernel',
    );
    expect(article.out).toContain('About Rust in the kernel: yes (discussion');
    const release = JSON.parse((await ask('why', 'v9.1', '--json')).out) as { kind: string; id: string };
    expect(release).toMatchObject({ kind: 'release', id: '9.1' });
    const unknown = await ask('why', '9.9.9');
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('the store has no 9.9.9 yet');
  });

  it('is healthy by the doctor', async () => {
    const { out, code } = await ask('doctor', '--json');
    const { checks } = JSON.parse(out) as { checks: { check: string; state: string; found: string }[] };
    const bad = checks.filter(({ state }) => state === 'bad');
    expect(bad).toEqual([]);
    expect(code).toBe(0);
  });

  it('is not asked by somebody who does not say who he is', async () => {
    const { code, err } = await run(['ingest', '--data', join(folder, 'other')], { now: Date.now });
    expect(code).toBe(1);
    expect(err).toContain('say who is asking: set LOREWATCH_CONTACT');
  });
});
