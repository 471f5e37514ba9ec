import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/domain/answer/answer.ts';
import { UserError } from '../../../../src/ports/errors.ts';
import { messageOf, SPECS, type Stage, setStage, told } from './stage.ts';

const MODES = ['gateway', 'http'] as const;

const look = ({ fake }: Stage, query = 'x') =>
  fake.guild.person('reader').slash(fake.guild.channel('general'), 'lorewatch search', { query });

describe('the gateway', () => {
  it('is opened without any intent that must be granted', async () => {
    const { fake, front } = await setStage();
    expect(fake.gateway.connected()).toBe(1);
    expect(front.health()).toMatchObject({
      platform: 'discord',
      mode: 'socket',
      connected: true,
      installations: 1,
      why: '',
    });
    expect(fake.violations).toEqual([]);
  });

  it.each(['cut', 'reconnect', 'invalid', 'invalid-resumable', 4000] as const)(
    'R4: comes back after %s; nothing is answered twice',
    async (how) => {
      const stage = await setStage();
      const { fake, desk, front } = stage;
      const before = look(stage, 'before');
      await before.seen;
      fake.gateway.disconnect(how);
      await fake.gateway.ready(2);
      fake.gateway.again(before);
      fake.gateway.again(before);
      const after = look(stage, 'after');
      expect((await after.seen).text).toContain('an answer');
      expect(desk.asked.map(({ ask }) => ask.values.query)).toEqual(['before', 'after']);
      expect(fake.posted).toHaveLength(2);
      expect(front.health()).toMatchObject({ connected: true, why: '' });
      expect(fake.violations).toEqual([]);
    },
    15_000,
  );

  it('R4: brings what was asked while it was lost, once', async () => {
    const stage = await setStage();
    const { fake, desk } = stage;
    await look(stage, 'before').seen;
    fake.gateway.disconnect('cut');
    const during = look(stage, 'during');
    await fake.gateway.ready(2);
    expect((await during.seen).text).toContain('an answer');
    expect(fake.gateway.resumes()).toBe(1);
    expect(desk.asked).toHaveLength(2);
  });

  it('R23: brings the same asks as typed words do', async () => {
    const { fake, desk } = await setStage();
    const { guild } = fake;
    const admin = guild.person('admin');
    const channel = guild.channel('general');
    const values = { filter: 'milestone:any', cadence: 'weekly MON 09:00', zone: 'Europe/Berlin' };
    await admin.slash(channel, 'lorewatch subscribe', values).seen;
    await admin.slash(channel, 'lorewatch stats', { weeks: 12, measure: 'people', share: true }).seen;
    expect(desk.asked.map(({ ask }) => ask)).toEqual([
      { command: 'subscribe', values, page: 0 },
      { command: 'stats', values: { weeks: '12', measure: 'people', share: 'yes' }, page: 0 },
    ]);
  });

  it('R27: forgets a guild that threw the bot out', async () => {
    const { fake, desk, front } = await setStage();
    const other = fake.addGuild('other');
    await other.person('reader').slash(other.channel('general'), 'lorewatch search', { query: 'x' }).seen;
    expect(front.health().installations).toBe(2);
    fake.removeGuild(other);
    await desk.hasForgotten(1);
    expect(desk.forgotten).toEqual([`discord:${other.id}/`]);
    expect(front.health().installations).toBe(1);
  });

  it('tries no more where the token is taken away, and says so', async () => {
    const { fake, front, log } = await setStage();
    const count = fake.gateway.identifies();
    const settled = untilHealth(front.health, ({ connected }) => !connected);
    fake.revoke();
    await settled;
    expect(front.health().why).toContain('refuses the token');
    const requests = fake.requests.length;
    await front.close();
    expect(fake.gateway.identifies()).toBe(count);
    expect(fake.gateway.connected()).toBe(0);
    expect(fake.requests.length).toBe(requests);
    expect(log()).not.toContain(fake.token);
  });

  it('tries no more where the intents are not allowed', async () => {
    const { fake, front } = await setStage();
    fake.gateway.disconnect(4014);
    await untilHealth(front.health, ({ why }) => why.includes('intents'));
    expect(front.health().connected).toBe(false);
    expect(fake.gateway.identifies()).toBe(1);
  });

  it('is left in good order: what is being answered is answered, and nothing new is taken', async () => {
    const stage = await setStage();
    const { fake, desk, front } = stage;
    const answer = Promise.withResolvers<Answer>();
    desk.says = () => answer.promise;
    const turn = look(stage);
    await desk.wasAsked(1);
    const closed = front.close();
    const asked = desk.asked[0]?.ask;
    if (asked) answer.resolve(told('just in time', asked));
    expect((await turn.seen).text).toContain('just in time');
    await closed;
    expect(fake.gateway.connected()).toBe(0);
    look(stage);
    expect(desk.asked).toHaveLength(1);
  });

  it('is left within a few seconds though the desk says nothing, and who waits is told', async () => {
    const stage = await setStage();
    const { desk, front } = stage;
    desk.says = () => new Promise(() => undefined);
    const turn = look(stage);
    await turn.acknowledged;
    const before = performance.now();
    await front.close();
    expect(performance.now() - before).toBeLessThan(6000);
    expect((await turn.seen).text).toContain('started anew');
  }, 15_000);
});

