import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeReply, type FakeRequest, startHost } from '../../fakes/host.ts';
import { hostOf, named, PLAIN, STRANGE, testHttp } from './client.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

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

const POST = {
  ...PLAIN,
  method: 'POST',
  body: { type: 'application/json', text: '{"a":"\u00fc"}' },
  headers: { 'x-mark': '1', 'user-agent': 'Mozilla/5.0' },
} as const;

describe('a POST', () => {
  it('carries its body, its type and its headers, and the name of the program', async () => {
    const it = await host(() => ({ status: 204 }));
    expect(await client().get({ ...POST, url: `${it.url}/a` })).toMatchObject({ kind: 'ok', status: 204 });
    const [request] = it.requests;
    expect(request).toMatchObject({ method: 'POST', body: Buffer.from('{"a":"\u00fc"}') });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-mark': '1',
      'user-agent': expect.stringMatching(/^lorewatch\//),
    });
  });

  it.each([301, 302, 303, 307, 308])('is not sent on where %i is to be refused', async (status) => {
    const other = await host(() => ({ body: 'x' }));
    const it = await host(() => ({ status, headers: { location: other.url } }));
    expect(await client().get({ ...POST, url: it.url, redirects: 'refuse' })).toMatchObject({
      kind: 'refused',
      status,
    });
    expect(other.requests).toEqual([]);
  });

  it('that is not paced waits for nobody, and keeps nobody waiting', async () => {
    const waits: number[] = [];
    const it = await host(() => ({ status: 204 }));
    const wait = async (ms: number): Promise<void> => void waits.push(ms);
    const http = client({ pause: 60_000, wait });
    const send = (paced: boolean) => http.get({ ...POST, url: it.url, paced });
    await Promise.all([send(false), send(false), send(true), send(false)]);
    expect([it.requests.length, waits]).toEqual([4, []]);
    await send(true);
    expect(waits).toHaveLength(1);
  });

  it('gives its headers to nobody else', async () => {
    const other = await host(() => ({ body: 'x' }));
    const it = await host(({ path }) => ({
      status: 303,
      headers: { location: path === '/a' ? '/b' : named(other.url, 'news.example.org') },
    }));
    const http = client({ allowPrivate: [named(hostOf(other.url), 'news.example.org')] });
    expect(await http.get({ ...POST, url: `${it.url}/a` })).toMatchObject({ kind: 'ok' });
    expect(it.requests.map(({ method, headers }) => [method, headers['x-mark']])).toEqual([
      ['POST', '1'],
      ['GET', '1'],
    ]);
    expect(other.requests[0]?.headers['x-mark']).toBeUndefined();
  });
});

describe('an answer that nobody wants to read', () => {
  it('is known by its head, however long it is', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(100_000);
    }
    const it = await host(() => ({ status: 202, headers: { 'content-type': 'text/html' }, body: endless() }));
    const http = client();
    const ask = () => http.get({ ...POST, url: it.url, maxBytes: 0 });
    expect(await ask()).toMatchObject({ kind: 'ok', status: 202, body: Buffer.alloc(0) });
    expect(await ask()).toMatchObject({ kind: 'ok', status: 202 });
  });
});

describe('what went wrong', () => {
  it('says whether the request can have arrived', async () => {
    const closed = await host(() => ({}));
    await closed.close();
    const http = client();
    const refused = await http.get({ ...POST, url: closed.url });
    expect(refused).toMatchObject({ kind: 'failed', unsent: true });
    const nobody = await http.get({ ...POST, url: 'http://nobody.invalid/' });
    expect(nobody).toMatchObject({ kind: 'failed', unsent: true });
    const it = await host(() => ({}));
    it.faults.add({ fault: 'reset' });
    const cut = await http.get({ ...POST, url: it.url });
    expect(cut).toMatchObject({ kind: 'failed' });
    expect(cut).not.toHaveProperty('unsent');
    expect(it.requests).toHaveLength(1);
  });

  it('names the host alone where the rest is a secret', async () => {
    const it = await host(({ path }) => (path.endsWith('/404') ? { status: 404 } : { status: 500 }));
    const rude = createServer((socket) => socket.resume().end('HTTP/9 nonsense\r\n\r\n'));
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', () => resolve()));
    open.push({ close: () => new Promise((resolve) => rude.close(() => resolve())) });
    const address = rude.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const http = client({ allowPrivate: [hostOf(it.url)] });
    const urls = [
      `${it.url}/SECRET/404`,
      `${it.url}/SECRET?SECRET=SECRET`,
      `http://127.0.0.1:${port}/SECRET`,
    ];
    for (const url of urls) {
      const answer = await http.get({ ...POST, url, discreet: true });
      expect(answer).toHaveProperty('why', expect.stringContaining(hostOf(url)));
      expect(JSON.stringify(answer)).not.toContain('SECRET');
    }
    const forbidden = await http.get({ ...STRANGE, url: 'http://10.0.0.1/SECRET', discreet: true });
    expect(forbidden).toMatchObject({ kind: 'forbidden', why: expect.stringMatching(/^10\.0\.0\.1: /) });
    expect(JSON.stringify(forbidden)).not.toContain('SECRET');
  });
});
