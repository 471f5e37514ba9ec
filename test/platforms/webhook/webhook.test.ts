import { afterEach, describe, expect, it } from 'vitest';
import { signWebhook, webhookSecret } from '../../../src/platforms/webhook/secret.ts';
import { createWebhook } from '../../../src/platforms/webhook/webhook.ts';
import type { HttpOptions } from '../../../src/sources/http/options.ts';
import { CALM, describePlatform } from '../../contracts/platform.ts';
import { CARD, POSTS, parcelFor } from '../../contracts/posts.ts';
import { CHALLENGE, type FakeReply } from '../../fakes/host.ts';
import { startReceiver } from '../../fakes/receiver.ts';
import { hostOf, testHttp } from '../../sources/http/client.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((it) => it.close()));
});

const SECRET = 'of the installation';
const POST = { what: 'card', card: CARD } as const;

async function start(options: Partial<HttpOptions> = {}) {
  const receiver = await startReceiver({
    secretOf: (url) => webhookSecret(SECRET, `${url}?token=SECRET`),
    now: CALM.now,
  });
  const http = testHttp({ allowPrivate: [hostOf(receiver.host.url)], ...options });
  open.push(http, receiver.host);
  const platform = createWebhook({ http, secret: SECRET });
  const send = (key = 'key-1', post = POST) => platform.send(parcelFor(receiver.url, post, { key }), CALM);
  return { receiver, platform, send };
}

describePlatform('a webhook', async () => {
  const { receiver, platform } = await start();
  return {
    platform,
    target: receiver.url,
    arrived: async () => receiver.host.requests.map(({ body }) => body.toString('utf8')),
  };
});

