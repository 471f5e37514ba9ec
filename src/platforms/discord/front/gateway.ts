import type { Client } from 'discord.js';
import type { Talk } from '../../../ports/chat.ts';
import { UserError } from '../../../ports/errors.ts';
import { readDispatch } from './dispatch.ts';
import { gatewayOptions, type Library } from './gateway-options.ts';
import { within } from './ongoing.ts';
import type { DiscordFrontSettings } from './settings.ts';
import type { Standing } from './standing.ts';

export type GatewayDeps = {
  readonly settings: Pick<DiscordFrontSettings, 'api' | 'token'>;
  readonly library: Library;
  readonly standing: Standing;
  readonly talk: Talk;
  /** An interaction arrived; it may be one that did before. */
  readonly onInteraction: (interaction: unknown) => void;
  /** The bot was thrown out of the guild, or the guild is gone. */
  readonly onRemoved: (guild: string) => void;
};

/** Close codes after which nothing is tried again (docs, Gateway Close Event Codes): what there is to mend. */
const FINAL: Readonly<Record<number, string>> = {
  4004: 'Discord refuses the token: make a new one under Bot in the developer portal, set DISCORD_TOKEN to it, and start again',
  4010: 'Discord refuses the shard',
  4011: 'the bot is in too many servers for one connection',
  4012: 'Discord does not speak this version of its gateway any more; a newer lorewatch is needed',
  4013: 'Discord refuses the intents',
  4014: 'Discord does not allow the intents that were asked for',
};
const LOST = 'the connection to Discord was lost; it is being made again';
const AGAIN = 'the connection to Discord is there again';
/** So long a start waits for the connection, ms; it goes on by itself. */
const FIRST_WAIT = 10_000;
/** So long Discord may take to say goodbye, ms. */
const LEAVE = 2000;

export type Gateway = { readonly close: () => Promise<void> };

/**
 * Connects, and stays connected: lost connections are resumed by discord.js. Resolves once connected, or after ten
 * seconds. Throws UserError where Discord refuses us for good, and the REST client's errors where it cannot be asked.
 */
export async function openGateway(deps: GatewayDeps): Promise<Gateway> {
  const { library, settings, standing } = deps;
  const client = new library.Client(gatewayOptions(library, settings));
  const settled = Promise.withResolvers<void>();
  const fail = (why: string) => {
    standing.connected(false, why);
    deps.talk('error', why);
    settled.reject(new UserError(why));
  };
  listen(client, deps, settled.resolve, fail);
  client.login(settings.token).catch((error: unknown) => {
    if (error instanceof Error && Reflect.get(error, 'code') === 'TokenInvalid') fail(FINAL[4004] ?? '');
    else settled.reject(error);
  });
  const timer = setTimeout(settled.resolve, FIRST_WAIT);
  try {
    await settled.promise;
  } catch (error) {
    await leave(client);
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { close: () => leave(client) };
}

function listen(
  client: Client,
  deps: GatewayDeps,
  onReady: () => void,
  onFinal: (why: string) => void,
): void {
  const { standing, talk } = deps;
  // discord.js tries twice a second: that it is lost is told once.
  let isLost = false;
  client.on('raw', (packet: unknown) => {
    const dispatch = readDispatch(packet);
    if (dispatch?.what === 'interaction') deps.onInteraction(dispatch.interaction);
    if (dispatch?.what === 'joined') standing.guilds.add(dispatch.guild);
    if (dispatch?.what === 'removed') {
      standing.guilds.delete(dispatch.guild);
      deps.onRemoved(dispatch.guild);
    }
    if (dispatch?.what === 'ready' && dispatch.guilds !== undefined) {
      standing.guilds.clear();
      for (const guild of dispatch.guilds) standing.guilds.add(guild);
    }
    if (dispatch?.what !== 'ready') return;
    standing.connected(true);
    if (isLost) talk('info', AGAIN);
    isLost = false;
    onReady();
  });
  client.on('shardReconnecting', () => {
    if (!isLost) talk('info', LOST);
    isLost = true;
    standing.connected(false, LOST);
  });
  client.on('shardDisconnect', ({ code }) =>
    onFinal(FINAL[code] ?? `Discord ended the connection (${code})`),
  );
  // An error without a listener would end the program; what it comes to is told by the events above.
  client.on('shardError', () => talk('debug', 'the connection to Discord has trouble'));
  client.on('error', () => talk('debug', 'the connection to Discord has trouble'));
}

async function leave(client: Client): Promise<void> {
  client.removeAllListeners();
  client.on('error', () => undefined);
  await within(client.destroy(), LEAVE);
}
