import { afterEach, describe, expect, it } from 'vitest';
import { CHALLENGE, type FakeReply, startHost } from '../../fakes/host.ts';
import { hostOf, PLAIN, STRANGE, testHttp } from './client.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

const DAY = 86_400_000;

async function world(robots: () => FakeReply, more: (path: string) => FakeReply = () => ({ body: 'x' })) {
  const time = { now: 1_000_000_000, waits: [] as number[] };
  const host = await startHost(({ path }) => (path === '/robots.txt' ? robots() : more(path)));
  const http = testHttp({
    pause: 10,
    now: () => time.now,
    wait: async (ms) => {
      time.waits.push(ms);
      time.now += ms;
    },
    allowPrivate: [hostOf(host.url)],
  });
  open.push(http, host);
  const get = (path: string) => http.get({ ...PLAIN, url: host.url + path, robots: true });
  const asked = () => host.requests.filter(({ path }) => path === '/robots.txt').length;
  return { host, http, get, time, asked };
}

describe('robots.txt', () => {
  it('is asked only by those who want it', async () => {
    const { http, host, asked } = await world(() => ({ body: 'User-agent: *\nDisallow: /' }));
    expect(await http.get({ ...PLAIN, url: host.url })).toMatchObject({ kind: 'ok' });
    expect(asked()).toBe(0);
  });

  it('is obeyed, and asked once a day', async () => {
    const { get, time, asked, host } = await world(() => ({
      body: '\uFEFFUser-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private\nAllow: /private/news$',
    }));
    expect(await get('/a')).toMatchObject({ kind: 'ok' });
    expect(await get('/private/x?token=abc')).toMatchObject({
      kind: 'forbidden',
      why: expect.stringMatching(/token=\*\*\*: robots.txt/),
    });
    expect(await get('/private/news')).toMatchObject({ kind: 'ok' });
    expect(host.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/a', '/private/news']);
    time.now += DAY - 60_000;
    await get('/a');
    expect(asked()).toBe(1);
    time.now += 120_000;
    await get('/a');
    expect(asked()).toBe(2);
  });

  it('may speak to us by name', async () => {
    const { get } = await world(() => ({
      body: 'User-agent: *\nAllow: /\n\nUser-agent: Lorewatch\nDisallow: /',
    }));
    expect(await get('/a')).toMatchObject({ kind: 'forbidden' });
  });

  it('is asked once by many at a time', async () => {
    const { get, asked } = await world(() => ({ body: '' }));
    const all = await Promise.all(['/a', '/b', '/c'].map(get));
    expect(all.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok']);
    expect(asked()).toBe(1);
  });

  it.each([400, 401, 403, 404, 410])('is none with HTTP %i: all is allowed', async (status) => {
    const { get } = await world(() => ({ status }));
    expect(await get('/a')).toMatchObject({ kind: 'ok' });
  });

  it.each([
    ['HTTP 500', { status: 500 }],
    ['HTTP 429', { status: 429 }],
    ['a bot check', CHALLENGE],
    ['half of it', { body: 'User-agent: *', headers: { 'content-encoding': 'gzip' } }],
    ['too much of it', { body: '# '.repeat(300_000) }],
  ])('allows nothing for now where it could not be read: %s', async (_, reply) => {
    let now: FakeReply = reply;
    const { get, time, asked } = await world(() => now);
    expect(await get('/a')).toMatchObject({ kind: 'failed', why: expect.stringContaining('robots.txt') });
    expect(await get('/b')).toMatchObject({ kind: 'failed' });
    expect(asked()).toBe(1);
    now = { status: 404 };
    time.now += 700_000;
    expect(await get('/a')).toMatchObject({ kind: 'ok' });
  });

  it('slows us down, within bounds', async () => {
    for (const [delay, pause] of [
      ['2.5', 2500],
      ['86400', 60_000],
      ['-5', 10],
      ['Infinity', 60_000],
      ['soon', 10],
    ]) {
      const { get, time } = await world(() => ({ body: `User-agent: *\nCrawl-delay: ${delay}` }));
      await get('/a');
      await get('/b');
      expect(time.waits.at(-1), `${delay}`).toBe(pause);
    }
  });

  it('holds for redirects too', async () => {
    const { get, host } = await world(
      () => ({ body: 'User-agent: *\nDisallow: /private' }),
      (path) => (path === '/a' ? { status: 302, headers: { location: '/private' } } : { body: 'x' }),
    );
    expect(await get('/a')).toMatchObject({ kind: 'forbidden' });
    expect(host.requests.map(({ path }) => path)).not.toContain('/private');
  });

  it('is fetched with the trust of the one who asks', async () => {
    const { http, host } = await world(() => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }));
    expect(await http.get({ ...STRANGE, url: host.url, robots: true })).toMatchObject({ kind: 'forbidden' });
    expect(host.requests).toHaveLength(1);
  });

  it('takes bounded time to match, whatever it says', async () => {
    const hostile = (rules: number) =>
      `User-agent: *\n${`Disallow: /*${'a'.repeat(1000)}*b\n`.repeat(rules)}`;
    const some = await world(() => ({ body: hostile(60) }));
    const started = performance.now();
    expect(await some.get(`/${'a'.repeat(7000)}`)).toMatchObject({ kind: 'ok' });
    expect(performance.now() - started).toBeLessThan(3000);
    const more = await world(() => ({ body: hostile(500) }));
    expect(await more.get('/')).toMatchObject({ kind: 'failed', why: expect.stringContaining('patterns') });
  });
});
