import { createServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { startHost } from '../../fakes/host.ts';
import { makeCertificate } from './certificate.ts';
import { PLAIN, testHttp } from './client.ts';
import { startProxy } from './proxy-host.ts';

const open: { close: () => Promise<void> }[] = [];
const known = getCACertificates('default');
afterEach(async () => {
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  setDefaultCACertificates(known);
  await Promise.all(open.splice(0).map((it) => it.close()));
});

async function startTls(location?: string) {
  const { key, cert } = makeCertificate('tls.example.org');
  const server = createServer({ key, cert }, (_, response) => {
    if (location) response.writeHead(302, { location });
    response.end('secret');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `https://tls.example.org:${port}/`,
    port,
    trust: () => setDefaultCACertificates([...known, cert]),
  };
}

function client(options = {}) {
  const http = testHttp(options);
  open.push(http);
  return http;
}

const untrusted = { kind: 'failed', why: expect.stringContaining('certificate') };

describe('TLS', () => {
  it('is verified, whatever the environment says', async () => {
    const host = await startTls();
    expect(await client().get({ ...PLAIN, url: host.url })).toMatchObject(untrusted);
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    expect(await client().get({ ...PLAIN, url: host.url })).toMatchObject(untrusted);
  });

  it('needs the right name', async () => {
    const host = await startTls();
    host.trust();
    expect(await client().get({ ...PLAIN, url: host.url })).toMatchObject({
      kind: 'ok',
      body: Buffer.from('secret'),
    });
    const other = `https://other.example.org:${host.port}/`;
    expect(await client().get({ ...PLAIN, url: other })).toMatchObject(untrusted);
    expect(await client().get({ ...PLAIN, url: `https://127.0.0.1:${host.port}/` })).toMatchObject(untrusted);
  });

  it('is verified behind a proxy too', async () => {
    const [host, proxy] = await Promise.all([startTls(), startProxy()]);
    open.push(proxy);
    const by = { proxy: { http: undefined, https: proxy.url, no: undefined } };
    expect(await client(by).get({ ...PLAIN, url: host.url })).toMatchObject(untrusted);
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    expect(await client(by).get({ ...PLAIN, url: host.url })).toMatchObject(untrusted);
    host.trust();
    expect(await client(by).get({ ...PLAIN, url: host.url })).toMatchObject({ kind: 'ok' });
    expect(proxy.asked[0]?.what).toBe(`CONNECT tls.example.org:${host.port}`);
  });

  it('is not left again', async () => {
    const plain = await startHost(() => ({ body: 'x' }));
    open.push(plain);
    const host = await startTls(plain.url);
    host.trust();
    expect(await client().get({ ...PLAIN, url: host.url })).toMatchObject({
      kind: 'forbidden',
      why: expect.stringContaining('https to http'),
    });
    expect(plain.requests).toEqual([]);
  });
});
