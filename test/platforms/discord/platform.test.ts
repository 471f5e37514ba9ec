import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome, Receipt } from '../../../src/domain/delivery/delivery.ts';
import { describePlatform } from '../../contracts/platform.ts';
import { CARD, HOSTILE, POSTS } from '../../contracts/posts.ts';
import type { FakeMessage } from '../../fakes/discord/types.ts';
import { readDigest } from '../../render/fixtures.ts';
import { type OpenDiscord, openDiscord, shownOf } from './opened.ts';

const opened: OpenDiscord[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) {
    await one.close();
    // R5, R9: whatever a test does, nothing that was sent broke Discord's contract or pinged anybody.
    expect(one.fake.violations).toEqual([]);
    expect(one.fake.pings).toEqual([]);
  }
});

async function open(...settings: Parameters<typeof openDiscord>): Promise<OpenDiscord> {
  const one = await openDiscord(...settings);
  opened.push(one);
  return one;
}

describePlatform('discord', async () => {
  const { fake, platform, target } = await open();
  const arrived: string[] = [];
  const find = (receipt: Receipt): FakeMessage | undefined =>
    fake.posted.find(({ id }) => id === receipt.message);
  return {
    platform: {
      ...platform,
      send: async (parcel, context) => {
        const outcome = await platform.send(parcel, context);
        if (outcome.what === 'sent') arrived.push(shownOf(find(outcome.receipt)));
        else if (fake.posted.length > 0) arrived.push('something');
        return outcome.what === 'sent' ? { what: 'sent', receipt: outcome.receipt } : outcome;
      },
    },
    target: target(fake.guild.channel('general')),
    arrived: async () => arrived,
  };
});

const STEP = CARD.steps[1] ?? expect.fail();
const DIGEST = {
  what: 'digest',
  digest: readDigest('full'),
  issue: '2026-W14',
  url: 'https://lorewatch.example.org/d/1',
} as const;
const HUGE = { ...DIGEST, digest: { ...readDigest('huge'), chart: DIGEST.digest.chart } } as const;

function receiptOf(outcome: Outcome): Receipt {
  return outcome.what === 'sent' ? outcome.receipt : expect.fail(JSON.stringify(outcome));
}

describe('discord: cards', () => {
  it('stand once, change in place and have their lines in a thread below', async () => {
    const { fake, platform, parcel, context } = await open();
    const general = fake.guild.channel('general');
    const before = receiptOf(await platform.send(parcel({ what: 'card', card: CARD }), context));
    const applied = { ...CARD, state: 'applied to made-up-next' };
    receiptOf(await platform.send(parcel({ what: 'edit', card: applied, before }), context));
    receiptOf(
      await platform.send(parcel({ what: 'line', card: applied, step: STEP, under: before }), context),
    );
    receiptOf(
      await platform.send(parcel({ what: 'line', card: applied, step: STEP, under: before }), context),
    );
    const [card, ...others] = general.messages;
    expect(others).toEqual([]);
    expect(card?.history).toHaveLength(2);
    expect(card?.text).toContain('applied to made-up-next');
    expect(card?.buttons).toEqual(['Why', 'Follow', 'Open']);
    expect(card?.thread?.name).toBe(CARD.title);
    expect(card?.thread?.messages).toHaveLength(2);
    expect(card?.thread?.messages[0]?.text).toContain('v2, 13 patches');
  });

  it('have their thread found again after a restart, and woken where it sleeps', async () => {
    const { fake, platform, parcel, context, again } = await open();
    const under = receiptOf(await platform.send(parcel({ what: 'card', card: CARD }), context));
    const line = { what: 'line', card: CARD, step: STEP, under } as const;
    receiptOf(await platform.send(parcel(line), context));
    const thread = fake.guild.channel('general').messages[0]?.thread ?? expect.fail();
    thread.archived = true;
    receiptOf(await again().send(parcel(line), context));
    expect(thread.messages).toHaveLength(2);
    expect(thread.archived).toBe(false);
  });

  it('R8: hostile ones ping nobody', async () => {
    const { fake, platform, parcel, context } = await open();
    const before = receiptOf(await platform.send(parcel({ what: 'card', card: HOSTILE }), context));
    receiptOf(await platform.send(parcel({ what: 'edit', card: HOSTILE, before }), context));
    receiptOf(
      await platform.send(parcel({ what: 'line', card: HOSTILE, step: STEP, under: before }), context),
    );
    expect(fake.pings).toEqual([]);
    expect(fake.posted.map(({ text }) => text).join()).toContain('\\<!channel\\>');
  });

  it('R9: every send and edit allows no mentions, and every send has a nonce that counts', async () => {
    const { fake, platform, parcel, context, again, clock } = await open();
    const before = receiptOf(await platform.send(parcel({ what: 'card', card: CARD }), context));
    for (const post of Object.values(POSTS)) {
      clock.now += 60_000;
      receiptOf(await again().send(parcel(post), context));
    }
    clock.now += 60_000;
    await platform.send(parcel({ what: 'edit', card: CARD, before }), context);
    const writes = fake.requests.filter(
      ({ method, route }) => method !== 'GET' && /\/messages(?:\/\{message_id\})?$/.test(route),
    );
    expect(writes.length).toBeGreaterThan(16);
    for (const { body, method } of writes) {
      expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
      if (method === 'POST')
        expect(body).toMatchObject({ enforce_nonce: true, nonce: expect.stringMatching(/^.{1,25}$/) });
    }
  });

  it('are posts of a forum there, with their lines in them', async () => {
    const { fake, platform, parcel, context } = await open();
    const forum = fake.guild.channel('forum');
    const before = receiptOf(await platform.send(parcel({ what: 'card', card: CARD }, {}, forum), context));
    receiptOf(
      await platform.send(
        parcel({ what: 'edit', card: { ...CARD, state: 'merged' }, before }, {}, forum),
        context,
      ),
    );
    receiptOf(
      await platform.send(
        parcel({ what: 'line', card: CARD, step: STEP, under: before }, {}, forum),
        context,
      ),
    );
    expect(forum.threads.map(({ name }) => name)).toEqual([CARD.title]);
    expect(forum.threads[0]?.messages.map(({ history }) => history.length)).toEqual([2, 1]);
    expect(before).toEqual({
      channel: before.thread,
      message: expect.any(String),
      thread: expect.any(String),
    });
  });

  it('are answered where there can be no thread', async () => {
    const { fake, platform, parcel, context } = await open();
    const voice = fake.guild.channel('voice');
    const under = receiptOf(await platform.send(parcel({ what: 'card', card: CARD }, {}, voice), context));
    receiptOf(
      await platform.send(parcel({ what: 'line', card: CARD, step: STEP, under }, {}, voice), context),
    );
    expect(voice.messages).toHaveLength(2);
    expect(fake.requests.at(-1)?.body).toMatchObject({ message_reference: { message_id: under.message } });
  });
});

