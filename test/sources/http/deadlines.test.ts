import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpBroken } from '../../../src/ports/http.ts';
import { startHost } from '../../fakes/host.ts';
import { PLAIN, testHttp } from './client.ts';

const open: { close: () => Promise<void> }[] = [];
const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);
beforeEach(() => {
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  process.off('uncaughtException', note);
  expect(unhandled.splice(0)).toEqual([]);
});

/** A drop now and then, for ever. */
async function* drip() {
  for (;;) {
    yield Buffer.from('x');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function world(options = {}, body: () => string | AsyncIterable<Buffer> = () => 'x') {
  const host = await startHost(() => ({ body: body() }));
  const http = testHttp(options);
  open.push(http, host);
  return { host, http };
}

describe('deadlines', () => {
  it('cut off a host that takes the request and is silent', async () => {
    const { host, http } = await world();
    host.faults.add({ fault: 'hang' });
    expect(await http.get({ ...PLAIN, url: host.url, timeout: 50 })).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('not complete in time'),
    });
    expect(await http.get({ ...PLAIN, url: host.url })).toMatchObject({ kind: 'ok' });
  });

  it('do not wait as long for the head', async () => {
    const { host, http } = await world({ headersTimeout: 50 });
    host.faults.add({ fault: 'hang' });
    expect(await http.get({ ...PLAIN, url: host.url })).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('head'),
    });
  });

  it('cut off a host that drips', async () => {
    const { host, http } = await world({ timeout: 60 }, drip);
    expect(await http.get({ ...PLAIN, url: host.url })).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('in time'),
    });
  });

  it('cut off a stream', async () => {
    async function* wide() {
      yield Buffer.alloc(5000);
      yield* drip();
    }
    const { host, http } = await world({ timeout: 60 }, wide);
    const stream = await http.stream({ ...PLAIN, url: host.url });
    if (stream.kind !== 'ok') throw new Error(stream.kind);
    const read = async () => {
      for await (const _ of stream.chunks);
    };
    await expect(read()).rejects.toBeInstanceOf(HttpBroken);
  });

  it('count for all redirects together', async () => {
    const host = await startHost(() => ({ status: 302, headers: { location: '/' }, body: drip() }));
    const http = testHttp({ maxRedirects: 1000 });
    open.push(http, host);
    expect(await http.get({ ...PLAIN, url: host.url, timeout: 100 })).toMatchObject({ kind: 'failed' });
  });

  it('do not count the waiting for a turn', async () => {
    let waited = 0;
    const { host, http } = await world({
      pause: 1000,
      now: () => 1,
      wait: () =>
        new Promise((resolve) => {
          waited++;
          setTimeout(resolve, 60);
        }),
    });
    const all = await Promise.all([1, 2, 3].map(() => http.get({ ...PLAIN, url: host.url, timeout: 50 })));
    expect(all.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok']);
    expect(waited).toBe(2);
  });

  it('free the host from a stream that nobody reads', async () => {
    const { host, http } = await world({ timeout: 50 }, () => 'x'.repeat(500_000));
    expect(await http.stream({ ...PLAIN, url: host.url })).toMatchObject({ kind: 'ok' });
    expect(await http.get({ ...PLAIN, url: host.url, timeout: 10_000 })).toMatchObject({ kind: 'ok' });
  });

  it('end a connection that does not come about', async () => {
    // Takes connections and never says TLS.
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const { http } = await world({ connectTimeout: 50 });
    const url = `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    expect(await http.get({ ...PLAIN, url })).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('no connection came about in time'),
    });
    server.close();
  });
});

describe('giving up', () => {
  it('works before, during and behind the head', async () => {
    const { host, http } = await world({}, drip);
    const given = { kind: 'failed', why: expect.stringContaining('given up') };
    expect(await http.get({ ...PLAIN, url: host.url, signal: AbortSignal.abort() })).toMatchObject(given);
    expect(host.requests).toEqual([]);
    host.faults.add({ fault: 'hang' });
    for (let n = 1; n <= 2; n++) {
      const abort = new AbortController();
      const answer = http.get({ ...PLAIN, url: host.url, signal: abort.signal });
      while (host.requests.length < n) await new Promise((resolve) => setImmediate(resolve));
      abort.abort();
      expect(await answer).toMatchObject(given);
    }
  });

  it('works while waiting for a turn', async () => {
    const { host, http } = await world({
      pause: 1000,
      wait: (_: number, signal?: AbortSignal) =>
        new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    });
    await http.get({ ...PLAIN, url: host.url });
    const abort = new AbortController();
    const waiting = http.get({ ...PLAIN, url: host.url, signal: abort.signal });
    const behind = http.get({ ...PLAIN, url: host.url, signal: abort.signal, robots: true });
    abort.abort(new Error('hunter2'));
    expect(await waiting).toMatchObject({ kind: 'failed', why: expect.stringContaining('given up') });
    expect(await behind).toMatchObject({ kind: 'failed', why: expect.stringContaining('given up') });
    expect(host.requests).toHaveLength(1);
  });

  it('leaves a stream that is returned', async () => {
    const { host, http } = await world({}, () => 'x'.repeat(5_000_000));
    for (let n = 0; n < 3; n++) {
      const stream = await http.stream({ ...PLAIN, url: host.url, maxBytes: 9_000_000 });
      if (stream.kind !== 'ok') throw new Error(stream.kind);
      for await (const _ of stream.chunks) break;
    }
    expect(host.requests).toHaveLength(3);
  });

  it('ends all when the client is closed', async () => {
    const { host, http } = await world({ pause: 1000 });
    host.faults.add({ fault: 'hang' });
    const hanging = http.get({ ...PLAIN, url: host.url });
    const waiting = http.get({ ...PLAIN, url: host.url });
    const turn = http.turn(host.url).then(
      () => 'came',
      () => 'never',
    );
    while (host.requests.length < 1) await new Promise((resolve) => setImmediate(resolve));
    await http.close();
    expect(await hanging).toMatchObject({ kind: 'failed' });
    expect(await waiting).toMatchObject({ kind: 'failed' });
    expect(await turn).toBe('never');
    expect(await http.get({ ...PLAIN, url: host.url })).toMatchObject({ kind: 'failed' });
    expect(host.requests).toHaveLength(1);
  });
});
