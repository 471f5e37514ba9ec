import { ComponentType, MessageFlags } from 'discord.js';
import { isRecord } from './form.ts';
import { CHANNEL_TYPES, type Channel } from './world/channel.ts';
import type { Message } from './world/message.ts';
import { bitsOf } from './world/permissions.ts';
import type { World } from './world/world.ts';

/** As Discord writes it: times in ISO 8601, permissions as decimal texts. */
export const iso = (ms: number): string => new Date(ms).toISOString();

export function wireUser(world: World, id: string): object {
  const name = id === world.bot.id ? world.bot.name : (world.people.get(id)?.name ?? 'nobody');
  return {
    id,
    username: name,
    discriminator: '0',
    global_name: name,
    avatar: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...(id === world.bot.id ? { bot: true } : {}),
  };
}

export function wireChannel(world: World, channel: Channel): object {
  if (channel.kind === 'thread') return wireThread(world, channel);
  const last = channel.standing.at(-1)?.id ?? null;
  const common = { id: channel.id, type: CHANNEL_TYPES[channel.kind], flags: 0 };
  if (!channel.guild)
    return {
      ...common,
      last_message_id: last,
      recipients: channel.recipient ? [wireUser(world, channel.recipient.id)] : [],
    };
  const talks = channel.kind !== 'category';
  return {
    ...common,
    guild_id: channel.guild.id,
    name: channel.name,
    parent_id: channel.parent?.id ?? null,
    position: 0,
    nsfw: false,
    permission_overwrites: channel.overwrites.map(({ id, allow = [], deny = [] }) => ({
      id,
      type: world.people.has(id) || id === world.bot.id ? 1 : 0,
      allow: `${bitsOf(allow)}`,
      deny: `${bitsOf(deny)}`,
    })),
    ...(talks ? { last_message_id: last, rate_limit_per_user: channel.slowmode } : {}),
    ...(channel.kind === 'voice' ? { bitrate: 64000, user_limit: 0, rtc_region: null } : { topic: null }),
    ...(channel.kind === 'forum'
      ? {
          available_tags: [],
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
  };
}

export function wireThread(world: World, thread: Channel): object {
  const count = thread.standing.length;
  return {
    id: thread.id,
    type: thread.parent?.kind === 'announcement' ? 10 : CHANNEL_TYPES.thread,
    flags: 0,
    guild_id: thread.guild?.id ?? '0',
    name: thread.name,
    parent_id: thread.parent?.id ?? null,
    owner_id: thread.owner ?? world.bot.id,
    last_message_id: thread.standing.at(-1)?.id ?? null,
    rate_limit_per_user: thread.slowmode,
    message_count: count,
    member_count: 1,
    total_message_sent: count,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: 1440,
      archive_timestamp: iso(thread.bornAt),
      create_timestamp: iso(thread.bornAt),
    },
  };
}

/** For one of the people in the channel, or the bot itself. */
export function wireMessage(world: World, message: Message): object {
  const { state, cause } = message;
  const first = message.history[0]?.at ?? state.at;
  return {
    id: message.id,
    type: cause?.type === 2 ? 20 : cause ? 19 : 0,
    channel_id: message.channel.id,
    author: wireUser(world, message.author),
    content: state.content,
    embeds: state.embeds,
    components: state.components,
    attachments: state.attachments,
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    flags: flagsOf(message),
    timestamp: iso(first),
    edited_timestamp: message.history.length > 1 ? iso(state.at) : null,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.author === world.bot.id ? { application_id: world.bot.id } : {}),
    ...(cause
      ? {
          webhook_id: world.bot.id,
          interaction_metadata: wireCause(world, message),
        }
      : {}),
    ...(message.thread && 'recipient' in message.thread
      ? { thread: wireThread(world, message.thread as Channel) }
      : {}),
  };
}

function flagsOf(message: Message): number {
  return (
    message.flags |
    (message.onlyFor === undefined ? 0 : MessageFlags.Ephemeral) |
    (message.loading ? MessageFlags.Loading : 0) |
    (message.thread ? MessageFlags.HasThread : 0) |
    (message.crossposted ? MessageFlags.Crossposted : 0)
  );
}

function wireCause(world: World, { cause, id }: Message): object {
  const common = {
    id: cause?.id ?? '0',
    type: cause?.type ?? 2,
    user: wireUser(world, cause?.userId ?? '0'),
    authorizing_integration_owners: {},
  };
  if (cause?.type === 3) return { ...common, interacted_message_id: id };
  if (cause?.type === 5)
    return {
      ...common,
      triggering_interaction_metadata: { ...common, type: 2, name: cause.name, command_type: 1 },
    };
  return { ...common, name: cause?.name ?? '', command_type: 1 };
}

/** What Discord says of a component though it was not said. */
const DEFAULTS: Readonly<Record<number, object>> = {
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.Separator]: { divider: true, spacing: 1 },
  [ComponentType.TextDisplay]: {},
};

/** Gives each component the number that Discord gives it, and takes away what is null. */
export function numbered(value: unknown, next: { id: number } = { id: 1 }): unknown {
  if (Array.isArray(value)) return value.map((item) => numbered(item, next));
  if (!isRecord(value)) return value;
  const own: Record<string, unknown> = { ...(DEFAULTS[Number(value.type)] ?? {}) };
  if (typeof value.type === 'number') own.id = typeof value.id === 'number' ? value.id : next.id++;
  for (const [key, item] of Object.entries(value)) {
    if (item === null || item === undefined) continue;
    own[key] = ['components', 'component', 'accessory'].includes(key) ? numbered(item, next) : item;
  }
  return own;
}