describe('a start', () => {
  it.each(MODES)('over the %s with a wrong token is refused, and not tried again', async (mode) => {
    const { fake, front } = await setStage({ mode, token: 'WRONG.token.x', start: false });
    await expect(front.start()).rejects.toThrow(UserError);
    expect(front.health()).toMatchObject({
      connected: false,
      why: expect.stringContaining('refuses the token'),
    });
    expect(front.health().why).not.toContain('WRONG');
    expect(fake.requests).toHaveLength(1);
    expect(fake.gateway.identifies()).toBe(0);
  });
  it('with a public key that is none, or of another application, is refused', async () => {
    const { front } = await setStage({ publicKey: 'abc', start: false });
    await expect(front.start()).rejects.toThrow(/Public Key/);
  });
  it('goes on by itself where Discord cannot be reached', async () => {
    const { fake, front, log } = await setStage({ start: false });
    fake.fault('GET /applications/@me', { status: 503, body: 'no' });
    await front.start();
    expect(front.health()).toMatchObject({ connected: false, why: expect.stringContaining('tried again') });
    expect(log()).toContain('503');
  });
});

describe('the commands', () => {
  it('are declared everywhere, and again only where they are others', async () => {
    const stage = await setStage();
    const { fake } = stage;
    const puts = () => fake.requests.filter(({ method }) => method === 'PUT').length;
    expect(fake.commands().map(({ name, type }) => [type, name])).toEqual([
      [1, 'lorewatch'],
      [3, 'Track this series'],
    ]);
    const names = fake.commands()[0]?.options?.map(({ name }) => name);
    expect(names).toEqual(['search', 'stats', 'subscribe', 'follow']);
    expect(fake.commands()[0]?.default_member_permissions).toBeNull();
    expect(puts()).toBe(1);
    await setStage({ on: fake });
    expect(puts()).toBe(1);
    await setStage({ on: fake, specs: SPECS.slice(1) });
    expect(puts()).toBe(2);
    expect(fake.violations).toEqual([]);
  });
  it('are declared in the guilds of developers alone where there are some', async () => {
    const guilds: string[] = [];
    const { fake, front } = await setStage({ guilds, start: false });
    guilds.push(fake.guild.id);
    await front.start();
    expect(fake.commands()).toEqual([]);
    expect(fake.commands(fake.guild).map(({ name }) => name)).toEqual(['lorewatch', 'Track this series']);
    expect(fake.violations).toEqual([]);
  });
  it('are no hindrance where they cannot be declared: health says so', async () => {
    const { fake, front } = await setStage({ start: false });
    fake.fault('PUT /applications/{application_id}/commands', { status: 400, code: 50035 });
    await front.start();
    expect(front.health()).toMatchObject({
      connected: true,
      why: 'the commands could not be declared: Discord answered 400 (50035)',
    });
  });
});

describe.each(MODES)('guilds over the %s', (mode) => {
  it('R26: are apart: each asks for itself alone', async () => {
    const { fake, desk } = await setStage({ mode });
    const other = fake.addGuild('other');
    for (const guild of [fake.guild, other])
      await guild.person('admin').slash(guild.channel('general'), 'lorewatch subscribe', { filter: 'x' })
        .seen;
    expect(desk.asked.map(({ asker }) => [asker.tenant, asker.place?.text])).toEqual(
      [fake.guild, other].map((guild) => [
        `discord:${guild.id}/`,
        `discord:${guild.id}/${guild.channel('general').id}`,
      ]),
    );
    expect(fake.violations).toEqual([]);
  });
  it('say why nothing can be posted', async () => {
    const { fake, desk } = await setStage({ mode });
    const { guild } = fake;
    const channel = guild.channel('general');
    const ask = () => guild.person('admin').slash(channel, 'lorewatch subscribe', { filter: 'x' }).seen;
    await ask();
    channel.overwrites = [{ id: fake.bot.id, deny: ['EmbedLinks'] }];
    messageOf(await ask());
    expect(desk.asked.map(({ asker }) => asker.cannotPost)).toEqual([
      undefined,
      expect.stringContaining('the bot lacks "Embed Links" in this channel'),
    ]);
  });
});

/** Resolves when it is so; looked at whenever something may have happened. */
async function untilHealth<Health>(health: () => Health, isSo: (health: Health) => boolean): Promise<void> {
  while (!isSo(health())) await new Promise((resolve) => setImmediate(resolve));
}
