import { type Refusal, readContent } from '../content.ts';
import { messageJson } from '../message-json.ts';
import { type Content, edit, post, remove } from '../posts.ts';
import type { FakeChannel, FakeMessage, Json } from '../types.ts';
import { keyOf, type World } from '../world.ts';
import { authorOf, type Call, type Caller, directChannel, knownChannel, NOT_FOUND } from './call.ts';

const postMessage: Call = (world, args, caller) => {
  const channel = placeOf(world, args.channel, caller);
  if (!channel) return NOT_FOUND;
  const content = readContent(world, caller.team.id, args);
  const refusal =
    ('error' in content ? content : undefined) ??
    closed(channel, caller) ??
    wrongThread(world, channel, args.thread_ts);
  if (refusal || 'error' in content) return refusal ?? NOT_FOUND;
  const message = post(world, {
    ...content,
    team: caller.team.id,
    channel: channel.id,
    author: authorOf(caller),
    own: true,
    thread: threadOf(args),
    broadcast: args.reply_broadcast === true,
    unfurlLinks: args.unfurl_links !== false,
    unfurlMedia: args.unfurl_media !== false,
  });
  return { ok: { channel: channel.id, ts: message.ts, message: messageJson(world, message, true) } };
};

const postEphemeral: Call = (world, args, caller) => {
  const channel = knownChannel(caller, args.channel);
  if (!channel) return NOT_FOUND;
  const content = readContent(world, caller.team.id, args);
  if ('error' in content) return content;
  const user = String(args.user);
  const refusal = closed(channel, caller) ?? wrongThread(world, channel, args.thread_ts);
  if (refusal) return refusal;
  if (!channel.members.has(user)) return { error: 'user_not_in_channel' };
  const message = post(world, {
    ...content,
    team: caller.team.id,
    channel: channel.id,
    author: authorOf(caller),
    own: true,
    thread: threadOf(args),
    ephemeral: user,
  });
  return { ok: { message_ts: message.ts } };
};

const update: Call = (world, args, caller) => {
  const message = ownMessage(world, args, caller, 'cant_update_message');
  if ('error' in message) return message;
  if (caller.team.channels.get(message.channel)?.archived) return { error: 'is_inactive' };
  const content = readContent(world, caller.team.id, args);
  if ('error' in content) return content;
  const next = edit(world, message, kept(content, message, args));
  return {
    ok: { channel: next.channel, ts: next.ts, text: next.text, message: messageJson(world, next, true) },
  };
};

/** Blocks that are not given stay as they are; an empty list takes them away. */
function kept(content: Content, message: FakeMessage, args: Json): Content {
  return args.blocks === undefined ? { ...content, blocks: message.blocks } : content;
}

const remove_: Call = (world, args, caller) => {
  const message = ownMessage(world, args, caller, 'cant_delete_message');
  if ('error' in message) return message;
  remove(world, message);
  return { ok: { channel: message.channel, ts: message.ts } };
};

const getPermalink: Call = (world, args, caller) => {
  const channel = knownChannel(caller, args.channel);
  if (!channel) return NOT_FOUND;
  const ts = String(args.message_ts);
  const message = standing(world, channel, ts);
  if (!message) return { error: 'message_not_found' };
  const thread = message.thread === undefined ? '' : `?thread_ts=${message.thread}&cid=${channel.id}`;
  return {
    ok: {
      channel: channel.id,
      permalink: `https://${caller.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}${thread}`,
    },
  };
};

function placeOf(world: World, id: unknown, caller: Caller): FakeChannel | undefined {
  const user = caller.team.people.get(String(id));
  return user ? directChannel(world, caller.team, caller.bot, user.id) : knownChannel(caller, id);
}

/** Why nothing can be posted there. */
function closed(channel: FakeChannel, { bot }: Caller): Refusal | undefined {
  if (channel.archived) return { error: 'is_archived' };
  if (!channel.members.has(bot.user) && !bot.scopes.has('chat:write.public')) {
    return { error: 'not_in_channel' };
  }
  return channel.restricted === undefined ? undefined : { error: channel.restricted };
}

function threadOf(args: Json): string | undefined {
  return typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
}

/** A thread has a parent that stands in the same channel, and is no reply itself. */
function wrongThread(world: World, channel: FakeChannel, ts: unknown): Refusal | undefined {
  if (ts === undefined) return undefined;
  const key = keyOf({ team: channel.team, channel: channel.id, ts: String(ts) });
  const parent = world.messages.get(key);
  if (!parent || parent.thread !== undefined || parent.ephemeral !== undefined) {
    world.violate('thread', 'a reply to what is no message in the channel, or a reply itself');
    return { error: 'cannot_reply_to_message' };
  }
  return parent.deleted ? { error: 'cannot_reply_to_message' } : undefined;
}

export function standing(world: World, channel: FakeChannel, ts: string): FakeMessage | undefined {
  const message = world.messages.get(keyOf({ team: channel.team, channel: channel.id, ts }));
  return message && !message.deleted && message.ephemeral === undefined ? message : undefined;
}

function ownMessage(world: World, args: Json, caller: Caller, error: string): FakeMessage | Refusal {
  const channel = knownChannel(caller, args.channel);
  if (!channel) return NOT_FOUND;
  const message = standing(world, channel, String(args.ts));
  if (!message) return { error: 'message_not_found' };
  if (message.own) return message;
  world.violate('foreign_message', 'somebody else wrote it');
  return { error };
}

export const CHAT: Readonly<Record<string, Call>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove_,
  'chat.getPermalink': getPermalink,
};
