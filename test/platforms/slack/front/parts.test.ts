import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../../../src/platforms/slack/front/check.ts';
import { findMailLink } from '../../../../src/platforms/slack/front/find-link.ts';
import { parseBody } from '../../../../src/platforms/slack/front/http-body.ts';
import { redact } from '../../../../src/platforms/slack/front/redact.ts';
import { createSeen } from '../../../../src/platforms/slack/front/seen.ts';
import { isFromSlack } from '../../../../src/platforms/slack/front/signature.ts';
import { readPlace, writePlace } from '../../../../src/platforms/slack/front/view-place.ts';
import { UserError } from '../../../../src/ports/errors.ts';

describe('redact', () => {
  it.each([
    ['xoxb-' + '12-34-abcDEF', 'a bot token'],
    ['xapp-' + '1-A0-12-abc', 'an app token'],
    ['xoxe.xoxp-' + '1-abc', 'a rotated token'],
    ['https://hooks.slack.example/commands/T1/2/abc', 'a response_url'],
    ['wss://wss.slack.example/link/?ticket=abc&app_id=1', 'a socket'],
    ['13345224609.738474920.8088930838d88f008e0bbb1d2f3a4c5d', 'a trigger id'],
    ['{"response_url":"abc","trigger_id": "12.34"}', 'fields'],
  ])('R25: hides %s (%s)', (secret) => {
    const said = redact(new Error(`it failed with ${secret} today`));
    expect(said).not.toContain('abc');
    expect(said).not.toContain('8088930838d88f008e0bbb1d2f3a4c5d');
    expect(said).toMatch(/^it failed with .*… ?.*today$/);
  });

  it('is bounded and never throws', () => {
    expect(redact('y'.repeat(50_000)).length).toBeLessThanOrEqual(300);
    expect(redact({ token: 'secret' })).toBe('an object');
    expect(redact(undefined)).toBe('undefined');
  });
});

describe('createSeen', () => {
  it('R4: knows what came before by any of its ids', () => {
    const seen = createSeen(() => 0);
    expect(seen.isNew('envelope-1', 'trigger-1')).toBe(true);
    expect(seen.isNew('envelope-2', 'trigger-1')).toBe(false);
    expect(seen.isNew('envelope-2')).toBe(false);
    expect(seen.isNew('envelope-3')).toBe(true);
  });

  it('is bounded, and remembers for an hour while there is room', () => {
    let now = 0;
    const seen = createSeen(() => now);
    seen.isNew('old');
    now = 3_599_000;
    expect(seen.isNew('old')).toBe(false);
    now = 3_601_000;
    seen.isNew('other');
    expect(seen.isNew('old')).toBe(true);
    for (let at = 0; at < 20_000; at++) seen.isNew(`id ${at}`);
    expect(seen.isNew('old')).toBe(true);
  });
});

describe('findMailLink', () => {
  const text = (words: string) => ({ text: words });
  it.each([
    [
      'look: <https://lore.kernel.org/r/20260102.3@x.example/>',
      'https://lore.kernel.org/r/20260102.3@x.example',
    ],
    [
      '<https://lore.kernel.org/rust-for-linux/1-a%40x.example/T/#u|a thread>',
      'https://lore.kernel.org/rust-for-linux/1-a@x.example',
    ],
    ['https://inbox.example.org/list/1@x.example', 'https://inbox.example.org/list/1@x.example'],
    [
      'https://inbox.example.org/list/1@x.example and https://lore.kernel.org/all/2@x.example',
      'https://lore.kernel.org/all/2@x.example',
    ],
    ['https://lore.kernel.org/rust-for-linux/', undefined],
    ['ada@x.example said https://example.org/about', undefined],
    ['https://user@evil.example/a', undefined],
    ['', undefined],
  ])('in %s', (words, link) => {
    expect(findMailLink(text(words))).toBe(link);
  });

  it('finds it in the blocks of a card', () => {
    const block = {
      type: 'section',
      text: { text: '<https://lore.kernel.org/r/5@x.example|[PATCH] a &amp; b>' },
    };
    expect(findMailLink({ text: 'a card', blocks: [block] })).toBe('https://lore.kernel.org/r/5@x.example');
  });

  it('takes anything, in a bounded time', () => {
    const deep: { in?: unknown } = {};
    let at = deep;
    for (let depth = 0; depth < 500; depth++) {
      const next = {};
      at.in = next;
      at = next;
    }
    const start = process.cpuUsage().user;
    expect(findMailLink(deep)).toBeUndefined();
    expect(findMailLink(undefined)).toBeUndefined();
    expect(findMailLink(text('https://lore.kernel.org/a/'.repeat(4000)))).toBeUndefined();
    expect(findMailLink(text(`https://lore.kernel.org/${'a/'.repeat(40_000)}`))).toBeUndefined();
    expect(process.cpuUsage().user - start).toBeLessThan(1_000_000);
  });
});

