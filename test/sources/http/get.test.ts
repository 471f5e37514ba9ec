import { afterEach, describe, expect, it } from 'vitest';
import { CHALLENGE, type FakeReply, startHost } from '../../fakes/host.ts';
import { AGENT, PLAIN, testHttp } from './client.ts';

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

describe('what is sent', () => {
  it('says who asks, and what it understands', async () => {
    const { host, get } = await world(() => ({ body: 'x' }));
    await get('/a?b=c#d', { accept: 'application/atom+xml' });
    expect(host.requests[0]?.headers).toMatchObject({
      'user-agent': AGENT,
      accept: 'application/atom+xml',
      'accept-encoding': 'gzip, deflate, br',
    });
    expect(host.requests[0]?.query.get('b')).toBe('c');
    expect(host.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('sends a form', async () => {
    const { host, get } = await world(() => ({ body: 'x' }));
    await get('/', { method: 'POST', form: 'q=rust&x=m' });
    expect(host.requests[0]?.method).toBe('POST');
    expect(host.requests[0]?.body.toString()).toBe('q=rust&x=m');
    expect(host.requests[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('shows the userinfo of a URL to its host alone', async () => {
    const { host, http } = await world(() => ({ status: 500 }));
    const url = `${host.url.replace('//', '//jane:hun%20ter@')}/feed?token=abc`;
    const answer = await http.get({ ...PLAIN, url });
    expect(host.requests[0]?.headers.authorization).toBe(`Basic ${btoa('jane:hun ter')}`);
    expect(answer).toMatchObject({ kind: 'refused', why: expect.stringContaining('/feed?token=***') });
    expect(JSON.stringify(answer)).not.toMatch(/jane|hun|abc/);
  });

  it('asks whether something changed', async () => {
    const { host, get } = await world(() => ({ status: 304, headers: { etag: '"2"' } }));
    const validators = { etag: '"1"', lastModified: 'Fri, 06 Nov 2026 08:00:00 GMT' };
    expect(await get('/', { validators })).toEqual({
      kind: 'unchanged',
      validators: { etag: '"2"', lastModified: validators.lastModified },
    });
    expect(host.requests[0]?.headers).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': validators.lastModified,
    });
    expect(await get('/', { validators: {} })).toMatchObject({ kind: 'refused', status: 304 });
  });
});

it('sends no validator back that is no header', async () => {
  const { host, get } = await world(() => ({ body: 'x' }));
  const odd = ['"\u4e2d"', '"\u00fc"', '"\n"', 'x'.repeat(5000)];
  for (const etag of odd) expect(await get('/', { validators: { etag } })).toMatchObject({ kind: 'ok' });
  expect(host.requests.map(({ headers }) => headers['if-none-match'])).toEqual(odd.map(() => undefined));
});

describe('what comes back', () => {
  it('is the body with what is to be known of it', async () => {
    const { host, get } = await world(() => ({
      headers: { 'content-type': 'text/plain', etag: 'W/"1"', 'last-modified': 'then' },
      body: 'hello',
    }));
    expect(await get('/a')).toEqual({
      kind: 'ok',
      url: `${host.url}/a`,
      status: 200,
      contentType: 'text/plain',
      validators: { etag: 'W/"1"', lastModified: 'then' },
      date: expect.any(Number),
      body: Buffer.from('hello'),
    });
  });

  it('may be empty', async () => {
    const { get } = await world((path) => ({ status: path === '/204' ? 204 : 200 }));
    expect(await get('/')).toMatchObject({ kind: 'ok', body: Buffer.alloc(0) });
    expect(await get('/204')).toMatchObject({ kind: 'ok', status: 204, body: Buffer.alloc(0) });
  });

  it.each([
    [404, { kind: 'missing', body: Buffer.from('none') }],
    [410, { kind: 'refused', status: 410, gone: true }],
    [403, { kind: 'refused', status: 403, gone: false, retryAfter: undefined }],
    [500, { kind: 'refused', status: 500 }],
    [300, { kind: 'refused', status: 300 }],
    [206, { kind: 'failed' }],
  ])('HTTP %i', async (status, answer) => {
    const { get } = await world(() => ({ status, body: 'none' }));
    expect(await get('/')).toMatchObject({ ...answer, why: expect.stringMatching(/^http:\/\/127.*: \w/) });
  });

  it('tells how long to wait', async () => {
    const now = () => Date.UTC(2026, 10, 6, 8);
    const { get } = await world(
      (path) => ({
        status: 503,
        headers: { 'retry-after': path === '/s' ? '7' : 'Fri, 06 Nov 2026 08:01:00 GMT' },
      }),
      { now },
    );
    expect(await get('/s')).toMatchObject({ kind: 'refused', retryAfter: 7000 });
    expect(await get('/d')).toMatchObject({ kind: 'refused', retryAfter: 60_000 });
  });

  it.each([200, 403, 404, 503])('knows a bot check with HTTP %i', async (status) => {
    const { get, http, host } = await world(() => ({ ...CHALLENGE, status }));
    expect(await get('/')).toMatchObject({ kind: 'challenge' });
    expect(await http.stream({ ...PLAIN, url: host.url })).toMatchObject({ kind: 'challenge' });
  });

  it('knows a bot check that says so in its head', async () => {
    const headers = { 'cf-mitigated': 'challenge', 'content-type': 'text/html' };
    const { get } = await world((path) => ({
      status: 403,
      headers: path === '/page' ? headers : { ...headers, 'content-type': 'application/json' },
      body: 'x',
    }));
    expect(await get('/page')).toMatchObject({ kind: 'challenge' });
    expect(await get('/data')).toMatchObject({ kind: 'refused' });
  });

  it('knows a bot check behind a long head', async () => {
    const body = `<!doctype html><html><head>${'<style>a{}</style>'.repeat(2000)}<title>Just a moment...</title></head></html>`;
    const { get } = await world(() => ({ headers: { 'content-type': 'text/html' }, body }));
    expect(await get('/')).toMatchObject({ kind: 'challenge' });
  });

  it('is no bot check where a feed tells of one', async () => {
    const body =
      '<?xml version="1.0"?><rss><channel><title>Making sure you\'re not a bot</title></channel></rss>';
    const { get } = await world(() => ({ headers: { 'content-type': 'text/html' }, body }));
    expect(await get('/')).toMatchObject({ kind: 'ok', body: Buffer.from(body) });
  });
});

describe('the pace of requests', () => {
  it('holds for requests, redirects and turns to one host', async () => {
    const waits: number[] = [];
    let now = 1_000_000;
    const { host, http, get } = await world(
      (path) => (path === '/from' ? { status: 302, headers: { location: '/to' } } : { body: 'x' }),
      {
        pause: 1000,
        now: () => now,
        wait: async (ms: number) => {
          waits.push(ms);
          now += ms;
        },
      },
    );
    await Promise.all([get('/from'), get('/b'), http.turn(host.url), get('/c')]);
    expect(host.requests.map(({ path }) => path)).toEqual(['/from', '/b', '/c', '/to']);
    expect(waits).toEqual([1000, 1000, 1000, 1000]);
  });

  it('has one request under way for each host, until its answer is read', async () => {
    const { host, http, get } = await world(() => ({ body: Buffer.alloc(300_000) }));
    const first = await http.stream({ ...PLAIN, url: host.url });
    const second = get('/second');
    const soon = new Promise((resolve) => setImmediate(() => resolve('waits')));
    expect(await Promise.race([second, soon])).toBe('waits');
    expect(host.requests).toHaveLength(1);
    if (first.kind !== 'ok') throw new Error(first.kind);
    for await (const _ of first.chunks) break;
    expect(await second).toMatchObject({ kind: 'ok' });
  });

  it('has no turns for what is no host', async () => {
    const { http } = await world(() => ({}));
    await http.turn('git@example.org:linux.git');
    await http.turn('/srv/git/linux.git');
    const gone = AbortSignal.abort(new Error('enough'));
    await expect(http.turn('https://example.org', gone)).rejects.toThrow('enough');
  });
});
