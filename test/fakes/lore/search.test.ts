import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { C_DIFF, makeMails, RUST_DIFF, START } from '../../sources/mails.ts';
import { arriving } from './arrivals.ts';
import { bytesOf, find, get, idsOf, LIST, lore, NOW, publish, readMbox } from './visit.ts';

describe('search', () => {
  beforeEach(() =>
    publish([
      {
        id: 'patch@example.org',
        subject: '[PATCH 1/2] gizmo: add it',
        cc: 'rust-for-linux@vger.example.org',
        body: `Words.\n\n${RUST_DIFF}`,
      },
      {
        id: 'c@example.org',
        subject: '[PATCH] gizmo: old ways',
        date: START + 86_400,
        body: `The rust word.\n\n${C_DIFF}`,
      },
      {
        id: 'reply@example.org',
        subject: 'Re: gizmo',
        from: 'Bo <bo@example.net>',
        list: 'linux-block',
        body: '> quoted secret\nmine\n',
      },
    ]),
  );

  const cases: [query: string, found: string[]][] = [
    ['s:patch', ['c', 'patch']],
    ['s:"gizmo add"', ['patch']],
    ['s:gizmo NOT s:re', ['c', 'patch']],
    ['s:gizmo AND NOT s:patch', ['reply']],
    ['s:gizmo -s:patch', ['reply']],
    ['s:add OR s:re', ['reply', 'patch']],
    ['(s:add OR s:old) b:words', ['patch']],
    ['s:re OR s:patch b:rust', ['reply', 'c', 'patch']],
    ['s:old OR s:patch AND b:words', ['c', 'patch']],
    ['tc:rust-for-linux OR dfn:rs', ['patch']],
    ['dfn:rust/kernel', ['patch']],
    ['dfn:gizmo.c', ['c']],
    ['b:rust', ['c', 'patch']],
    ['nq:secret', []],
    ['q:secret', ['reply']],
    ['f:bo@example.net', ['reply']],
    ['l:linux-block', ['reply']],
    ['m:patch', ['patch']],
    ['mid:c@example.org', ['c']],
    ['mid:c@example.org mid:reply@example.org', ['reply', 'c']],
    ['s:giz*', ['reply', 'c', 'patch']],
    ['s:giz', []],
    ['dfb:new', ['c', 'patch']],
    ['dfa:new', []],
    [`rt:${START + 60}..`, ['reply', 'c']],
    [`rt:..${START}`, ['patch']],
    [`rt:${START}..${START + 60} s:gizmo`, ['c', 'patch']],
    [`(s:add OR s:old) rt:${START + 60}..`, ['c']],
    [`(s:add OR s:old) AND rt:${START + 60}..`, ['c']],
    // Seconds, and nothing else.
    ['rt:20250601000000..', []],
    ['rt:2025-06-01T00:01:00Z..', ['reply', 'c']],
    ['dt:20250602000000..', ['c']],
    ['d:20250602..20250602', ['c']],
    ['d:2025-06-01..2025-06-01', ['reply', 'patch']],
    ['dt:1.hour.ago..', ['c']],
    ['d:1.hour.ago..', ['reply', 'c', 'patch']],
    ['gizmo secret', ['reply']],
    ['nothing:like-this', []],
  ];

  test.each(cases)('%s', async (query, found) => {
    const answer = await find(query);
    expect(answer.status).toBe(found.length === 0 ? 404 : 200);
    expect(answer.headers.get('content-type')).toContain(found.length === 0 ? 'text/html' : 'atom+xml');
    expect(await idsOf(answer)).toEqual(found.map((id) => `${id}@example.org`));
  });

  test.each(['OR s:x', 's:x OR', 's:x AND', 'NOT s:x', 'AND', 'z:1..x'])('bad: %s', async (query) => {
    const answer = await find(query);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('Bad query');
  });

  test('gives 200 at most, from an offset, and from the other end', async () => {
    lore.publish('big', arriving(makeMails(450), NOW));
    const page = (more: string): Promise<string[]> => idsOf(find('s:hello', more, 'big'));
    const first = await page('');
    expect([first.length, first[0], first.at(-1)]).toEqual([
      200,
      'mail-449@example.org',
      'mail-250@example.org',
    ]);
    expect((await page('&o=200'))[0]).toBe('mail-249@example.org');
    expect((await page('&o=400')).length).toBe(50);
    expect(await page('&o=450')).toEqual([]);
    expect((await page('&o=-1')).slice(0, 2)).toEqual(['mail-0@example.org', 'mail-1@example.org']);
    expect((await page('&o=-201'))[0]).toBe('mail-200@example.org');
    expect((await page('&l=3')).length).toBe(3);
    expect((await page('&l=900')).length).toBe(200);
  });

  test('over all lists finds each mail once, with links to all', async () => {
    publish([{ id: 'patch@example.org' }, { id: 'else@example.org' }], 'linux-kernel');
    expect((await idsOf(find('m:example', '', 'all'))).sort()).toEqual(
      ['c', 'else', 'patch', 'reply'].map((id) => `${id}@example.org`),
    );
    expect(await (await find('m:else', '', 'all')).text()).toContain(
      `href="${lore.url}/all/else@example.org/"`,
    );
  });

  test('posted, gives an mbox of all hits; with x=full, of their threads', async () => {
    publish([{ id: 'answer@example.org', subject: 'Nay', inReplyTo: 'c@example.org' }]);
    const url = `/${LIST}/?q=${encodeURIComponent('s:old')}&x=m`;
    expect((await get(url)).headers.get('content-type')).toContain('text/html');
    const answer = await get(url, { method: 'POST' });
    expect(answer.headers.get('content-type')).toBe('application/gzip');
    expect((await readMbox(gunzipSync(await bytesOf(answer)))).length).toBe(1);
    const full = await get(url, { method: 'POST', body: new URLSearchParams({ x: 'full' }) });
    expect((await readMbox(gunzipSync(await bytesOf(full)))).length).toBe(2);
    expect((await get(`/${LIST}/?q=s:never&x=m`, { method: 'POST' })).status).toBe(404);
  });
});
