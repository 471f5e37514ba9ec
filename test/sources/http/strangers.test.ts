import { afterEach, describe, expect, it } from 'vitest';
import { AddressRefused, checkName, lookupBy } from '../../../src/sources/http/guard.ts';
import { startHost } from '../../fakes/host.ts';
import { hostOf, named, PLAIN, STRANGE, testHttp } from './client.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

async function world(options = {}) {
  const host = await startHost(() => ({ body: 'secret' }));
  const http = testHttp(options);
  open.push(http, host);
  return { host, http };
}

describe('a stranger', () => {
  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])(
    'may not name %s',
    async (name) => {
      const { host, http } = await world();
      expect(await http.get({ ...STRANGE, url: named(host.url, name) })).toMatchObject({ kind: 'forbidden' });
      expect(await http.stream({ ...STRANGE, url: `http://${name}/` })).toMatchObject({ kind: 'forbidden' });
      expect(host.requests).toEqual([]);
    },
  );

  it('may not name a host that leads inside, also where one of its addresses is public', async () => {
    const { http } = await world({
      resolve: async () => [
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ],
    });
    expect(await http.get({ ...STRANGE, url: 'http://news.example.org/' })).toMatchObject({
      kind: 'forbidden',
      why: expect.stringContaining('private'),
    });
  });

  it('may name it where the operator excepts it', async () => {
    const { host, http } = await world({ allowPrivate: ['news.example.org', '127.0.0.1:1'] });
    expect(await http.get({ ...STRANGE, url: named(host.url, 'news.example.org') })).toMatchObject({
      kind: 'ok',
    });
    expect(await http.get({ ...STRANGE, url: named(host.url, 'blog.example.org') })).toMatchObject({
      kind: 'forbidden',
    });
    expect(await http.get({ ...STRANGE, url: host.url })).toMatchObject({ kind: 'forbidden' });
    const exact = await world({ allowPrivate: [hostOf(host.url)] });
    expect(await exact.http.get({ ...STRANGE, url: host.url })).toMatchObject({ kind: 'ok' });
  });

  it('is not served by the connection of the operator', async () => {
    const { host, http } = await world();
    const url = named(host.url, 'localhost');
    const own = testHttp({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    open.push(own);
    expect(await own.get({ ...PLAIN, url })).toMatchObject({ kind: 'ok' });
    expect(await own.get({ ...STRANGE, url })).toMatchObject({ kind: 'forbidden' });
    expect(await http.get({ ...PLAIN, url: host.url })).toMatchObject({ kind: 'ok' });
    expect(await http.get({ ...STRANGE, url: host.url })).toMatchObject({ kind: 'forbidden' });
    expect(host.requests).toHaveLength(2);
  });

  it('cannot change where a name leads between the check and the connection', async () => {
    let asked = 0;
    // Public when it is asked first, and inside ever after.
    const rebinding = async () => [{ address: asked++ === 0 ? '203.0.114.7' : '127.0.0.1', family: 4 }];
    const lookup = lookupBy((name) => checkName(name, rebinding));
    const look = (all: boolean) =>
      new Promise((resolve) =>
        lookup('a.example.org', { all }, (error, address) => resolve(error ?? address)),
      );
    // What net.connect is given is the very answer that was checked, in both of its forms.
    expect(await look(true)).toEqual([{ address: '203.0.114.7', family: 4 }]);
    expect(asked).toBe(1);
    expect(await look(true)).toBeInstanceOf(AddressRefused);
    asked = 0;
    expect(await look(false)).toBe('203.0.114.7');
    expect(await look(false)).toBeInstanceOf(AddressRefused);
  });

  it('is refused by the question of the connection itself', async () => {
    let asked = 0;
    const { http } = await world({
      resolve: async () => {
        asked++;
        return [{ address: '127.0.0.1', family: 4 }];
      },
    });
    expect(await http.get({ ...STRANGE, url: 'http://a.example.org/' })).toMatchObject({ kind: 'forbidden' });
    expect(asked).toBe(1);
  });

  it.each(['http://example.org:22/', 'file:///etc/passwd', 'no url', '', 'http://'])(
    'is told why: %s',
    async (url) => {
      const { http } = await world();
      expect(await http.get({ ...STRANGE, url })).toMatchObject({
        kind: 'forbidden',
        why: expect.stringMatching(/: \w/),
      });
    },
  );

  it('is told of a name that is none', async () => {
    const { http } = await world();
    expect(await http.get({ ...STRANGE, url: 'http://nowhere.example.com/' })).toMatchObject({
      kind: 'failed',
      why: 'http://nowhere.example.com/: there is no host of that name',
    });
  });
});
