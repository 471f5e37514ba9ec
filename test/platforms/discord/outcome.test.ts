import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome, Receipt } from '../../../src/domain/delivery/delivery.ts';
import type { Platform } from '../../../src/ports/platform.ts';
import { CARD, parcelFor } from '../../contracts/posts.ts';
import { readDigest } from '../../render/fixtures.ts';
import { type OpenDiscord, openDiscord } from './opened.ts';

const opened: OpenDiscord[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) {
    await one.close();
    expect(one.fake.violations).toEqual([]);
  }
});

async function open(...settings: Parameters<typeof openDiscord>): Promise<OpenDiscord> {
  const one = await openDiscord(...settings);
  opened.push(one);
  return one;
}

const POST = 'POST /channels/{channel_id}/messages';
const EDIT = 'PATCH /channels/{channel_id}/messages/{message_id}';
const card = { what: 'card', card: CARD } as const;
const STEP = CARD.steps[1] ?? expect.fail();
const MINUTES = 60_000;

function receiptOf(outcome: Outcome): Receipt {
  return outcome.what === 'sent' ? outcome.receipt : expect.fail(JSON.stringify(outcome));
}

describe('discord: what is not clear', () => {
  it.each([
    ['a reset', { cut: 'after' }],
    ['a 500', { statusAfter: 500 }],
  ] as const)('R15: %s after the commit is one message', async (_, fault) => {
    const { fake, platform, parcel, context, again, clock } = await open();
    const post = parcel(card);
    fake.fault(POST, fault);
    expect(await platform.send(post, context)).toMatchObject({ what: 'unknown' });
    clock.now += MINUTES;
    const receipt = receiptOf(await platform.send({ ...post, attempt: 2 }, context));
    expect(receiptOf(await again().send({ ...post, attempt: 3 }, context))).toEqual(receipt);
    expect(fake.posted).toHaveLength(1);
  });

  it('R15: a cut before the commit is one message, too', async () => {
    const { fake, platform, parcel, context } = await open();
    const post = parcel(card);
    fake.fault(POST, { cut: 'before' });
    expect(await platform.send(post, context)).toMatchObject({ what: 'unknown' });
    receiptOf(await platform.send({ ...post, attempt: 2 }, context));
    expect(fake.posted).toHaveLength(1);
  });

  it('R13: is found by another process when the nonce is forgotten, also where the card changed since', async () => {
    const { fake, platform, parcel, context, again, clock } = await open();
    const post = parcel(card);
    receiptOf(
      await platform.send(parcel({ what: 'card', card: { ...CARD, id: 'other@example.org' } }), context),
    );
    fake.fault(POST, { cut: 'after' });
    await platform.send(post, context);
    clock.now += 30 * MINUTES;
    const changed = {
      ...post,
      post: { what: 'card', card: { ...CARD, state: 'merged', title: 'another' } },
    } as const;
    expect(await again().find?.(changed, context)).toEqual({
      channel: fake.guild.channel('general').id,
      message: fake.posted[1]?.id,
    });
  });

  it('R13: is found absent where it never came, by kinds', async () => {
    const { fake, platform, parcel, context } = await open();
    const under = receiptOf(await platform.send(parcel(card), context));
    const posts = [
      { what: 'card', card: { ...CARD, id: 'other@example.org' } },
      { what: 'line', card: CARD, step: STEP, under },
      { what: 'line', card: CARD, step: STEP, under: undefined },
      { what: 'digest', digest: readDigest('full'), issue: 'x', url: undefined },
      { what: 'notice', text: 'made up' },
    ] as const;
    const found: unknown[] = [];
    for (const post of posts) found.push(await platform.find?.(parcel(post), context));
    expect(found).toEqual(posts.map(() => 'absent'));
    expect(fake.posted).toHaveLength(1);
  });

  it('R13: finds lines, digests and notices that came', async () => {
    const { platform, parcel, context, again, clock } = await open();
    const under = receiptOf(await platform.send(parcel(card), context));
    const posts = [
      { what: 'line', card: CARD, step: STEP, under },
      { what: 'digest', digest: readDigest('huge'), issue: 'x', url: 'https://lorewatch.example.org/d/1' },
      { what: 'notice', text: 'made up' },
    ] as const;
    for (const post of posts) {
      clock.now += MINUTES;
      const sent = parcel(post);
      const receipt = receiptOf(await again().send(sent, context));
      expect(await again().find?.(sent, context)).toMatchObject({ message: receipt.message });
    }
  });

  it('R16: cannot be told without Read Message History, and is told so', async () => {
    const { fake, platform, parcel, context } = await open();
    fake.guild.channel('general').overwrites = [{ id: fake.bot.id, deny: ['ReadMessageHistory'] }];
    expect(await platform.find?.(parcel(card), context)).toBe('unknown');
  });
});

