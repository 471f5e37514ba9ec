import { afterEach, describe, expect, it } from 'vitest';
import { readRedirect } from '../../../src/sources/http/redirect.ts';
import { type FakeReply, type FakeRequest, startHost } from '../../fakes/host.ts';
import { hostOf, named, PLAIN, STRANGE, testHttp } from './client.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

const to = (location: string, status = 302): FakeReply => ({ status, headers: { location }, body: 'moved' });

async function host(answer: (request: FakeRequest) => FakeReply) {
  const it = await startHost(answer);
  open.push(it);
  return it;
}

function client(options = {}) {
  const http = testHttp(options);
  open.push(http);
  return http;
}

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('%i is followed, relative or not', async (status) => {
    const it = await host(({ path }) => (path === '/a/b' ? to('../c?d#e', status) : { body: path }));
    const answer = await client().get({ ...PLAIN, url: `${it.url}/a/b` });
    expect(answer).toMatchObject({ kind: 'ok', url: `${it.url}/c?d`, body: Buffer.from('/c') });
  });

  it.each([
    [301, 'GET', ''],
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', 'q=1'],
    [308, 'POST', 'q=1'],
  ])('%i sends a form on as %s', async (status, method, body) => {
    const it = await host(({ path }) => (path === '/' ? to('/next', status) : { body: 'x' }));
    await client().get({ ...PLAIN, url: it.url, method: 'POST', form: 'q=1' });
    expect(it.requests[1]).toMatchObject({ method, body: Buffer.from(body) });
    expect(it.requests[1]?.headers['content-type'] !== undefined).toBe(method === 'POST');
  });

  it('are bounded', async () => {
    const it = await host(({ path }) => to(`${path}x`));
    expect(await client().get({ ...PLAIN, url: `${it.url}/` })).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('more than 5'),
    });
    expect(it.requests).toHaveLength(6);
    const loop = await host(() => to('/'));
    expect(await client({ maxRedirects: 1 }).get({ ...PLAIN, url: loop.url })).toMatchObject({
      kind: 'failed',
    });
    expect(loop.requests).toHaveLength(2);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'javascript:alert(1)',
    'http://[',
    'gopher://127.0.0.1:70/',
  ])('do not lead to %s', async (location) => {
    const it = await host(() => to(location));
    expect(await client().get({ ...PLAIN, url: it.url })).toMatchObject({ kind: 'forbidden' });
    expect(it.requests).toHaveLength(1);
  });

  it('may be written in raw UTF-8', async () => {
    const it = await host(({ path }) =>
      path === '/' ? to(Buffer.from('/m\u00fcnz').toString('latin1')) : { body: path },
    );
    expect(await client().get({ ...PLAIN, url: it.url })).toMatchObject({ url: `${it.url}/m%C3%BCnz` });
  });

  it('need a place to lead to', async () => {
    const it = await host(() => ({ status: 302 }));
    expect(await client().get({ ...PLAIN, url: it.url })).toMatchObject({ kind: 'refused', status: 302 });
  });

  it('keep credentials and forms with their origin', async () => {
    const other = await host(() => ({ body: 'x' }));
    const it = await host(({ path }) =>
      path === '/same' ? to('/other') : to(named(other.url, 'jane:other@news.example.org'), 307),
    );
    const http = client({ allowPrivate: [named(hostOf(other.url), 'news.example.org')] });
    const url = `${it.url.replace('//', '//jane:secret@')}/same`;
    expect(await http.get({ ...PLAIN, url })).toMatchObject({
      kind: 'ok',
      url: `${named(other.url, 'news.example.org')}/`,
    });
    expect(it.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${btoa('jane:secret')}`,
      `Basic ${btoa('jane:secret')}`,
    ]);
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
    other.forget();
    expect(await http.get({ ...PLAIN, url: `${it.url}/other`, method: 'POST', form: 'q=1' })).toMatchObject({
      kind: 'forbidden',
    });
    expect(other.requests).toEqual([]);
  });

  it('live on a body that never ends', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(10_000);
    }
    const it = await host(({ path }) => (path === '/' ? { ...to('/next'), body: endless() } : { body: 'x' }));
    expect(await client().get({ ...PLAIN, url: it.url })).toMatchObject({ kind: 'ok' });
  });

  it('never fall from https to http, and may climb', () => {
    const hop = {
      trust: 'operator',
      method: 'POST',
      content: { type: 'x/y', text: 'q=1' },
      credentials: 'Basic x',
      headers: {},
    } as const;
    const from = (url: string, location: string) =>
      readRedirect({ ...hop, url: new URL(url) }, 307, location);
    expect(from('https://a.example/', 'http://a.example/')).toHaveProperty('refused');
    expect(from('https://a.example/', '//b.example/')).toHaveProperty('refused');
    expect(from('http://a.example/', 'https://a.example/b')).toMatchObject({
      next: { trust: 'operator', content: { text: 'q=1' }, credentials: undefined },
    });
    expect(from('http://a.example:8000/', 'https://a.example:9200/')).toHaveProperty('refused');
  });
});

describe('whom a redirect is from', () => {
  it('a stranger sends nowhere inside', async () => {
    const inner = await host(() => ({ body: 'secret' }));
    for (const target of [
      inner.url,
      named(inner.url, 'localhost'),
      'http://169.254.169.254/',
      'http://a.example.org/',
    ]) {
      const first = await host(() => to(target));
      const http = client({ allowPrivate: [hostOf(first.url)] });
      expect(await http.get({ ...STRANGE, url: first.url }), target).toMatchObject({ kind: 'forbidden' });
      expect(first.requests).toHaveLength(1);
    }
    expect(inner.requests).toEqual([]);
  });

  it('the host of the operator may send to itself, and to nobody else inside', async () => {
    const inner = await host(() => ({ body: 'secret' }));
    const it = await host(({ path }) =>
      path === '/a'
        ? to('/b')
        : path === '/b'
          ? { body: 'x' }
          : path === '/c'
            ? to(inner.url)
            : to(named(inner.url, 'example.org')),
    );
    const http = client();
    expect(await http.get({ ...PLAIN, url: `${it.url}/a` })).toMatchObject({ kind: 'ok' });
    expect(await http.get({ ...PLAIN, url: `${it.url}/c` })).toMatchObject({ kind: 'forbidden' });
    expect(await http.get({ ...PLAIN, url: `${it.url}/d` })).toMatchObject({ kind: 'forbidden' });
    expect(inner.requests).toEqual([]);
  });

  it('whoever was a stranger once does not become the operator again', async () => {
    const back: { url: string } = { url: '' };
    const away = await host(() => to(`${back.url}/inside`));
    const it = await host(({ path }) => (path === '/' ? to(away.url) : { body: 'secret' }));
    back.url = it.url;
    const http = client({ allowPrivate: [hostOf(away.url)] });
    expect(await http.get({ ...PLAIN, url: `${it.url}/` })).toMatchObject({ kind: 'forbidden' });
    expect(it.requests.map(({ path }) => path)).toEqual(['/']);
  });
});
