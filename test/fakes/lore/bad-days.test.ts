import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git as runGit } from '../../sources/epochs.ts';
import { makeMails } from '../../sources/mails.ts';
import { CHALLENGE } from '../host.ts';
import { arriving } from './arrivals.ts';
import { epochUrl, get, git, idsOf, LIST, lore, NOW, publish, temp } from './visit.ts';

describe('bad days of git', () => {
  const target = (): string => join(temp, 'broken.git');
  const tryClone = (url = epochUrl()) => git(['clone', '--quiet', '--bare', url, target()]);
  const PACK = `/${LIST}/git/0.git/git-upload-pack`;

  test.each([0, 10, 400, 5000])(
    'a pack cut after %i bytes makes git fail, and the next try is whole',
    async (after) => {
      lore.publish(LIST, arriving(makeMails(100), NOW));
      // The first request of protocol 2 asks for the refs, the second one for the pack.
      lore.faults.add({ at: PACK, times: 2, fault: 'cut', after });
      const { code } = await tryClone();
      expect(code).not.toBe(0);
      lore.faults.clear();
      expect(await tryClone()).toEqual({ code: 0, said: '' });
    },
  );

  test('busy, refused, reset, and a page instead of git', async () => {
    publish([{ id: 'a@example.org' }]);
    const at = `/${LIST}/git/`;
    lore.faults.add({ at, fault: 'reply', reply: { status: 503 } });
    expect((await tryClone()).said).toContain('503');
    lore.faults.add({ at, fault: 'reply', reply: { status: 429, headers: { 'retry-after': '30' } } });
    expect((await tryClone()).said).toContain('429');
    lore.faults.add({ at, fault: 'reset' });
    expect((await tryClone()).code).not.toBe(0);
    // Git takes the page for a repository without branches: a clone of it succeeds, a fetch does not.
    lore.faults.add({ at, fault: 'reply', reply: CHALLENGE });
    const dir = join(temp, 'fetching.git');
    runGit(['init', '--quiet', '--bare', dir]);
    const fetched = await git([`--git-dir=${dir}`, 'fetch', '--quiet', epochUrl(), '+master:master']);
    expect(fetched.said).toContain("couldn't find remote ref master");
    expect((await tryClone()).code).toBe(0);
  });

  test('git may be broken while pages are not, also on a mirror', async () => {
    publish([{ id: 'a@example.org' }]);
    const mirror = await lore.mirror();
    lore.breakGit(LIST);
    expect((await tryClone()).said).toContain('502');
    expect((await tryClone(epochUrl(0, mirror.url))).said).toContain('502');
    expect((await get('/manifest.js.gz')).status).toBe(200);
    expect(await idsOf(get(`/${LIST}/new.atom`))).toEqual(['a@example.org']);
    lore.breakGit(LIST, 404);
    expect((await tryClone()).said).toContain('not found');
    lore.mendGit(LIST);
    expect((await tryClone()).code).toBe(0);
  });

  test('a mirror has the same data and bad days of its own', async () => {
    publish([{ id: 'a@example.org' }]);
    const mirror = await lore.mirror();
    lore.faults.add({ times: Number.POSITIVE_INFINITY, fault: 'reset' });
    expect((await tryClone()).code).not.toBe(0);
    expect((await tryClone(epochUrl(0, mirror.url))).code).toBe(0);
    expect(mirror.requests.length).toBeGreaterThan(0);
  });

  test('who goes away in the middle leaves nothing running', async () => {
    lore.publish(LIST, arriving(makeMails(200), NOW));
    const abort = new AbortController();
    const answer = await get(`/${LIST}/git/0.git/info/refs?service=git-upload-pack`, {
      signal: abort.signal,
    });
    abort.abort();
    await expect(answer.text()).rejects.toThrow();
    await lore.close();
  });
});