describe('discord: what is refused', () => {
  it('R11: a limit is told at once, and the next posts wait without asking', async () => {
    const { fake, platform, parcel, context } = await open();
    fake.fault(POST, { retryAfter: 5, within: fake.guild.channel('general').id });
    const limited = await platform.send(parcel(card), context);
    expect(limited).toMatchObject({ what: 'again' });
    expect(limited.what === 'again' ? (limited.wait ?? 0) : 0).toBeGreaterThanOrEqual(5000);
    // Another channel does not wait for it.
    receiptOf(await platform.send(parcel(card, {}, fake.guild.channel('news')), context));
  });

  it('R11: the lane is held as soon as the bucket is used up', async () => {
    const { fake, platform, parcel, context } = await open();
    const waits: (number | undefined)[] = [];
    for (let count = 0; count < 12; count++) {
      const outcome = await platform.send(parcel({ what: 'notice', text: `line ${count}` }), context);
      waits.push(outcome.what === 'sent' ? outcome.wait : -1);
      if (outcome.what !== 'sent' || outcome.wait !== undefined) break;
    }
    expect(waits.at(-1)).toBeGreaterThan(0);
    expect(fake.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it.each([
    ['10003', { status: 404, code: 10003, message: 'Unknown Channel' }, 'target'],
    ['50001', { status: 403, code: 50001, message: 'Missing Access' }, 'target'],
    ['50013', { status: 403, code: 50013, message: 'Missing Permissions' }, 'target'],
    ['a bare 403', { status: 403, body: 'no' }, 'target'],
    ['50035', { status: 400, code: 50035, message: 'Invalid Form Body' }, 'post'],
    ['200000', { status: 400, code: 200000, message: 'blocked' }, 'post'],
    ['240000', { status: 400, code: 240000, message: 'harmful' }, 'post'],
    ['40333', { status: 403, code: 40333, message: 'internal network error' }, 'platform'],
  ] as const)('R20: %s stops just what is at fault', async (_, fault, scope) => {
    const { fake, platform, parcel, context } = await open();
    fake.fault(POST, fault);
    expect(await platform.send(parcel(card), context)).toEqual({
      what: 'refused',
      scope,
      why: expect.any(String),
    });
    expect(fake.posted).toEqual([]);
  });

  it.each([
    [20016, undefined],
    [20028, undefined],
  ])('%d comes again after a pause', async (code) => {
    const { fake, platform, parcel, context } = await open();
    fake.fault(POST, { status: 400, code, message: 'slow' });
    expect(await platform.send(parcel(card), context)).toMatchObject({
      what: 'again',
      wait: expect.any(Number),
    });
  });

  it('R20: a channel that is gone stops what goes there, with the reason', async () => {
    const { fake, platform, parcel, context } = await open();
    const general = fake.guild.channel('general');
    receiptOf(await platform.send(parcel(card), context));
    fake.removeChannel(general);
    const outcome = await platform.send(parcel(card, {}, general), context);
    expect(outcome).toMatchObject({ what: 'refused', scope: 'target', why: expect.stringMatching(/gone/) });
  });

  it('R21: a token that is no good stops all of it with one request', async () => {
    const { fake, platform, parcel, context } = await open();
    fake.revoke();
    expect(await platform.send(parcel(card), context)).toMatchObject({ what: 'refused', scope: 'platform' });
    expect(fake.requests).toHaveLength(1);
  });

  it('R22: a missing permission is told by its name before anything is posted', async () => {
    const { fake, platform, parcel, context } = await open();
    const general = fake.guild.channel('general');
    general.overwrites = [{ id: fake.guild.id, deny: ['EmbedLinks'] }];
    expect(await platform.send(parcel(card), context)).toEqual({
      what: 'refused',
      scope: 'target',
      why: 'the bot lacks "Embed Links" in #general: grant it in Discord under Edit Channel, Permissions',
    });
    expect(fake.requests.every(({ method }) => method === 'GET')).toBe(true);
    general.overwrites = [];
    receiptOf(await platform.send(parcel(card), context));
  });

  it('a card that was deleted is neither changed nor talked about any more', async () => {
    const { fake, platform, parcel, context } = await open();
    const ghost = { channel: fake.guild.channel('general').id, message: '1490000000000000001' };
    const edit = await platform.send(parcel({ ...card, what: 'edit', before: ghost }), context);
    expect(edit).toEqual({ what: 'refused', scope: 'post', why: 'the message was deleted in Discord' });
    const line = await platform.send(parcel({ what: 'line', card: CARD, step: STEP, under: ghost }), context);
    expect(line).toEqual({ what: 'refused', scope: 'post', why: 'the message was deleted in Discord' });
  });

  it('a locked thread is left alone', async () => {
    const { fake, platform, parcel, context } = await open();
    const under = receiptOf(await platform.send(parcel(card), context));
    const line = { what: 'line', card: CARD, step: STEP, under } as const;
    receiptOf(await platform.send(parcel(line), context));
    const thread = fake.guild.channel('general').messages[0]?.thread ?? expect.fail();
    thread.locked = true;
    expect(await platform.send(parcel(line), context)).toMatchObject({ what: 'refused', scope: 'post' });
  });

  it('an edit that Discord has no time for comes again', async () => {
    const { fake, platform, parcel, context } = await open();
    const before = receiptOf(await platform.send(parcel(card), context));
    fake.fault(EDIT, { status: 400, code: 30046, message: 'Maximum number of edits' });
    const outcome = await platform.send(parcel({ ...card, what: 'edit', before }), context);
    expect(outcome).toMatchObject({ what: 'again', wait: expect.any(Number) });
  });

  it('nothing is asked any more after too many refusals', async () => {
    const { fake, platform, parcel, context } = await open({ mostRefused: 3 });
    fake.fault(POST, { status: 403, code: 50013, message: 'no', times: Number.POSITIVE_INFINITY });
    for (let count = 0; count < 3; count++) await platform.send(parcel(card), context);
    const asked = fake.requests.length;
    expect(await platform.send(parcel(card), context)).toMatchObject({ what: 'refused', scope: 'platform' });
    expect(fake.requests).toHaveLength(asked);
  });

  it('R25: the token is in no outcome, receipt or sentence', async () => {
    const { fake, platform, parcel, context } = await open();
    const told: unknown[] = [];
    const send = async (): Promise<void> => void told.push(await platform.send(parcel(card), context));
    fake.fault(POST, { status: 400, code: 1, message: `bad header Authorization: Bot ${fake.token}` });
    await send();
    fake.fault(POST, { cut: 'before' });
    await send();
    fake.fault(POST, { status: 502, body: fake.token });
    await send();
    await send();
    fake.revoke();
    await send();
    expect(told.map((each) => JSON.stringify(each)).join()).not.toContain(fake.token);
    expect(told).toHaveLength(5);
  });

  it('R26: a channel of another server is no place of this one', async () => {
    const { fake, platform, context, parcel } = await open();
    const other = fake.addGuild('Other').channel('general');
    const foreign = {
      ...parcel(card),
      target: { platform: 'discord', text: `discord:${fake.guild.id}/${other.id}` },
    } as const;
    const outcome = await platform.send(foreign, context);
    expect(outcome).toMatchObject({
      what: 'refused',
      scope: 'target',
      why: expect.stringMatching(/not on the Discord server/),
    });
    expect(fake.posted).toEqual([]);
  });
});

describe('discord: before it is tried', () => {
  it('probes what is missing, threads too', async () => {
    const { fake, platform, parcel, context } = await open();
    const { target } = parcel(card);
    expect(await platform.probe?.(target, context)).toBeUndefined();
    fake.guild.channel('general').overwrites = [
      { id: fake.guild.id, deny: ['SendMessages', 'SendMessagesInThreads'] },
      { id: fake.guild.botRole.id, allow: ['SendMessages'] },
    ];
    expect(await platform.probe?.(target, context)).toMatch(/lacks "Send Messages in Threads" in #general/);
    fake.guild.channel('general').overwrites = [{ id: fake.bot.id, deny: ['ViewChannel'] }];
    expect(await platform.probe?.(target, context)).toMatch(/View Channel/);
    const voice = parcel(card, {}, fake.guild.addChannel('category', 'all')).target;
    expect(await platform.probe?.(voice, context)).toMatch(/category/);
  });

  it('says that it is not set up', async () => {
    const { again, parcel, context } = await open();
    const unset: Platform = again({ token: undefined });
    expect(unset.check(parcel(card).target)).toMatch(/DISCORD_TOKEN/);
    expect(await unset.send(parcel(card), context)).toMatchObject({ what: 'refused', scope: 'platform' });
  });

  it('comes again where nobody answers, and where nothing listens', async () => {
    const { again, parcel, context, fake } = await open();
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 1));
      });
    });
    const deaf = again({ api: `http://127.0.0.1:${port}/api` });
    expect(await deaf.send(parcel(card), context)).toMatchObject({ what: 'again' });
    const slow = fake.fault(POST, { stall: 'before' });
    const waiting = again({ timeout: 400 }).send(parcel(card), context);
    expect(await waiting).toMatchObject({ what: 'unknown' });
    slow.release();
  });

  it('knows no place by a wrong address', () => {
    expect(() => parcelFor('discord:general', card)).toThrow(/ids/);
  });
});
