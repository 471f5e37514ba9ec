import { afterEach, describe, expect, it, vi } from 'vitest';
import { dispelDoubt, proofFor } from '../../../src/domain/delivery/doubt.ts';
import { proofOf } from '../../../src/pipeline/delivering/deliver-one.ts';
import { createSlack } from '../../../src/platforms/slack/platform.ts';
import { createSlackTokens } from '../../../src/platforms/slack/tokens.ts';
import type { Post } from '../../../src/ports/platform.ts';
import { CARD } from '../../contracts/posts.ts';
import type { FaultWhat } from '../../fakes/slack/types.ts';
import { LONG_DIGEST, receiptOf, type SlackWorld, startSlack } from './world.ts';

const open: SlackWorld[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((it) => it.close()));
});

async function start(...how: Parameters<typeof startSlack>): Promise<SlackWorld> {
  const world = await startSlack(...how);
  open.push(world);
  return world;
}

const card: Post = { what: 'card', card: CARD };
const UNREADABLE = ['chat:write', 'channels:read'];
const posted = ({ slack }: SlackWorld): number =>
  slack.requests.filter(({ method }) => method === 'chat.postMessage').length;

describe('what is not clear', () => {
  it.each([
    ['a 500 after it was done', { status: 500, committed: true }],
    ['a line that was cut after it was done', { cut: 'after' }],
    ['fatal_error after it was done', { error: 'fatal_error', committed: true }],
  ] as const)('R14: %s is one message: nothing is tried twice, and what stands is found', async (_, what) => {
    const world = await start();
    const { slack, platform, context, send, parcel, clock } = world;
    slack.fault('chat.postMessage', what);
    const sent = parcel(card);
    expect(await send(card)).toMatchObject({ what: 'unknown' });
    expect(posted(world)).toBe(1);
    clock.now += 6000;
    const found = await platform.find?.(sent, context);
    expect(found).toEqual({ channel: slack.channels.general.id, ts: slack.messages()[0]?.ts });
    expect(slack.messages()).toHaveLength(1);
  });

  it.each([
    ['a 500 before it was done', { status: 500 }],
    ['a line that was cut before it was done', { cut: 'before' }],
  ] as const)('R13: %s is found to be absent, and sent again once', async (_, what) => {
    const world = await start();
    const { slack, platform, context, send, parcel, clock } = world;
    slack.fault('chat.postMessage', what);
    const sent = parcel(card);
    expect(await send(card)).toMatchObject({ what: 'unknown' });
    clock.now += 6000;
    expect(await platform.find?.(sent, context)).toBe('absent');
    await send(card, { attempt: 2 });
    expect(slack.messages()).toHaveLength(1);
  });

  it('R16: without a history to look into nobody can tell, and nothing is sent', async () => {
    const world = await start({ scopes: UNREADABLE });
    const { slack, platform, context, send, parcel, clock } = world;
    slack.fault('chat.postMessage', { cut: 'after' });
    const sent = parcel(card);
    expect(await send(card)).toMatchObject({ what: 'unknown' });
    clock.now += 6000;
    expect(await platform.find?.(sent, context)).toBe('unknown');
    expect(posted(world)).toBe(1);
    // The outbox asks for it, instead of sending it.
    const proof = proofOf(platform);
    expect(dispelDoubt(0, proofFor('card', proof), 60_000)).toEqual({ what: 'ask' });
    expect(dispelDoubt(0, proofFor('edit', proof), 60_000)).toEqual({ what: 'send' });
  });

  it('an edit that may have been made is made again: it stands once', async () => {
    const { slack, send, clock } = await start();
    const before = receiptOf(await send(card));
    const edit: Post = { what: 'edit', card: { ...CARD, state: 'merged' }, before };
    slack.fault('chat.update', { cut: 'after' });
    clock.now += 1000;
    expect(await send(edit, { key: 'two' })).toMatchObject({ what: 'unknown' });
    clock.now += 1000;
    expect(await send(edit, { key: 'two', attempt: 2 })).toMatchObject({ what: 'sent' });
    expect(slack.messages()).toHaveLength(1);
  });

  it('R7, R14: a digest that broke off in the middle goes on where it was', async () => {
    const world = await start();
    const { slack, platform, context, send, parcel, clock } = world;
    slack.fault('chat.postMessage', { cut: 'after', when: ({ thread_ts: thread }) => thread !== undefined });
    const sent = parcel(LONG_DIGEST);
    expect(await platform.send(sent, context)).toMatchObject({ what: 'unknown' });
    expect(slack.messages()).toHaveLength(2);
    clock.now += 6000;
    expect(await platform.find?.(sent, context)).toBe('absent');
    const receipt = receiptOf(await send(LONG_DIGEST, { attempt: 2, since: sent.since }));
    const [head, ...parts] = slack.messages();
    expect(receipt.ts).toBe(head?.ts);
    expect(parts.map(({ metadata }) => metadata?.event_payload)).toEqual(
      parts.map((_, at) => ({ delivery_id: sent.key, part: at + 1 })),
    );
    expect(parts.length).toBeGreaterThan(1);
    expect(await platform.find?.(sent, context)).toEqual(receipt);
    expect(await send(LONG_DIGEST, { attempt: 3, since: sent.since })).toMatchObject({
      what: 'sent',
      receipt,
    });
    expect(slack.messages()).toHaveLength(1 + parts.length);
  });

  it('R11: a digest that is to wait in its middle waits, and its place is left alone so long', async () => {
    const world = await start();
    const { slack, platform, context, send, parcel, clock } = world;
    slack.fault('chat.postMessage', {
      retryAfter: 20,
      when: ({ thread_ts: thread }) => thread !== undefined,
    });
    const sent = parcel(LONG_DIGEST);
    expect(await platform.send(sent, context)).toMatchObject({ what: 'unknown' });
    const asked = slack.requests.length;
    clock.now += 5000;
    expect(await platform.find?.(sent, context)).toBe('unknown');
    expect(await send(card, { key: 'other' })).toEqual({
      what: 'again',
      why: expect.any(String),
      wait: 15_000,
    });
    expect(slack.requests).toHaveLength(asked);
    clock.now += 15_001;
    expect(await platform.find?.(sent, context)).toBe('absent');
    expect(await send(LONG_DIGEST, { attempt: 2, since: sent.since })).toMatchObject({ what: 'sent' });
    expect(slack.violations).toEqual([]);
  });

  it('ends when it is told to, and says that nobody knows', async () => {
    const world = await start();
    const { slack, platform, context, parcel } = world;
    await world.send(card, { key: 'first' });
    world.clock.now += 1000;
    const fault = slack.fault('chat.postMessage', { stall: true });
    const stop = new AbortController();
    const sending = platform.send(parcel(card), { ...context, signal: stop.signal });
    await fault.met;
    stop.abort();
    expect(await sending).toMatchObject({ what: 'unknown' });
    fault.release();
  });
});

