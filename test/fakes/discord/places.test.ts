import { Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { idOf, QUIET, refusal, useRest } from './rest-stage.ts';
import type { FakeChannel } from './types.ts';

const on = useRest();

describe('rights and places', () => {
  it('50001 without seeing, 50013 without writing', async () => {
    on.fake.guild.botRole.permissions = ['ViewChannel', 'SendMessages'];
    expect(await refusal(on.send(on.general(), { embeds: [{ title: 'x' }] }))).toBe('403 50013');
    on.general().overwrites = [{ id: on.fake.bot.id, deny: ['SendMessages'] }];
    expect(await refusal(on.send(on.general(), { content: 'x' }))).toBe('403 50013');
    on.general().overwrites = [{ id: on.fake.guild.id, deny: ['ViewChannel'] }];
    expect(await refusal(on.send(on.general(), { content: 'x' }))).toBe('403 50001');
    on.general().overwrites = [
      { id: on.fake.guild.id, deny: ['ViewChannel'] },
      { id: on.fake.guild.botRole.id, allow: ['ViewChannel'] },
    ];
    expect(await refusal(on.send(on.general(), { content: 'x' }))).toBeUndefined();
    expect(on.fake.violations).toEqual([]);
    expect(on.fake.invalidRequests()).toBe(3);
  });

  it('unknown, gone, thrown out', async () => {
    expect(await refusal(on.rest.get(Routes.channel('5')))).toBe('404 10003');
    on.fake.removeChannel(on.general());
    expect(
      await refusal(
        on.rest.post(Routes.channelMessages(on.fake.guild.channel('news').id), {
          body: { ...QUIET, content: 'x' },
        }),
      ),
    ).toBeUndefined();
    const news = on.fake.guild.channel('news');
    const { guild } = on.fake;
    on.fake.removeGuild(guild);
    expect(await refusal(on.rest.get(Routes.guild(guild.id)))).toBe('404 10004');
    expect(await refusal(on.rest.get(Routes.channel(news.id)))).toBe('403 50001');
  });

  it('threads of messages and in forums, locked and archived ones, slow channels', async () => {
    const id = idOf(await on.send(on.general(), { content: 'head' }));
    const thread = await on.rest.post(Routes.threads(on.general().id, id), { body: { name: 'replies' } });
    expect(idOf(thread)).toBe(id);
    expect(
      await refusal(on.rest.post(Routes.threads(on.general().id, id), { body: { name: 'again' } })),
    ).toBe('400 160004');
    const [below] = on.general().threads;
    expect(below && (await refusal(on.send(below, { content: 'in it' })))).toBeUndefined();
    if (below) Object.assign(below, { archived: true, locked: true });
    expect(below && (await refusal(on.send(below, { content: 'no' })))).toBe('400 160005');
    const forum = on.fake.guild.channel('forum');
    expect(await refusal(on.send(forum, { content: 'x' }))).toBe('400 40058');
    const post = (body: object): Promise<unknown> => on.rest.post(Routes.threads(forum.id), { body });
    const message = { ...QUIET, content: 'x' };
    expect(await refusal(post({ message }))).toBe('400 50035');
    expect(await refusal(post({ name: 'title' }))).toBe('400 50035');
    expect(await refusal(post({ name: 'title', message }))).toBeUndefined();
    expect(forum.threads.map(({ name, messages }) => `${name}: ${messages[0]?.content}`)).toEqual([
      'title: x',
    ]);
    on.general().slowmode = 10;
    expect(await refusal(on.send(on.general(), { content: 'x' }))).toBe('limited');
    expect(on.fake.requests.at(-1)?.status).toBe(429);
  });

  it('crossposts in announcement channels, once, ten an hour', async () => {
    const news = on.fake.guild.channel('news');
    const cross = async (channel: FakeChannel): Promise<string | undefined> => {
      const id = idOf(await on.send(channel, { content: 'x' }));
      on.clock += 1_500;
      return refusal(on.rest.post(Routes.channelMessageCrosspost(channel.id, id)));
    };
    expect(await cross(on.general())).toBe('400 50024');
    expect(await cross(news)).toBeUndefined();
    const [first] = news.messages;
    expect(first?.crossposted).toBe(true);
    expect(await refusal(on.rest.post(Routes.channelMessageCrosspost(news.id, first?.id ?? '')))).toBe(
      '400 40033',
    );
  });

  it('tells of guilds, roles, members and applications', async () => {
    expect(await on.rest.get(Routes.guild(on.fake.guild.id))).toMatchObject({ name: 'Example' });
    expect(await on.rest.get(Routes.guildRoles(on.fake.guild.id))).toHaveLength(4);
    expect(await on.rest.get(Routes.guildMember(on.fake.guild.id, on.fake.bot.id))).toMatchObject({
      roles: [on.fake.guild.botRole.id],
    });
    expect(await on.rest.get(Routes.user())).toMatchObject({ id: on.fake.bot.id });
    expect(await on.rest.get(Routes.currentApplication())).toMatchObject({ verify_key: on.fake.publicKey });
    expect(await refusal(on.rest.get('/guilds/1/emojis'))).toBe('404 0');
    expect(on.fake.violations).toMatchObject([{ what: expect.stringContaining('no such route') }]);
  });
});