describe('isFromSlack', () => {
  const body = Buffer.from('payload=%7B%7D');
  const at = 1_790_000_000;
  const sign = (timestamp: string, secret = 'shhh') =>
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const check = (timestamp: unknown, signature: unknown, bytes = body) =>
    isFromSlack({ timestamp, signature, body: bytes }, 'shhh', at * 1000);

  it('R2: takes what is signed rightly, for 300 seconds', () => {
    for (const age of [-299, 0, 300]) expect(check(`${at - age}`, sign(`${at - age}`))).toBe(true);
    for (const age of [-301, 301, 86_400]) expect(check(`${at - age}`, sign(`${at - age}`))).toBe(false);
  });

  it.each([
    ['another secret', `${at}`, sign(`${at}`, 'other')],
    ['no signature', `${at}`, undefined],
    ['a list of signatures', `${at}`, [sign(`${at}`)]],
    ['no time', undefined, sign(`${at}`)],
    ['a time that is no number', 'NaN', sign('NaN')],
    ['a time that is no whole number', `${at}.0`, sign(`${at}.0`)],
    ['another version', `${at}`, sign(`${at}`).replace('v0=', 'v1=')],
    ['half a signature', `${at}`, sign(`${at}`).slice(0, 40)],
  ])('R2: refuses %s', (_, timestamp, signature) => {
    expect(check(timestamp, signature)).toBe(false);
  });

  it('R2: refuses other bytes', () => {
    expect(check(`${at}`, sign(`${at}`), Buffer.from('payload=%7B%7D '))).toBe(false);
  });
});

describe('parseBody', () => {
  it('reads the three shapes that Slack sends', () => {
    expect(parseBody(Buffer.from('{"a":1}'), 'application/json; charset=utf-8')).toEqual({ a: 1 });
    expect(parseBody(Buffer.from('a=1+2&b=%26'), 'application/x-www-form-urlencoded')).toEqual({
      a: '1 2',
      b: '&',
    });
    expect(parseBody(Buffer.from('payload=%7B%22a%22%3A1%7D'), undefined)).toEqual({ a: 1 });
  });

  it.each(['{', '"text"', 'null', '3'])('does not take %s', (json) => {
    expect(parseBody(Buffer.from(json), 'application/json')).toBeUndefined();
  });
});

describe('places of views', () => {
  it('come back as they were, at most 3000 characters long', () => {
    const place = { channel: { id: 'C012', name: 'rust' }, prefix: '/lorewatch ', command: 'subscribe' };
    expect(readPlace(writePlace(place))).toEqual(place);
    const nowhere = { ...place, channel: undefined };
    expect(readPlace(writePlace(nowhere))).toEqual(nowhere);
    const long = { ...place, channel: { id: 'C012', name: 'x'.repeat(5000) }, prefix: '/'.repeat(5000) };
    expect(writePlace(long).length).toBeLessThan(3000);
  });

  it.each(['', '{', '[]', '{"channel":"../T2/C1"}', '{"channel":7}'])('are unknown in %j', (metadata) => {
    expect(readPlace(metadata).channel).toBeUndefined();
  });
});

describe('checkSettings', () => {
  const fine = { api: '', managers: [], draw: async () => new Uint8Array(), botToken: 'xoxb-1' };
  it('names what is missing', () => {
    expect(() => checkSettings({ ...fine, socket: { appToken: 'xapp-1' } })).not.toThrow();
    expect(() => checkSettings(fine)).toThrow(UserError);
    expect(() => checkSettings({ ...fine, socket: { appToken: 'xoxb-1' } })).toThrow(/xapp-/);
    expect(() => checkSettings({ ...fine, botToken: undefined, http: { signingSecret: 's' } })).toThrow(
      /SLACK_BOT_TOKEN/,
    );
  });
});
