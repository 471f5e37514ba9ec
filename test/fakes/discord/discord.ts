import type { AddressInfo } from 'node:net';
import { createActs } from './acts.ts';
import { Faults } from './faults.ts';
import { Gateway } from './gateway.ts';
import { bring, makeKeys, ping } from './http-mode.ts';
import { discordSpec } from './openapi.ts';
import { Rates } from './rates.ts';
import { commandRoutes } from './routes/commands.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { placeRoutes } from './routes/places.ts';
import { threadRoutes } from './routes/threads.ts';
import { createDiscordServer } from './server.ts';
import type { FakeDiscord, FakeDiscordOptions, FakeGuild, HttpSign } from './types.ts';
import { wireChannel } from './wire.ts';
import { wireGuildCreate } from './wire-guild.ts';
import type { Guild } from './world/guild.ts';
import type { Message } from './world/message.ts';
import type { TurnState } from './world/turn.ts';
import { World } from './world/world.ts';

/** Discord on loopback, strict: what breaks its contract is refused as there, and kept in `violations`. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const world = new World(options);
  const keys = makeKeys();
  const faults = new Faults();
  const rates = new Rates(world.now);
  let port = 0;
  const gatewayUrl = (): string => `ws://127.0.0.1:${port}`;
  const gateway = new Gateway(world, gatewayUrl);
  const routes = [
    ...placeRoutes({ gateway: gatewayUrl, publicKey: keys.publicKey }),
    ...commandRoutes,
    ...messageRoutes,
    ...threadRoutes,
    ...interactionRoutes,
  ];
  const { server, invalid, close } = createDiscordServer({
    world,
    routes,
    rates,
    faults,
    spec: discordSpec(),
  });
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  let endpoint: { readonly url: string; readonly sign: HttpSign } | undefined;
  const deliver = (turn: TurnState): void => {
    if (!endpoint) {
      world.tell('INTERACTION_CREATE', turn.interaction);
      return;
    }
    bring(world, keys, endpoint.url, endpoint.sign, turn).catch((error: unknown) => {
      world.violate(endpoint?.url ?? '', `the fake itself failed: ${error}`);
      turn.fail();
    });
  };
  const acts = createActs(world, deliver);
  world.acts = () => acts;
  const said = (): readonly Message[] => world.posted.filter(({ loading }) => !loading);
  const first = world.addGuild('Example');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    api: `${url}/api`,
    token: world.token,
    applicationId: world.bot.id,
    publicKey: keys.publicKey,
    bot: world.bot,
    guild: first,
    guilds: world.guilds,
    ...places(world),
    get posted() {
      return said();
    },
    wait: async (count) => {
      await world.until(() => said().length >= count);
      return said();
    },
    pings: world.pings,
    violations: world.violations,
    requests: world.requests,
    invalidRequests: invalid,
    fault: (where, fault) => faults.add(where, fault),
    revoke: () => {
      world.isRevoked = true;
      gateway.revoke();
    },
    gateway: gateway.face(),
    interactAt: (to, sign = 'good') => {
      endpoint = to === undefined ? undefined : { url: to, sign };
    },
    ping: (to, sign = 'good') => ping(world, keys, to, sign),
    lapse: () => {
      for (const turn of world.turns.values()) if (turn.isLate(world.now())) turn.fail();
    },
    close: async () => {
      faults.releaseAll();
      gateway.close();
      await close();
    },
  };
}

type Places = Pick<FakeDiscord, 'addGuild' | 'removeGuild' | 'removeChannel' | 'commands'>;

function places(world: World): Places {
  const guildOf = (guild: FakeGuild): Guild => {
    const own = world.guildOf(guild.id);
    if (!own) throw new Error(`the bot is not in ${guild.name}`);
    return own;
  };
  return {
    addGuild: (name) => {
      const guild = world.addGuild(name);
      world.tell('GUILD_CREATE', wireGuildCreate(world, guild));
      return guild;
    },
    removeGuild: (guild) => {
      world.guilds.splice(world.guilds.indexOf(guildOf(guild)), 1);
      world.tell('GUILD_DELETE', { id: guild.id });
    },
    removeChannel: (channel) => {
      const own = world.channels.get(channel.id);
      if (!own) throw new Error(`there is no channel ${channel.name}`);
      own.deleted = true;
      for (const thread of own.threads) thread.deleted = true;
      const isThread = own.kind === 'thread';
      world.tell(isThread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', wireChannel(world, own));
    },
    commands: (guild) => (guild ? guildOf(guild).commands : world.commands),
  };
}
