import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { bytesOf, get, idsOf, LIST, lore, publish, readMbox } from './visit.ts';

describe('single mails', () => {
  const HARD = 'a/b+c=d%e&f?g#h@example.org';
  const at = (page: string, list = LIST): string => `/${list}/${encodeURIComponent(HARD)}/${page}`;

  beforeEach(() =>
    publish([
      { id: 'root@example.org' },
      {
        id: HARD,
        inReplyTo: 'root@example.org',
        references: ['root@example.org'],
        body: 'x\nFrom here on\n>From there\n',
      },
      { id: 'other@example.org' },
      { id: 'leaf@example.org', inReplyTo: HARD },
    ]),
  );

  test('raw, quoted as in an mbox, of one list and of all', async () => {
    for (const path of [at('raw'), at('raw', 'all')]) {
      const answer = await get(path);
      expect(answer.headers.get('content-type')).toBe('text/plain');
      expect(answer.headers.get('etag')).toBeNull();
      const bytes = await bytesOf(answer);
      expect(bytes.toString()).toMatch(/^From mboxrd@z .*\nReceived: /);
      expect(bytes.toString()).toContain('\n>From here on\n>>From there\n');
      expect(await readMbox(bytes)).toEqual([lore.mails(LIST)[1]?.bytes]);
    }
    expect((await get(`/linux-kernel/root@example.org/raw`)).status).toBe(404);
    expect((await get(`/${LIST}/nobody@example.org/raw`)).status).toBe(404);
  });

  test('the thread as an mbox, byte for byte, and as Atom', async () => {
    const answer = await get(at('t.mbox.gz'));
    expect(answer.headers.get('content-type')).toBe('application/gzip');
    const thread = [0, 1, 3].map((n) => lore.mails(LIST)[n]?.bytes);
    expect(await readMbox(gunzipSync(await bytesOf(answer)))).toEqual(thread);
    expect(await idsOf(get(at('t.atom')))).toEqual(['leaf@example.org', HARD, 'root@example.org']);
  });

  test('a page, and the ways that lead to it', async () => {
    const page = await get(at(''));
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    const short = await get(`/${LIST}/root@example.org`, { redirect: 'manual' });
    expect([short.status, short.headers.get('location')]).toEqual([
      301,
      `${lore.url}/${LIST}/root@example.org/`,
    ]);
    const anywhere = await get(`/r/${encodeURIComponent(HARD)}/`);
    expect([anywhere.status, anywhere.url]).toEqual([200, `${lore.url}${at('', 'all')}`]);
    expect(await (await get('/robots.txt')).text()).toBe('User-agent: *\nDisallow: /\n');
  });

  test('an answer cut off says how long it should have been', async () => {
    lore.faults.add({ at: `/${LIST}/`, fault: 'cut', after: 40 });
    const answer = await get(at('raw'));
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });
});
