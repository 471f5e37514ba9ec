import {
  type APIInteraction,
  Client,
  GatewayDispatchEvents,
  GatewayIntentBits,
  REST,
  Routes,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeDiscord } from './discord.ts';
import type { FakeDiscord } from './types.ts';

let fake: FakeDiscord;
let client: Client;
let got: string[];

beforeEach(async () => {
  fake = await startFakeDiscord();
  got = [];
  client = connect();
});
afterEach(async () => {
  await client.destroy();
  await fake.close();
});

function connect(intents = [GatewayIntentBits.Guilds]): Client {
  const made = new Client({ intents, rest: { api: fake.api, retries: 0 } });
  const rest = new REST({ api: fake.api, retries: 0 }).setToken(fake.token);
  made.ws.on(GatewayDispatchEvents.InteractionCreate, ({ id, token }: APIInteraction) => {
    got.push(id);
    const data = { content: id, flags: 64, allowed_mentions: { parse: [] } };
    rest
      .post(Routes.interactionCallback(id, token), { body: { type: 4, data }, auth: false })
      .catch(() => undefined);
  });
  return made;
}

async function declare(): Promise<void> {
  const rest = new REST({ api: fake.api }).setToken(fake.token);
  await rest.put(Routes.applicationCommands(fake.applicationId), {
    body: [{ name: 'hi', description: 'x' }],
  });
}

const hi = () => fake.guild.person('reader').slash(fake.guild.channel('general'), 'hi');

describe('the gateway', () => {
  it('brings guilds, also those that come and go', async () => {
    const ready = new Promise((resolve) => client.once('clientReady', resolve));
    await client.login(fake.token);
    await ready;
    const { guild } = fake;
    expect(client.guilds.cache.get(guild.id)?.name).toBe('Example');
    expect(client.guilds.cache.get(guild.id)?.channels.cache.map(({ name }) => name)).toEqual([
      'general',
      'news',
      'forum',
      'voice',
    ]);
    const joined = new Promise((resolve) => client.once('guildCreate', resolve));
    const other = fake.addGuild('Other');
    expect(await joined).toMatchObject({ id: other.id });
    const gone = new Promise((resolve) => client.once('channelDelete', resolve));
    fake.removeChannel(other.channel('general'));
    expect(await gone).toMatchObject({ name: 'general' });
    const left = new Promise((resolve) => client.once('guildDelete', resolve));
    fake.removeGuild(other);
    expect(await left).toMatchObject({ id: other.id });
  });

  it.each(['cut', 'reconnect', 'invalid-resumable', 4000] as const)(
    'R4: %s: resumed, and what came between is told once',
    async (how) => {
      await declare();
      await client.login(fake.token);
      await fake.gateway.ready();
      expect((await hi().seen).what).toBe('message');
      fake.gateway.disconnect(how);
      const between = hi();
      await fake.gateway.ready(2);
      expect((await between.seen).what).toBe('message');
      expect(got).toHaveLength(2);
      expect(fake.gateway.resumes()).toBe(1);
      expect(fake.gateway.identifies()).toBe(1);
    },
  );

  it('R4: a session that is gone is begun anew', async () => {
    await declare();
    await client.login(fake.token);
    await fake.gateway.ready();
    fake.gateway.disconnect('invalid');
    await fake.gateway.ready(2);
    expect(fake.gateway.identifies()).toBe(2);
    expect((await hi().seen).what).toBe('message');
    expect(fake.gateway.connected()).toBe(1);
  });

  it('says an interaction again where it is told to, whose answer is then refused', async () => {
    await declare();
    await client.login(fake.token);
    await fake.gateway.ready();
    const turn = hi();
    await turn.seen;
    fake.gateway.again(turn);
    await hi().seen;
    expect(got.filter((id) => id === turn.id)).toHaveLength(2);
  });

  it('closes with 4004 and 4014', async () => {
    await expect(connect().login('MTIz.wrong.token')).rejects.toThrow();
    const nosy = connect([GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent]);
    await expect(nosy.login(fake.token)).rejects.toThrow('disallowed intents');
    expect(fake.gateway.identifies()).toBe(1);
    await nosy.destroy();
  });

  it('a revoked token ends it', async () => {
    await client.login(fake.token);
    await fake.gateway.ready();
    const over = new Promise((resolve) => client.once('shardDisconnect', resolve));
    fake.revoke();
    expect(await over).toMatchObject({ code: 4004 });
  });

  it('a line that is deaf is left, and one that is down is tried again', async () => {
    const quick = await startFakeDiscord({ heartbeat: 100 });
    const bot = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: quick.api } });
    await bot.login(quick.token);
    await quick.gateway.ready();
    quick.gateway.deaf(true);
    await quick.gateway.ready(2);
    quick.gateway.deaf(false);
    expect(quick.gateway.resumes()).toBe(1);
    await bot.destroy();
    await quick.close();
  });
});
