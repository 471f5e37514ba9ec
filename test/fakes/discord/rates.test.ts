import { RateLimitError, REST, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { QUIET, refusal, useRest } from './rest-stage.ts';

const on = useRest({ banAt: 40 });

describe('limits of rates', () => {
  const fresh = (): REST =>
    new REST({ api: on.fake.api, retries: 0, rejectOnRateLimit: () => true }).setToken(on.fake.token);

  it('R11: five in five seconds for a channel; others go on; who comes too early breaks the contract', async () => {
    for (let at = 0; at < 5; at++) await on.send(on.general(), { content: `${at}` });
    await expect(
      fresh().post(Routes.channelMessages(on.general().id), { body: { ...QUIET, content: 'x' } }),
    ).rejects.toBeInstanceOf(RateLimitError);
    expect(on.fake.violations).toEqual([]);
    expect(on.fake.requests.at(-1)?.status).toBe(429);
    expect(await refusal(on.send(on.fake.guild.channel('news'), { content: 'x' }))).toBeUndefined();
    await expect(
      fresh().post(Routes.channelMessages(on.general().id), { body: { ...QUIET, content: 'x' } }),
    ).rejects.toThrow();
    expect(on.fake.violations).toMatchObject([{ what: 'sent 5000 ms before it may be' }]);
    on.clock += 5_001;
    await fresh().post(Routes.channelMessages(on.general().id), { body: { ...QUIET, content: 'x' } });
    expect(on.fake.invalidRequests()).toBe(2);
  });

  it('bans after too many refusals, until ten minutes have passed', async () => {
    const refused = on.fake.fault('*', { status: 403, times: 40 });
    for (let at = 0; at < 40; at++) expect(await refusal(on.rest.get(Routes.user()))).toBe('403 0');
    expect([refused.struck(), on.fake.invalidRequests()]).toEqual([40, 40]);
    const headers = { authorization: `Bot ${on.fake.token}`, 'user-agent': 'DiscordBot (x, 1)' };
    const answer = await fetch(`${on.fake.api}/v10/users/@me`, { headers });
    expect([answer.status, await answer.text()]).toEqual([429, 'error code: 1015']);
    on.clock += 600_001;
    expect(await refusal(on.rest.get(Routes.user()))).toBeUndefined();
  });
});

describe('without limits of rates', () => {
  const free = useRest({ unlimited: true });
  it('posts as much as it is given', async () => {
    for (let at = 0; at < 40; at++) await free.send(free.general(), { content: `${at}` });
    expect(free.fake.posted).toHaveLength(40);
    expect(free.fake.violations).toEqual([]);
  });
});

describe('faults', () => {
  const where = 'POST /channels/{channel_id}/messages';
  const body = { content: 'x', nonce: 'n1', enforce_nonce: true };

  it('R15: cut before or after the commit', async () => {
    on.fake.fault(where, { cut: 'before' });
    await expect(on.send(on.general(), body)).rejects.toThrow();
    expect(on.fake.posted).toHaveLength(0);
    on.fake.fault(where, { cut: 'after' });
    await expect(on.send(on.general(), body)).rejects.toThrow();
    expect(on.fake.posted).toHaveLength(1);
    await on.send(on.general(), body);
    expect(on.fake.posted).toHaveLength(1);
  });

  it('a 500 though it was done, statuses, stalls, and a token that is revoked', async () => {
    on.fake.fault(where, { statusAfter: 500 });
    await expect(on.send(on.general(), body)).rejects.toThrow();
    expect(on.fake.posted).toHaveLength(1);
    on.fake.fault(where, { status: 503, within: on.fake.guild.channel('news').id });
    expect(await refusal(on.send(on.general(), { content: 'y' }))).toBeUndefined();
    await expect(on.send(on.fake.guild.channel('news'), { content: 'y' })).rejects.toThrow();
    const stall = on.fake.fault(where, { stall: 'before' });
    const waiting = on.send(on.general(), { content: 'z' });
    await stall.hit;
    expect(on.fake.posted).toHaveLength(2);
    stall.release();
    await waiting;
    expect(on.fake.posted).toHaveLength(3);
    on.fake.fault(where, { retryAfter: 3 });
    await expect(on.send(on.general(), { content: 'z' })).rejects.toBeInstanceOf(RateLimitError);
    on.fake.revoke();
    expect(await refusal(on.rest.get(Routes.user()))).toBe('401 0');
  });
});
