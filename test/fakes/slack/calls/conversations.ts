import type { Args } from '../args.ts';
import { messageJson } from '../message-json.ts';
import { repliesOf } from '../posts.ts';
import type { FakeChannel, FakeMessage, Json } from '../types.ts';
import type { World } from '../world.ts';
import {
  type Call,
  type Caller,
  directChannel,
  knownChannel,
  missingScope,
  NOT_FOUND,
  pageOf,
  type Result,
} from './call.ts';
import { standing } from './chat.ts';

function channelJson(channel: FakeChannel, { bot }: Caller): Json {
  const { id, name, kind, creator, members, archived } = channel;
  const common = { id, created: 1_700_000_000, is_archived: archived, is_org_shared: false };
  if (kind === 'im') return { ...common, is_im: true, user: [...members].find((one) => one !== bot.user) };
  return {
    ...common,
    name,
    name_normalized: name,
    creator,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: kind === 'group',
    is_member: members.has(bot.user),
    is_general: name === 'general',
    is_shared: false,
    is_ext_shared: false,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

const info: Call = (_world, args, caller) => {
  const channel = knownChannel(caller, args.channel);
  const refusal = missingScope(caller, channel, ':read');
  if (refusal) return refusal;
  if (!channel) return NOT_FOUND;
  const count = args.include_num_members === true ? { num_members: channel.members.size } : {};
  return { ok: { channel: { ...channelJson(channel, caller), ...count } } };
};

const KINDS: Readonly<Record<string, { kind: FakeChannel['kind']; scope: string } | undefined>> = {
  public_channel: { kind: 'channel', scope: 'channels:read' },
  private_channel: { kind: 'group', scope: 'groups:read' },
  im: { kind: 'im', scope: 'im:read' },
};

const list: Call = (_world, args, caller) => {
  const wanted = (typeof args.types === 'string' ? args.types : 'public_channel')
    .split(',')
    .map((type) => KINDS[type.trim()]);
  if (wanted.includes(undefined)) return { error: 'invalid_types' };
  const missing = wanted.find((one) => one && !caller.bot.scopes.has(one.scope));
  if (missing) return { error: 'missing_scope', errors: [missing.scope] };
  if (typeof args.limit === 'number' && args.limit > 999) return { error: 'invalid_limit' };
  const channels = [...caller.team.channels.values()].filter(
    (channel) =>
      wanted.some((one) => one?.kind === channel.kind) &&
      knownChannel(caller, channel.id) &&
      !(args.exclude_archived === true && channel.archived),
  );
  const paged = pageOf(channels, args, 100);
  if (!paged) return { error: 'invalid_cursor' };
  return {
    ok: {
      channels: paged.page.map((channel) => channelJson(channel, caller)),
      response_metadata: { next_cursor: paged.next },
    },
  };
};

const history: Call = (world, args, caller) => {
  const channel = knownChannel(caller, args.channel);
  const refusal = missingScope(caller, channel, ':history');
  if (refusal) return refusal;
  if (!channel) return NOT_FOUND;
  if (!channel.members.has(caller.bot.user)) return { error: 'not_in_channel' };
  const messages = [...world.messages.values()].filter(
    (message) =>
      message.channel === channel.id &&
      standing(world, channel, message.ts) !== undefined &&
      (message.thread === undefined || message.broadcast),
  );
  return told(world, messages.reverse(), args);
};

const replies: Call = (world, args, caller) => {
  const channel = knownChannel(caller, args.channel);
  const refusal = missingScope(caller, channel, ':history');
  if (refusal) return refusal;
  if (!channel?.members.has(caller.bot.user)) return NOT_FOUND;
  const message = standing(world, channel, String(args.ts));
  const parent = message?.thread === undefined ? message : standing(world, channel, message.thread);
  if (!parent) return { error: 'thread_not_found' };
  return told(world, [parent, ...repliesOf(world, parent)], args);
};

function told(world: World, messages: readonly FakeMessage[], args: Args): Result {
  const within = messages.filter(({ ts }) => isWithin(ts, args));
  const paged = pageOf(within, args, 100);
  if (!paged) return { error: 'invalid_cursor' };
  return {
    ok: {
      messages: paged.page.map((message) => messageJson(world, message, args.include_all_metadata === true)),
      has_more: paged.next !== '',
      pin_count: 0,
      response_metadata: { next_cursor: paged.next },
    },
  };
}

/** In millionths of a second: what is behind the point is lost in a number. */
function isWithin(ts: string, { oldest, latest, inclusive }: Args): boolean {
  const at = micros(ts);
  const [from, to] = [micros(String(oldest ?? '0')), micros(String(latest ?? '9999999999'))];
  return inclusive === true ? at >= from && at <= to : at > from && at < to;
}

function micros(ts: string): bigint {
  const [seconds = '0', rest = ''] = ts.split('.');
  return BigInt(seconds) * 1_000_000n + BigInt(rest.padEnd(6, '0'));
}

const join: Call = (world, args, caller) => {
  const channel = knownChannel(caller, args.channel);
  if (!channel) return NOT_FOUND;
  if (channel.kind !== 'channel') return { error: 'method_not_supported_for_channel_type' };
  if (channel.archived) return { error: 'is_archived' };
  channel.members.add(caller.bot.user);
  world.changed();
  return { ok: { channel: channelJson(channel, caller) } };
};

const members: Call = (_world, args, caller) => {
  const channel = knownChannel(caller, args.channel);
  const refusal = missingScope(caller, channel, ':read');
  if (refusal) return refusal;
  if (!channel) return NOT_FOUND;
  if (typeof args.limit === 'number' && args.limit > 999) return { error: 'invalid_limit' };
  const paged = pageOf([...channel.members], args, 100);
  if (!paged) return { error: 'invalid_cursor' };
  return { ok: { members: paged.page, response_metadata: { next_cursor: paged.next } } };
};

const open: Call = (world, args, caller) => {
  if (args.channel !== undefined) {
    const channel = knownChannel(caller, args.channel);
    return channel?.kind === 'im' ? { ok: { channel: { id: channel.id } } } : NOT_FOUND;
  }
  if (typeof args.users !== 'string' || args.users === '') return { error: 'users_list_not_supplied' };
  if (!caller.team.people.has(args.users)) return { error: 'user_not_found' };
  const channel = directChannel(world, caller.team, caller.bot, args.users);
  return { ok: { channel: args.return_im === true ? channelJson(channel, caller) : { id: channel.id } } };
};

export const CONVERSATIONS: Readonly<Record<string, Call>> = {
  'conversations.info': info,
  'conversations.list': list,
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.join': join,
  'conversations.members': members,
  'conversations.open': open,
};
