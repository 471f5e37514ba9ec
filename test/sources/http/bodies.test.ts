import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpBroken } from '../../../src/ports/http.ts';
import { decodeBody } from '../../../src/sources/http/decode.ts';
import { type FakeReply, startHost } from '../../fakes/host.ts';
import { PLAIN, testHttp } from './client.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

async function world(answer: (path: string) => FakeReply, options = {}) {
  const host = await startHost(({ path }) => answer(path));
  const http = testHttp(options);
  open.push(http, host);
  return {
    host,
    http,
    get: (path: string, more = {}) => http.get({ ...PLAIN, url: host.url + path, ...more }),
  };
}

/** Says nothing twice, so that it cannot be packed to nothing. */
const TEXT = Buffer.from(Array.from({ length: 4000 }, (_, n) => `${n * 7919} lines of rust\n`).join(''));
const CODED: Readonly<Record<string, Buffer>> = {
  identity: TEXT,
  gzip: gzipSync(TEXT),
  'x-gzip': gzipSync(TEXT),
  deflate: deflateSync(TEXT),
  'DEFLATE ': deflateRawSync(TEXT),
  br: brotliCompressSync(TEXT),
};

async function* pieces(body: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

async function drain(chunks: AsyncIterable<Buffer>): Promise<number> {
  let size = 0;
  for await (const chunk of chunks) size += chunk.length;
  return size;
}

describe('codings', () => {
  it.each(Object.keys(CODED))('reads %s, whole and in pieces', async (coding) => {
    const body = CODED[coding] ?? TEXT;
    const { get } = await world((path) => ({
      headers: { 'content-encoding': coding },
      body: path === '/whole' ? body : pieces(body, 1777),
    }));
    expect(await get('/whole')).toMatchObject({ kind: 'ok', body: TEXT });
    expect(await get('/pieces')).toMatchObject({ kind: 'ok', body: TEXT });
  });

  it('reads gzip of several members, and nothing at all', async () => {
    const { get } = await world((path) => ({
      headers: { 'content-encoding': 'gzip' },
      body: path === '/empty' ? '' : Buffer.concat([gzipSync('one '), gzipSync('two')]),
    }));
    expect(await get('/two')).toMatchObject({ kind: 'ok', body: Buffer.from('one two') });
    expect(await get('/empty')).toMatchObject({ kind: 'ok', body: Buffer.alloc(0) });
  });

  it('refuses what it did not ask for, and what is broken', async () => {
    const { get } = await world((path) => ({
      headers: { 'content-encoding': path.slice(1).replaceAll('+', ', ') },
      body: 'this is no compressed text at all',
    }));
    for (const coding of ['zstd', 'gzip+gzip', 'gzip', 'br', 'deflate', 'compress'])
      expect(await get(`/${coding}`)).toMatchObject({ kind: 'failed' });
  });
});

describe('size', () => {
  it('is bounded for the decoded body', async () => {
    const { get } = await world((path) => ({
      headers: { 'content-encoding': path.slice(1) },
      body: CODED[path.slice(1)] ?? TEXT,
    }));
    for (const coding of ['identity', 'gzip', 'deflate', 'br']) {
      expect(await get(`/${coding}`, { maxBytes: TEXT.length })).toMatchObject({ kind: 'ok' });
      expect(await get(`/${coding}`, { maxBytes: TEXT.length - 1 })).toMatchObject({
        kind: 'failed',
        why: expect.stringContaining('larger'),
      });
    }
  });

  it('needs not even be read where it is known', async () => {
    const { get } = await world(() => ({
      headers: { 'content-length': '5000000000' },
      body: pieces(TEXT, 10_000),
    }));
    expect(await get('/')).toMatchObject({ kind: 'failed', why: expect.stringContaining('larger') });
  });

  it('notices a bomb early and in little memory', async () => {
    let sent = 0;
    async function* bomb() {
      const zeros = Buffer.alloc(1_000_000);
      const gigabyte = Readable.from(
        (function* () {
          for (let n = 0; n < 1000; n++) yield zeros;
        })(),
      );
      for await (const chunk of gigabyte.pipe(createGzip({ level: 9 }))) {
        sent += chunk.length;
        yield chunk;
      }
    }
    const { get } = await world(() => ({ headers: { 'content-encoding': 'gzip' }, body: bomb() }));
    const before = process.memoryUsage();
    const answer = await get('/', { maxBytes: 2_000_000_000 });
    const after = process.memoryUsage();
    expect(answer).toMatchObject({ kind: 'failed', why: expect.stringContaining('bomb') });
    expect(sent).toBeLessThan(500_000);
    expect(after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed).toBeLessThan(
      60_000_000,
    );
  });

  it('goes no faster than it is read', async () => {
    let made = 0;
    async function* endless() {
      for (;;) {
        made += 65_536;
        yield Buffer.alloc(65_536, made % 251);
      }
    }
    const { host, http } = await world(() => ({ body: endless() }));
    const answer = await http.stream({ ...PLAIN, url: host.url, maxBytes: Number.POSITIVE_INFINITY });
    if (answer.kind !== 'ok') throw new Error(answer.kind);
    const chunks = answer.chunks[Symbol.asyncIterator]();
    await chunks.next();
    // The sockets fill up, and then it stands still.
    let last = -1;
    while (made !== last) {
      last = made;
      for (let n = 0; n < 50; n++) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(made).toBeLessThan(20_000_000);
    await chunks.return?.();
  });
});

describe('an answer that breaks off', () => {
  const small = TEXT.subarray(0, 3000);
  const bodies: [string, FakeReply, number][] = [
    ['plain', { body: small }, small.length],
    ['chunked', { body: pieces(small, 100) }, small.length],
    ['gzip', { headers: { 'content-encoding': 'gzip' }, body: gzipSync(small) }, gzipSync(small).length],
    ['gzip in chunks', { headers: { 'content-encoding': 'gzip' } }, gzipSync(small).length],
    [
      'deflate',
      { headers: { 'content-encoding': 'deflate' }, body: deflateSync(small) },
      deflateSync(small).length,
    ],
    [
      'br',
      { headers: { 'content-encoding': 'br' }, body: brotliCompressSync(small) },
      brotliCompressSync(small).length,
    ],
  ];
  it.each(bodies)('is never taken for a whole one: %s', async (name, reply, length) => {
    const fresh = () =>
      name === 'chunked'
        ? pieces(small, 100)
        : name === 'gzip in chunks'
          ? pieces(gzipSync(small), 64)
          : (reply.body ?? '');
    const { host, get, http } = await world(() => ({ ...reply, body: fresh() }));
    expect(await get('/')).toMatchObject({ kind: 'ok', body: small });
    for (let after = 0; after < length; after += Math.max(1, Math.floor(length / 40))) {
      host.faults.add({ fault: 'cut', after });
      expect(await get('/'), `cut after ${after}`).toMatchObject({ kind: 'failed' });
      host.faults.add({ fault: 'cut', after });
      const stream = await http.stream({ ...PLAIN, url: host.url });
      if (stream.kind === 'ok') await expect(drain(stream.chunks)).rejects.toBeInstanceOf(HttpBroken);
      else expect(stream.kind).toBe('failed');
    }
    expect(await get('/')).toMatchObject({ kind: 'ok', body: small });
  });

  it('gives its beginning to a stream before it throws', async () => {
    const { host, http } = await world(() => ({ body: TEXT }));
    host.faults.add({ fault: 'cut', after: 70_000 });
    const stream = await http.stream({ ...PLAIN, url: `${host.url}/log?token=abc` });
    if (stream.kind !== 'ok') throw new Error(stream.kind);
    await expect(drain(stream.chunks)).rejects.toThrow(
      /^http.*\/log\?token=\*\*\*: the connection broke off$/,
    );
  });

  it('is noticed where it ends orderly but is shorter than it says', async () => {
    const { get } = await world((path) => ({
      headers: { 'content-encoding': 'gzip' },
      body: path === '/cut' ? gzipSync(TEXT).subarray(0, -1) : pieces(gzipSync(TEXT).subarray(0, -9), 500),
    }));
    expect(await get('/cut')).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('ends too early'),
    });
    expect(await get('/chunks')).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('ends too early'),
    });
  });

  it('is noticed even where the parser of HTTP does not', async () => {
    const limits = { coding: undefined, maxBytes: 100 };
    const read = (length: number) =>
      drain(decodeBody(Readable.from([Buffer.from('abc')]), { ...limits, length }));
    expect(await read(3)).toBe(3);
    await expect(read(4)).rejects.toBeInstanceOf(HttpBroken);
    await expect(read(2)).rejects.toBeInstanceOf(HttpBroken);
  });

  it('is told as nothing to a search that finds nothing', async () => {
    const { host, get } = await world(() => ({ status: 404, body: TEXT.subarray(0, 900) }));
    host.faults.add({ fault: 'cut', after: 500 });
    expect(await get('/')).toMatchObject({ kind: 'failed' });
    expect(await get('/')).toMatchObject({ kind: 'missing' });
  });

  it('also before its head', async () => {
    const { host, get } = await world(() => ({ body: 'x' }));
    host.faults.add({ fault: 'reset' });
    expect(await get('/')).toMatchObject({ kind: 'failed', why: expect.stringContaining('broke off') });
    expect(await get('/')).toMatchObject({ kind: 'ok' });
  });

  it('or is no HTTP at all', async () => {
    const { host, http } = await world(() => ({ body: 'x' }));
    const server = createServer((socket) => socket.resume().end('SSH-2.0-OpenSSH_9.9\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await http.get({ ...PLAIN, url: `http://127.0.0.1:${port}/` })).toMatchObject({ kind: 'failed' });
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await http.get({ ...PLAIN, url: `http://127.0.0.1:${port}/` })).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('refused'),
    });
    expect(await http.get({ ...PLAIN, url: host.url })).toMatchObject({ kind: 'ok' });
  });
});
