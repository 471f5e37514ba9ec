import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { ALL } from '../../src/domain/filter/ast.ts';
import { DEFAULT_OPTIONS, type Subscription } from '../../src/domain/subscription/subscription.ts';
import { composeDigest } from '../../src/pipeline/digest.ts';
import { StoreError, UserError } from '../../src/ports/errors.ts';
import type { Store } from '../../src/ports/store.ts';
import { createApp } from '../../src/web/app.ts';
import { createCounts } from '../../src/web/counts.ts';
import type { WebDeps } from '../../src/web/deps.ts';
import { createWeb } from '../../src/web/server.ts';
import { readToken, unsubscribeToken } from '../../src/web/token.ts';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';

const MONDAY = Date.UTC(2026, 2, 30);
const WEEK = 7 * 86_400_000;
const HOSTILE = '<script>alert(1)</script>';

let demo: DemoStore;
let store: Store;
let subscription: Subscription;
const counts = createCounts();
const mistakes: string[] = [];
beforeAll(async () => {
  demo = await makeDemoStore();
  store = demo.store;
  const period = { since: MONDAY - WEEK, until: MONDAY };
  const deps = { store, topic: RUST, lore: 'https://lore.example.org' };
  const digest = composeDigest(deps, { period, filter: ALL });
  store.saveIssue({ id: 'public-week-000000001', filter: '', ...period, digest });
  store.saveIssue({ id: 'private-one-00000001', filter: 'area:drm', ...period, digest });
  subscription = store.subscribe({
    target: { platform: 'mailto', text: 'mailto:jane@example.org' },
    filter: '"a & b"',
    cadence: { kind: 'now' },
    options: DEFAULT_OPTIONS,
    created: 0,
    digestUntil: 0,
    digestNews: 0,
  }).subscription;
});
afterAll(() => demo.remove());

function deps(fields: Partial<WebDeps> = {}): WebDeps {
  return {
    store,
    now: () => MONDAY,
    version: '1.2.3',
    title: 'Rust in the kernel',
    url: 'https://watch.example.org',
    endSubscription: (id) => store.removeSubscription(id),
    describe: () => ({ target: `jane ${HOSTILE}`, cadence: 'now' }),
    queueHealth: () => Promise.resolve({ ok: true, why: '', waiting: 2, running: 1 }),
    sources: () => [{ id: 'lwn', lag: 12.5, failing: true, items: 3, unreadable: 1, lost: 0 }],
    fronts: () => [
      { platform: 'slack', mode: 'socket', connected: true, since: MONDAY, installations: 2, why: '' },
    ],
    counts,
    onMistake: (what) => mistakes.push(what),
    ...fields,
  };
}

