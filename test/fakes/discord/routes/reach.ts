import type { PermissionsString } from 'discord.js';
import { refuse } from '../refusal.ts';
import type { Context } from '../route.ts';
import type { Channel } from '../world/channel.ts';
import type { Guild } from '../world/guild.ts';
import type { Message } from '../world/message.ts';
import { has } from '../world/permissions.ts';
import type { World } from '../world/world.ts';

/** The channel of the request, where the bot sees it. */
export function reachChannel({ world, params }: Context): Channel {
  const channel = world.channels.get(params.channel_id ?? '');
  if (!channel || channel.deleted || channel.parent?.deleted) throw refuse('unknownChannel');
  const { guild } = channel;
  if (guild && !world.guilds.some((one) => one === guild)) throw refuse('missingAccess');
  if (guild && !has(world.botMay(channel), 'ViewChannel')) throw refuse('missingAccess');
  return channel;
}

/** Ephemeral messages are not there for these routes. */
export function reachMessage({ world, params }: Context): Message {
  const message = world.messages.get(params.message_id ?? '');
  if (
    !message ||
    message.deleted ||
    message.onlyFor !== undefined ||
    message.channel.id !== params.channel_id
  )
    throw refuse('unknownMessage');
  return message;
}

export function reachGuild({ world, params }: Context): Guild {
  const guild = world.guildOf(params.guild_id ?? '');
  if (!guild) throw refuse('unknownGuild');
  return guild;
}

export function need(world: World, channel: Channel, permission: PermissionsString): void {
  if (!has(world.botMay(channel), permission)) throw refuse('missingPermissions');
}
