import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/ports/errors.ts';
import { readProxies } from '../../../src/sources/http/proxy.ts';
import { startHost } from '../../fakes/host.ts';
import { named, PLAIN, STRANGE, testHttp } from './client.ts';
import { startProxy } from './proxy-host.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

describe('which proxy', () => {
  const proxy = { http: 'http://p:1', https: 'q:2', no: undefined };
  const choose = (url: string, no?: string) => readProxies({ ...proxy, no })(new URL(url));

  it('goes by the scheme, and may be written without one', () => {
    expect(choose('http://example.org')).toBe('http://p:1/');
    expect(choose('https://example.org')).toBe('http://q:2/');
    expect(readProxies({ ...proxy, https: undefined })(new URL('https://example.org'))).toBeUndefined();
    expect(readProxies(undefined)(new URL('https://example.org'))).toBeUndefined();
  });

  it.each([
    ['example.org', true],
    ['.example.org', true],
    ['a.org, lore.example.org', true],
    ['*', true],
    ['*.example.org', true],
    ['lore.example.org:443', true],
    ['LORE.example.org.', true],
    ['x  example.org', true],
    ['lore.example.org:80', false],
    ['ample.org', false],
    ['*.lore.example.org', false],
    ['', false],
    ['.', false],
    ['[::1]:443', false],
  ])('NO_PROXY %s', (no, spared) => {
    expect(choose('https://lore.example.org/', no) === undefined).toBe(spared);
  });

  it('knows addresses', () => {
    expect(choose('http://[::1]:8080/', '::1')).toBeUndefined();
    expect(choose('http://[::1]:8080/', '[::1]:8080')).toBeUndefined();
    expect(choose('http://[::1]:8081/', '[::1]:8080')).toBeDefined();
    expect(choose('http://127.0.0.1:8081/', '127.0.0.1')).toBeUndefined();
  });

  it.each(['socks5://jane:hunter2@p', 'http://', 'ftp://p', 'http://jane:hunter2@'])(
    'is refused: %s',
    (bad) => {
      const read = () => readProxies({ ...proxy, http: bad });
      expect(read).toThrow(UserError);
      expect(read).not.toThrow(/hunter2/);
    },
  );
});

describe('by a proxy', () => {
  async function world(options: { status?: number; password?: string; no?: string } = {}) {
    const [host, proxy] = await Promise.all([startHost(() => ({ body: 'x' })), startProxy(options.status)]);
    const url = proxy.url.replace('//', options.password ? `//jane:${options.password}@` : '//');
    const proxies = { http: url, https: url, no: options.no };
    const http = testHttp({ proxy: proxies, allowPrivate: [`feeds.example.org:${new URL(host.url).port}`] });
    open.push(http, host, proxy);
    return { host, proxy, http };
  }

  it('asks with its credentials, which the host does not see', async () => {
    const { host, proxy, http } = await world({ password: 'hunter2' });
    expect(await http.get({ ...PLAIN, url: `${named(host.url, 'nowhere.example.com')}/a?b` })).toMatchObject({
      kind: 'ok',
    });
    expect(proxy.asked[0]?.what).toMatch(/^GET http:\/\/nowhere.example.com:\d+\/a\?b$/);
    expect(proxy.asked[0]?.credentials).toBe(`Basic ${btoa('jane:hunter2')}`);
    expect(host.requests[0]?.headers.host).toMatch(/^nowhere.example.com:/);
  });

  it('spares those of NO_PROXY', async () => {
    const { host, proxy, http } = await world({ no: '127.0.0.1' });
    expect(await http.get({ ...PLAIN, url: host.url })).toMatchObject({ kind: 'ok' });
    expect(proxy.asked).toEqual([]);
  });

  it('checks the names of strangers all the same', async () => {
    const { host, proxy, http } = await world();
    const strange = (name: string, port = '') => http.get({ ...STRANGE, url: `http://${name}${port}/` });
    expect(await strange('news.example.org')).toMatchObject({ kind: 'forbidden' });
    expect(await strange('127.0.0.1')).toMatchObject({ kind: 'forbidden' });
    expect(await strange('unknown.example.com')).toMatchObject({ kind: 'failed' });
    expect(proxy.asked).toEqual([]);
    expect(await strange('feeds.example.org', `:${new URL(host.url).port}`)).toMatchObject({ kind: 'ok' });
    expect(proxy.asked).toHaveLength(1);
  });

  it.each([403, 407, 502])('tells that it refuses: HTTP %i', async (status) => {
    const { http, proxy } = await world({ status, password: 'hunter2' });
    const answer = await http.get({ ...PLAIN, url: 'https://example.org/' });
    expect(answer).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining(`proxy refuses (HTTP ${status})`),
    });
    expect(proxy.asked[0]?.what).toBe('CONNECT example.org:443');
    expect(JSON.stringify(await http.get({ ...PLAIN, url: 'http://example.org/' }))).not.toContain('hunter2');
  });

  it('tells that it is away', async () => {
    const { http, proxy } = await world({ password: 'hunter2' });
    await proxy.close();
    for (const scheme of ['http', 'https']) {
      const answer = await http.get({ ...PLAIN, url: `${scheme}://example.org/` });
      expect(answer).toMatchObject({ kind: 'failed' });
      expect(JSON.stringify(answer)).not.toContain('hunter2');
    }
  });
});