async function get(path: string, init?: RequestInit, fields?: Partial<WebDeps>) {
  const answer = await createApp(deps(fields)).request(`http://localhost${path}`, init);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe('a digest', () => {
  it('is shown at its address, in every format, and nowhere else', async () => {
    const page = await get('/digests/private-one-00000001');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('<!DOCTYPE html>');
    expect((await get('/digests/private-one-00000001.txt')).headers.get('content-type')).toMatch(
      /^text\/plain/,
    );
    expect(JSON.parse((await get('/digests/private-one-00000001.json')).text)).toMatchObject({ zone: 'UTC' });
    for (const path of [
      '/digests',
      '/digests/',
      '/digests/none-of-that-here',
      '/digests/..%2f..%2fetc',
      '/digests/private-one-00000001.exe',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('is not sent again to whoever has it', async () => {
    const { headers } = await get('/digests/public-week-000000001');
    const etag = headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get('/digests/public-week-000000001', { headers: { 'if-none-match': known } });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect(
      (await get('/digests/public-week-000000001', { headers: { 'if-none-match': '"x"' } })).status,
    ).toBe(200);
    expect((await get('/digests/public-week-000000001.txt')).headers.get('etag')).not.toBe(etag);
  });

  it('runs no script and loads nothing, by its headers too', async () => {
    const { headers } = await get('/digests/public-week-000000001');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.has('strict-transport-security')).toBe(false);
  });
});

describe('the feeds', () => {
  it('have the public weeks, and no filtered digest', async () => {
    const atom = await get('/feed.atom');
    expect(atom.headers.get('content-type')).toMatch(/^application\/atom\+xml/);
    expect(atom.text).toContain('https://watch.example.org/digests/public-week-000000001');
    expect(atom.text).not.toContain('private-one');
    const json = JSON.parse((await get('/feed.json')).text);
    expect(json.items).toHaveLength(1);
    expect(json.items[0]).toMatchObject({ id: 'urn:lorewatch:digest:public-week-000000001' });
  });
});

describe('the first page', () => {
  it('names the public weeks, and no filtered digest', async () => {
    const { status, text } = await get('/');
    expect(status).toBe(200);
    expect(text).toContain('href="/digests/public-week-000000001"');
    expect(text).not.toContain('private-one');
    const empty = { ...store, issues: () => [] };
    expect((await get('/', undefined, { store: empty })).text).toContain('The first digest comes');
  });
});

describe('unsubscribing', () => {
  it('asks on GET, and ends it on POST alone', async () => {
    const path = `/unsubscribe/${unsubscribeToken(store.secret(), subscription.id)}`;
    const asked = await get(path);
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('<form method="post">');
    expect(asked.text).toContain('a &amp; b');
    expect(asked.text).not.toContain(HOSTILE);
    expect((await get(path, { method: 'HEAD' })).status).toBe(200);
    expect(store.subscription(subscription.id)).toBeDefined();
    const body = 'List-Unsubscribe=One-Click';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await get(path, { method: 'POST', body, headers })).status).toBe(200);
    expect(store.subscription(subscription.id)).toBeUndefined();
    expect((await get(path, { method: 'POST', body, headers })).status).toBe(200);
    expect((await get(path)).text).toContain('has ended');
  });

  it('takes no forged, cut or foreign word', async () => {
    const token = unsubscribeToken(store.secret(), 7);
    expect(readToken(store.secret(), token)).toBe(7);
    const others = [
      token.slice(0, -1),
      token.replace('7.', '8.'),
      unsubscribeToken('other', 7),
      '7',
      '',
      '7.x',
    ];
    for (const other of others) {
      expect(readToken(store.secret(), other)).toBeUndefined();
      expect((await get(`/unsubscribe/${encodeURIComponent(other)}`, { method: 'POST' })).status).toBe(404);
    }
  });

  it('takes no large body', async () => {
    const token = unsubscribeToken(store.secret(), 7);
    const answer = await get(`/unsubscribe/${token}`, { method: 'POST', body: 'x'.repeat(5000) });
    expect(answer.status).toBe(413);
  });
});

describe('health', () => {
  it('says that it lives, whatever else', async () => {
    const sick = {
      ...store,
      lastNews: () => {
        throw new StoreError('the disk is gone');
      },
    };
    expect((await get('/healthz', undefined, { store: sick })).status).toBe(200);
    const ready = await get('/readyz', undefined, { store: sick });
    expect(ready.status).toBe(503);
    expect(ready.text).not.toContain('disk is gone');
    expect(mistakes).toContain('the store');
  });

  it('says whether it can work, and what is in the way', async () => {
    const ready = await get('/readyz');
    expect([ready.status, JSON.parse(ready.text).status]).toEqual([200, 'ready']);
    const queueHealth = () => Promise.resolve({ ok: false, why: 'Redis is away', waiting: 0, running: 0 });
    const away = await get('/readyz', undefined, { queueHealth });
    expect(away.status).toBe(503);
    expect(JSON.parse(away.text).checks.queue.why).toBe('Redis is away');
  });
});

describe('metrics', () => {
  it('are what Prometheus reads: every line a comment or a sample, each family once', async () => {
    counts.add('sent', 3);
    counts.add('failed', undefined);
    const { text, headers } = await get('/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0.0.4/);
    const lines = text.trimEnd().split('\n');
    const sample =
      /^[a-z_]+(?:\{[a-z_]+="(?:[^"\\\n]|\\.)*"(?:,[a-z_]+="(?:[^"\\\n]|\\.)*")*\})? -?\d+(?:\.\d+)?(?:e[+-]\d+)?$/;
    for (const line of lines)
      expect(line).toMatch(line.startsWith('#') ? /^# (?:HELP|TYPE) [a-z_]+ / : sample);
    const types = lines.filter((line) => line.startsWith('# TYPE'));
    expect(new Set(types).size).toBe(types.length);
    expect(text).toContain('lorewatch_source_lag_seconds{source="lwn"} 12.5\n');
    expect(text).toContain('lorewatch_delivery_latency_seconds_bucket{le="5"} 1\n');
    expect(text).toContain('lorewatch_delivery_latency_seconds_bucket{le="2"} 0\n');
    expect(text).toContain('lorewatch_queue_waiting 2\n');
    expect(text).not.toContain('jane');
  });
});

describe('a mistake', () => {
  it('is told without what it is about, and logged', async () => {
    const broken = {
      ...store,
      issue: () => {
        throw new Error('secret path');
      },
    };
    const answer = await get('/digests/public-week-000000001', undefined, { store: broken });
    expect([answer.status, answer.text.includes('secret')]).toEqual([500, false]);
    expect(mistakes.some((what) => what.startsWith('GET /digests'))).toBe(true);
  });
});

describe('the server', () => {
  it('listens, answers over a socket, and ends', async () => {
    const web = createWeb(deps());
    const { port } = await web.listen(0, '127.0.0.1');
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(await answer.json()).toEqual({ status: 'ok', version: '1.2.3' });
    await web.close();
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });

  it('says which port is taken', async () => {
    const one = createWeb(deps());
    const other = createWeb(deps());
    const { port } = await one.listen(0, '127.0.0.1');
    await expect(other.listen(port, '127.0.0.1')).rejects.toThrow(UserError);
    await expect(other.listen(port, '127.0.0.1')).rejects.toThrow(`port ${port} is taken`);
    await one.close();
    await other.close();
  });

  it('cuts what is too large', async () => {
    const web = createWeb(deps());
    const { port } = await web.listen(0, '127.0.0.1');
    const long = await fetch(`http://127.0.0.1:${port}/${'x'.repeat(3000)}`);
    expect(long.status).toBe(414);
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const asked = request({ port, host: '127.0.0.1', headers: { 'x-big': 'y'.repeat(9000) } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', () => resolve(undefined));
    asked.end();
    expect(await promise).toBe(431);
    await web.close();
  });
});
