import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git as runGit } from '../../sources/epochs.ts';
import { makeMail, makeMails, START } from '../../sources/mails.ts';
import { arriving } from './arrivals.ts';
import {
  clone,
  epochUrl,
  get,
  git,
  LIST,
  log,
  lore,
  MINUTE,
  NOW,
  publish,
  showsTree,
  temp,
} from './visit.ts';

describe('git epochs', () => {
  test('500 mails are written fast, one commit each, and cloned whole', async () => {
    const mails = makeMails(500);
    const before = performance.now();
    lore.publish(LIST, arriving(mails, NOW));
    expect(performance.now() - before).toBeLessThan(2000);
    const dir = await clone(epochUrl());
    expect(log(dir, '%ct %at %s').length).toBe(500);
    expect(log(dir, '%ct').slice(0, 2)).toEqual([`${START}`, `${START + 60}`]);
    expect(showsTree(dir)).toBe('m');
    expect(runGit([`--git-dir=${dir}`, 'cat-file', '-p', 'master:m'])).toBe(mails.at(-1)?.toString().trim());
    expect(runGit([`--git-dir=${dir}`, 'rev-parse', 'master'])).toBe(lore.tip(LIST));
    expect(lore.published(LIST).length).toBe(500);
  });

  test('a commit tells subject, author and time of arrival; western zones are wrong, as they are on lore', async () => {
    const mail = makeMail({ id: 'a@example.org', subject: '=?utf-8?q?caf=C3=A9?= au lait' }).toString();
    const western = mail.replace(/^Date: (.*) \+0000$/m, 'Date: $1 -0700');
    lore.publish(LIST, [{ bytes: Buffer.from(western), arrived: NOW + MINUTE }]);
    const dir = await clone(epochUrl());
    const zone = runGit([`--git-dir=${dir}`, 'cat-file', '-p', 'master']);
    expect(zone).toContain(`author Jane Doe <jane@example.org> ${START + 7 * 3600} +1700\n`);
    expect(zone).toContain(`> ${START + 60} +0000\n`);
    expect(zone).toContain('\n\ncafé au lait');
  });

  test('by the alias as well; what was published since comes with a fetch', async () => {
    publish([{ id: 'a@example.org' }]);
    const dir = await clone(`${lore.url}/${LIST}/0`);
    publish([{ id: 'b@example.org' }], LIST, NOW + MINUTE);
    const fetched = await git([`--git-dir=${dir}`, 'fetch', '--quiet', 'origin', '+master:master']);
    expect(fetched).toEqual({ code: 0, said: '' });
    expect(log(dir, '%H').at(-1)).toBe(lore.tip(LIST));
    const posted = lore.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(posted).toContain(`/${LIST}/0/git-upload-pack`);
    expect(lore.requests.some(({ headers }) => headers['git-protocol'] === 'version=2')).toBe(true);
  });

  test('shallow since a date, of depth one, without blobs, a single commit by its id', async () => {
    lore.publish(LIST, arriving(makeMails(50), NOW));
    const since = await clone(`--shallow-since=${START + 40 * 60}`, epochUrl());
    expect(log(since, '%ct').length).toBe(10);
    const dir = join(temp, 'other.git');
    runGit(['init', '--quiet', '--bare', dir]);
    const fetchInto = (...args: string[]) => git([`--git-dir=${dir}`, 'fetch', '--quiet', ...args]);
    expect((await fetchInto('--depth=1', epochUrl(), 'master:master')).code).toBe(0);
    expect(log(dir, '%H')).toEqual([lore.tip(LIST)]);
    const first = runGit([`--git-dir=${lore.gitDir(LIST, 0)}`, 'rev-list', '--max-parents=0', 'master']);
    expect((await fetchInto('--filter=blob:none', epochUrl(), `${first}:refs/heads/first`)).code).toBe(0);
    expect(runGit([`--git-dir=${dir}`, 'rev-parse', 'first'])).toBe(first);
    const objects = runGit([`--git-dir=${dir}`, 'rev-list', '--objects', '--missing=print', 'first']);
    expect(objects).toMatch(/^\?[0-9a-f]{40}$/m);
  });

  test('a dormant list refuses to be fetched since after its newest commit', async () => {
    publish([{ id: 'a@example.org' }]);
    const { code, said } = await git([
      'clone',
      '--quiet',
      '--bare',
      `--shallow-since=${START + 3600}`,
      epochUrl(),
      join(temp, 'dormant.git'),
    ]);
    expect(code).not.toBe(0);
    expect(said).toMatch(/no commits selected for shallow requests|error processing shallow info/);
    await clone('--depth=1', epochUrl());
  });

  test('large requests come packed', async () => {
    lore.publish(LIST, arriving(makeMails(300), NOW));
    const dir = join(temp, 'wants.git');
    runGit(['init', '--quiet', '--bare', dir]);
    const all = runGit([`--git-dir=${lore.gitDir(LIST, 0)}`, 'rev-list', 'master']).split('\n');
    const { code } = await git([
      `--git-dir=${dir}`,
      'fetch',
      '--quiet',
      '--depth=1',
      epochUrl(),
      ...all.slice(0, 60),
    ]);
    expect(code).toBe(0);
    expect(lore.requests.some(({ headers }) => headers['content-encoding'] === 'gzip')).toBe(true);
  });

  test('what is removed lies there as d, in a later commit', async () => {
    publish([{ id: 'a@example.org' }, { id: 'b@example.org' }]);
    const before = lore.tip(LIST);
    lore.remove(LIST, 'a@example.org');
    expect(lore.published(LIST)).toEqual(['b@example.org']);
    const dir = await clone(epochUrl());
    expect(showsTree(dir)).toBe('d');
    expect(log(dir, '%H %s').slice(-2)).toEqual([`${before} Hello`, `${lore.tip(LIST)} rm`]);
    expect(runGit([`--git-dir=${dir}`, 'cat-file', '-p', 'master:d'])).toContain(
      'Message-ID: <a@example.org>',
    );
    expect(() => lore.remove(LIST, 'a@example.org')).toThrow('does not hold');
    expect((await get(`/${LIST}/a@example.org/raw`)).status).toBe(404);
  });

  test('a purge gives new ids to its commit and all behind it, and forgets the old ones', async () => {
    lore.publish(LIST, arriving(makeMails(5), NOW));
    const dir = await clone(epochUrl());
    const before = log(dir, '%H');
    lore.purge(LIST, 'mail-2@example.org');
    expect(lore.published(LIST)).toEqual([0, 1, 3, 4].map((n) => `mail-${n}@example.org`));
    await git([`--git-dir=${dir}`, 'fetch', '--quiet', 'origin', '+master:master']);
    const after = log(dir, '%H');
    expect(after.map((commit, n) => commit === before[n])).toEqual([true, true, false, false, false]);
    expect(log(dir, '%s')[2]).toMatch(/^purged [0-9a-f]{40}$/);
    expect(showsTree(dir, 'master~2')).toBe('');
    const old = before.at(-1) ?? '';
    expect(() => runGit([`--git-dir=${lore.gitDir(LIST, 0)}`, 'cat-file', '-e', old])).toThrow();
  });

  test('the next mail after a roll-over goes to a new epoch', async () => {
    publish([{ id: 'a@example.org' }]);
    const first = lore.tip(LIST);
    lore.rollOver(LIST);
    expect(lore.epoch(LIST)).toBe(0);
    publish([{ id: 'b@example.org' }], LIST, NOW + MINUTE);
    expect(lore.epoch(LIST)).toBe(1);
    expect(lore.tip(LIST, 0)).toBe(first);
    const dir = await clone(epochUrl(1));
    expect(log(dir, '%H')).toEqual([lore.tip(LIST, 1)]);
    expect(lore.published(LIST)).toEqual(['a@example.org', 'b@example.org']);
    // Of an older epoch a mail is taken out in the newest.
    lore.remove(LIST, 'a@example.org');
    expect(lore.tip(LIST, 0)).toBe(first);
  });

  test('there is no epoch before the first mail', async () => {
    expect((await get(`/${LIST}/git/0.git/info/refs?service=git-upload-pack`)).status).toBe(404);
    expect(lore.epoch(LIST)).toBeUndefined();
  });
});