describe('a webhook', () => {
  it('is signed so that its receiver can tell', async () => {
    const { receiver, send } = await start();
    expect(await send()).toEqual({ what: 'sent', receipt: { status: '204' } });
    expect(receiver.complaints).toEqual([]);
    expect(receiver.host.requests[0]?.headers).toMatchObject({
      'webhook-id': 'key-1',
      'idempotency-key': 'key-1',
      'webhook-timestamp': `${CALM.now() / 1000}`,
      'user-agent': expect.stringMatching(/^lorewatch\//),
    });
  });

  it('is signed by another secret for each target, the same for one', () => {
    const [one, two] = ['https://a.example.org/', 'https://b.example.org/'].map((url) =>
      webhookSecret(SECRET, url),
    );
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(two).not.toBe(one);
    expect(webhookSecret(SECRET, 'https://a.example.org/')).toBe(one);
    expect(webhookSecret('another', 'https://a.example.org/')).not.toBe(one);
  });

  it('is signed as the example of Standard Webhooks is', () => {
    const body = '{"test": 2432232314}';
    const of = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1_614_265_330, body };
    expect(signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', of)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('tells its event', async () => {
    const { receiver, platform } = await start();
    const types = ['card', 'edit', 'line', 'digest', 'summary', 'notice'].map(
      (what) => POSTS[what] ?? expect.fail(),
    );
    for (const [at, post] of types.entries())
      await platform.send(parcelFor(receiver.url, post, { key: `key-${at}` }), CALM);
    const events = receiver.events.map(({ body }) => JSON.parse(body));
    expect(events.map(({ type }) => type)).toEqual([
      'card.posted',
      'card.updated',
      'card.line',
      'digest',
      'summary',
      'notice',
    ]);
    expect(events[1].data.card.id).toBe(events[0].data.card.id);
    expect(events[0]).toMatchObject({
      id: 'key-0',
      timestamp: '2026-04-02T12:00:00.000Z',
      subscription: { id: 3, filter: 'area:drm', cadence: 'weekly MON 09:00 Europe/Berlin' },
      data: { card: { kind: 'series', title: CARD.title, steps: [{ key: 'v1' }, { key: 'v2' }] } },
    });
    expect(events[3].data).toMatchObject({ issue: '2026-W14', digest: { sections: expect.any(Array) } });
  });

  it('is one event for its receiver, however often it is sent', async () => {
    const { receiver, send } = await start();
    receiver.answer({ status: 500 });
    expect(await send()).toMatchObject({ what: 'unknown' });
    receiver.answer(undefined);
    expect(await send()).toMatchObject({ what: 'sent' });
    expect(receiver.events).toHaveLength(1);
    expect(receiver.repeats()).toBe(1);
  });
});

const is = (status: number, headers: Record<string, string> = {}): FakeReply => ({
  status,
  headers,
  body: 'SECRET',
});

describe('an answer', () => {
  it.each([
    [is(200), 'sent', undefined],
    [is(202), 'sent', undefined],
    [is(204), 'sent', undefined],
    [is(301, { location: 'http://169.254.169.254/SECRET' }), 'refused', 'target'],
    [is(307, { location: '/elsewhere' }), 'refused', 'target'],
    [is(304), 'refused', 'target'],
    [is(400), 'refused', 'post'],
    [is(401), 'refused', 'target'],
    [is(403), 'refused', 'target'],
    [is(404), 'refused', 'target'],
    [is(405), 'refused', 'target'],
    [is(410), 'refused', 'target'],
    [is(413), 'refused', 'post'],
    [is(422), 'refused', 'post'],
    [is(408), 'again', undefined],
    [is(425), 'again', undefined],
    [is(429), 'again', undefined],
    [is(503), 'again', undefined],
    [is(500), 'unknown', undefined],
    [is(502), 'unknown', undefined],
    [{ ...CHALLENGE, status: 403 }, 'again', undefined],
  ] as const)('%j is %s %s', async (reply, what, scope) => {
    const { receiver, send } = await start();
    receiver.answer(reply);
    const outcome = await send();
    expect(outcome).toMatchObject(scope === undefined ? { what } : { what, scope });
    expect(JSON.stringify(outcome)).not.toContain('SECRET');
    if ('why' in outcome) expect(outcome.why).toContain(hostOf(receiver.host.url));
    expect(receiver.host.requests).toHaveLength(1);
  });

  it.each([
    [429, '7', 7000],
    [503, '120', 120_000],
    [500, '5', 5000],
  ])('%i says when to come again', async (status, after, wait) => {
    const { receiver, send } = await start();
    receiver.answer(is(status, { 'retry-after': after }));
    expect(await send()).toMatchObject({ what: 'again', wait });
  });

  it('of a hundred megabytes is not read', async () => {
    const { receiver, send } = await start();
    async function* endless() {
      for (let sent = 0; sent < 100; sent++) yield Buffer.alloc(1 << 20);
    }
    for (const status of [200, 400]) {
      receiver.answer({ status, body: endless() });
      expect(await send(`key-${status}`)).toMatchObject({ what: status === 200 ? 'sent' : 'refused' });
    }
  });

  it('that does not come may have been given', async () => {
    const { receiver, send } = await start({ headersTimeout: 50 });
    receiver.host.faults.add({ fault: 'hang' });
    expect(await send()).toMatchObject({ what: 'unknown' });
    receiver.host.faults.add({ fault: 'reset' });
    expect(await send()).toMatchObject({ what: 'unknown' });
    await receiver.host.close();
    expect(await send()).toMatchObject({ what: 'again' });
  });

  it('is not waited for when the program stops', async () => {
    const { receiver, platform } = await start();
    receiver.host.faults.add({ fault: 'hang' });
    const stop = new AbortController();
    const end = platform.send(parcelFor(receiver.url, POST), { ...CALM, signal: stop.signal });
    await expect.poll(() => receiver.host.requests.length).toBe(1);
    stop.abort();
    expect(await end).toMatchObject({ what: 'unknown' });
  });
});

describe('a target inside', () => {
  it.each([
    'http://127.0.0.1:9/SECRET',
    'http://169.254.169.254/SECRET',
    'https://10.1.2.3/SECRET',
    'http://[::1]/SECRET',
    'http://metadata.internal/SECRET',
  ])('%s is refused, and not told in full', async (target) => {
    const { platform } = await start();
    const outcome = await platform.send(parcelFor(target, POST), CALM);
    expect(outcome).toMatchObject({ what: 'refused', scope: 'target' });
    expect(JSON.stringify(outcome)).not.toContain('SECRET');
  });
});