describe('discord: digests', () => {
  it('R7: are a message, and the rest in order in its thread', async () => {
    const { fake, platform, parcel, context } = await open();
    receiptOf(await platform.send(parcel(HUGE), context));
    const general = fake.guild.channel('general');
    expect(general.messages).toHaveLength(1);
    const [head] = general.messages;
    expect([...(head?.files.keys() ?? [])]).toEqual(['digest.png']);
    expect(head?.thread?.messages.length).toBeGreaterThan(0);
    expect(head?.thread?.messages.length).toBeLessThanOrEqual(3);
  });

  it('go on from where they were, and never twice', async () => {
    const { fake, platform, parcel, context, again, clock } = await open();
    const post = parcel(HUGE);
    const strike = fake.fault('POST /channels/{channel_id}/messages/{message_id}/threads', { retryAfter: 7 });
    expect(await platform.send(post, context)).toMatchObject({ what: 'again', wait: expect.any(Number) });
    expect(strike.struck()).toBe(1);
    clock.now += 10 * 60_000;
    // A new process, long after every nonce is forgotten.
    receiptOf(await again().send({ ...post, attempt: 2 }, context));
    const general = fake.guild.channel('general');
    expect(general.messages).toHaveLength(1);
    const parts = general.messages[0]?.thread?.messages.length ?? 0;
    expect(parts).toBeGreaterThan(0);
    receiptOf(await again().send({ ...post, attempt: 3 }, context));
    expect(general.messages[0]?.thread?.messages).toHaveLength(parts);
  });

  it('are published from announcement channels where they are weekly, whatever comes of that', async () => {
    const { fake, platform, parcel, context } = await open();
    const news = fake.guild.channel('news');
    receiptOf(await platform.send(parcel(DIGEST, {}, news), context));
    expect(news.messages[0]?.crossposted).toBe(true);
    const daily = { subscription: { id: 3, filter: '', cadence: 'daily 09:00 UTC', unsubscribe: undefined } };
    receiptOf(await platform.send(parcel(DIGEST, daily, news), context));
    fake.fault('POST /channels/{channel_id}/messages/{message_id}/crosspost', { retryAfter: 3600 });
    receiptOf(await platform.send(parcel(DIGEST, {}, news), context));
    expect(news.messages.map(({ crossposted }) => crossposted)).toEqual([true, false, false]);
  });

  it('leave the picture out where none may be attached, or none can be drawn', async () => {
    const draw = async (): Promise<Uint8Array> => {
      throw new Error('no fonts here');
    };
    const { fake, platform, parcel, context, again } = await open();
    fake.guild.botRole.permissions = fake.guild.botRole.permissions.filter((name) => name !== 'AttachFiles');
    receiptOf(await platform.send(parcel(DIGEST), context));
    receiptOf(await again({ draw }).send(parcel(DIGEST), context));
    expect(fake.guild.channel('general').messages.map(({ files }) => files.size)).toEqual([0, 0]);
  });
});