describe('what Slack refuses', () => {
  it('R11: a 429 says how long to wait; R12: a post holds its place for a second', async () => {
    const { slack, send, clock } = await start();
    slack.fault('chat.postMessage', { retryAfter: 7 });
    expect(await send(card)).toEqual({ what: 'again', why: expect.any(String), wait: 7000 });
    clock.now += 7001;
    expect(await send(card)).toMatchObject({ what: 'sent', wait: 1000 });
  });

  it('R12: a burst that keeps to what each post says is never refused, and stays in order', async () => {
    const { slack, send, clock } = await start();
    const titles = Array.from({ length: 100 }, (_, at) => `rust: patch ${at}`);
    for (const [at, title] of titles.entries()) {
      const outcome = await send({ what: 'card', card: { ...CARD, title } }, { key: `key-${at}` });
      clock.now += outcome.what === 'sent' ? (outcome.wait ?? 0) : expect.fail(outcome.why);
    }
    expect(slack.messages().map(({ text }) => text.replace(/ \(.*/, ''))).toEqual(titles);
    expect(slack.violations).toEqual([]);
  });

  it.each([
    ['archived', 'old', /archived/],
    ['a stranger to it', 'elsewhere', /not in the channel.*\/invite/],
    ['private', 'hidden', /\/invite/],
  ] as const)('R20: a channel that is %s is told as such', async (_, name, why) => {
    const { slack, platform, context, parcel, target } = await start();
    const to = { platform: 'slack' as const, text: target(slack.channels[name].id) };
    expect(await platform.send({ ...parcel(card), target: to }, context)).toEqual({
      what: 'refused',
      scope: 'target',
      why: expect.stringMatching(why),
    });
    expect(await platform.probe?.(to, context)).toMatch(name === 'old' ? /archived/ : /\/invite @/);
  });

  it.each([
    'is_archived',
    'channel_not_found',
    'not_in_channel',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
  ])('R20: %s is the fault of the place', async (error) => {
    const { slack, send } = await start();
    slack.fault('chat.postMessage', { error });
    expect(await send(card)).toMatchObject({
      what: 'refused',
      scope: 'target',
      why: expect.stringContaining(error),
    });
  });

  it.each(['token_revoked', 'account_inactive', 'invalid_auth', 'missing_scope', 'not_authed'])(
    'R21: %s stops the installation, and nothing more is asked with that token',
    async (error) => {
      const world = await start();
      const { slack, send, clock } = world;
      slack.fault('chat.postMessage', { error });
      expect(await send(card)).toMatchObject({ what: 'refused', scope: 'platform' });
      const asked = slack.requests.length;
      expect(await send(card, { key: 'two' })).toMatchObject({ what: 'refused', scope: 'platform' });
      expect(slack.requests).toHaveLength(asked);
      clock.now += 61_000;
      expect(await send(card, { key: 'two' })).toMatchObject({ what: 'sent' });
    },
  );

  it('R21: a token that was revoked is found out by one request', async () => {
    const world = await start();
    const { slack, send, clock } = world;
    await send(card);
    await slack.revoke(slack.team, false);
    clock.now += 1000;
    const asked = slack.requests.length;
    for (const key of ['a', 'b', 'c'])
      expect(await send(card, { key })).toMatchObject({
        what: 'refused',
        scope: 'platform',
        why: expect.stringContaining('token_revoked'),
      });
    expect(slack.requests).toHaveLength(asked + 1);
  });

  it.each(['invalid_blocks', 'msg_blocks_too_long', 'no_text', 'something_new'])(
    '%s is our own mistake, and of this post alone',
    async (error) => {
      const { slack, send } = await start();
      slack.fault('chat.postMessage', { error });
      expect(await send(card)).toMatchObject({ what: 'refused', scope: 'post' });
    },
  );

  it('a card that somebody deleted is not posted anew', async () => {
    const { slack, send, clock } = await start();
    const before = receiptOf(await send(card));
    slack.fault('chat.update', { error: 'message_not_found' });
    clock.now += 1000;
    expect(await send({ what: 'edit', card: CARD, before }, { key: 'two' })).toEqual({
      what: 'refused',
      scope: 'post',
      why: 'the message stands no more: somebody deleted it (message_not_found)',
    });
  });

  it('nobody there is no doubt', async () => {
    const { slack, send } = await start();
    await slack.close();
    expect(await send(card)).toMatchObject({
      what: 'again',
      why: expect.stringContaining('cannot be reached'),
    });
  });
});

describe('workspaces', () => {
  it('R26: a token of one workspace posts to no other', async () => {
    const { slack, platform, context, parcel } = await start();
    const other = slack.addTeam('Other', true);
    const [channel] = other.channels.values();
    const to = { platform: 'slack' as const, text: `slack:${other.id}/${channel?.id}` };
    const own = { platform: 'slack' as const, text: `slack:${other.id}/${slack.channels.general.id}` };
    for (const target of [to, own])
      expect(await platform.send({ ...parcel(card), target }, context)).toMatchObject({
        what: 'refused',
        scope: 'target',
      });
    expect(slack.messages()).toEqual([]);
    expect(await platform.probe?.(to, context)).toMatch(/of the Slack workspace/);
  });

  it('without a token it says what to do', async () => {
    const { slack, parcel, context } = await start();
    const tokens = createSlackTokens({ botToken: undefined, sealedOf: () => undefined, key: undefined });
    const platform = createSlack({ api: slack.api, tokens, draw: async () => new Uint8Array() });
    expect(platform.check(parcel(card).target)).toMatch(/set SLACK_BOT_TOKEN/);
    expect(await platform.send(parcel(card), context)).toMatchObject({ what: 'refused', scope: 'platform' });
  });

  it('a place that is well is probed well, also where the scope is missing', async () => {
    for (const scopes of [undefined, ['chat:write']]) {
      const { platform, context, parcel } = await start(scopes === undefined ? {} : { scopes });
      expect(await platform.probe?.(parcel(card).target, context)).toBeUndefined();
    }
  });

  it('R25: the token is in no outcome, no log and no message', async () => {
    const logged = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const spies = logged.map((name) => vi.spyOn(console, name));
    const { slack, send, clock } = await start();
    const faults: FaultWhat[] = [
      { status: 500 },
      { status: 401 },
      { cut: 'before' },
      { error: 'invalid_auth' },
      { error: 'invalid_blocks' },
      { retryAfter: 1 },
    ];
    const told: string[] = [];
    for (const [at, what] of faults.entries()) {
      slack.fault('chat.postMessage', what);
      told.push(JSON.stringify(await send(card, { key: `key-${at}` })));
      clock.now += 100_000;
    }
    await send(card);
    told.push(JSON.stringify(spies.map(({ mock }) => mock.calls)), JSON.stringify(slack.messages()));
    expect(told.join('\n')).not.toContain(slack.botToken);
    expect(spies.flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});
