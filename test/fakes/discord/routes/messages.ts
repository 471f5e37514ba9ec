import { MessageFlags } from 'discord.js';
import { isRecord } from '../form.ts';
import { type Draft, draftOf, write } from '../posting.ts';
import { broken, Refusal, refuse } from '../refusal.ts';
import type { Context, Route } from '../route.ts';
import { wireMessage } from '../wire.ts';
import type { Channel } from '../world/channel.ts';
import { Message } from '../world/message.ts';
import { has } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { need, reachChannel, reachMessage } from './reach.ts';

const LIST = '/channels/{channel_id}/messages';
const ONE = `${LIST}/{message_id}`;

export const messageRoutes: readonly Route[] = [
  { method: 'POST', route: LIST, handle: create },
  { method: 'GET', route: LIST, handle: list, query: ['limit', 'before', 'after', 'around'] },
  { method: 'GET', route: ONE, handle: read },
  { method: 'PATCH', route: ONE, handle: edit },
  { method: 'DELETE', route: ONE, handle: remove },
  { method: 'POST', route: `${ONE}/crosspost`, handle: crosspost },
];

function create(context: Context): { status: number; body: unknown } {
  const { world } = context;
  const channel = reachChannel(context);
  mayWrite(world, channel);
  const draft = draftOf(context, 'create');
  mayBring(world, channel, draft);
  const known = sameNonce(world, channel, draft, context.route);
  if (known) return { status: 200, body: wireMessage(world, known) };
  const message = post(world, channel, draft);
  return { status: 200, body: wireMessage(world, message) };
}

/** Writes a message of the bot into a channel where it may. */
export function post(world: World, channel: Channel, draft: Draft): Message {
  const nonce = draft.body.get('nonce').value;
  const message = new Message({
    id: world.newId(),
    channel,
    author: world.bot.id,
    nonce: nonce === undefined || nonce === null ? undefined : `${nonce}`,
  });
  write(world, message, draft);
  channel.archived = false;
  channel.lastByBot = world.now();
  channel.all.push(message);
  world.messages.set(message.id, message);
  world.posted.push(message);
  world.changed();
  return message;
}

function mayWrite(world: World, channel: Channel): void {
  if (channel.kind === 'forum') throw refuse('inForum');
  if (channel.kind === 'category') throw refuse('notText');
  if (channel.guild)
    need(world, channel, channel.kind === 'thread' ? 'SendMessagesInThreads' : 'SendMessages');
  const mayUnlock = has(world.botMay(channel), 'ManageThreads');
  if (channel.locked && !mayUnlock) throw refuse('locked');
  const { slowmode, lastByBot } = channel;
  if (slowmode === 0 || lastByBot === undefined || has(world.botMay(channel), 'BypassSlowmode')) return;
  const left = lastByBot + slowmode * 1000 - world.now();
  if (left > 0)
    throw new Refusal(429, 20016, 'This action cannot be performed due to slowmode rate limit', {
      more: { retry_after: left / 1000, global: false },
    });
}

export function mayBring(world: World, channel: Channel, { body, files }: Draft): void {
  if (!channel.guild) return;
  if (body.get('embeds').items(10).length > 0) need(world, channel, 'EmbedLinks');
  if (files.size > 0) need(world, channel, 'AttachFiles');
}

/** The same author, the same nonce, within some minutes: the message that stands. */
function sameNonce(world: World, channel: Channel, { body }: Draft, route: string): Message | undefined {
  const nonce = body.get('nonce').value;
  if (body.get('enforce_nonce').value !== true) return undefined;
  const since = world.now() - (world.options.nonceMemory ?? 3 * 60_000);
  const found = world.posted.find(
    (message) => message.nonce === `${nonce}` && (message.history[0]?.at ?? 0) >= since && !message.deleted,
  );
  if (found && found.channel !== channel)
    world.violate(route, 'a nonce that was used in another channel: nothing is posted here', true);
  return found;
}

function list(context: Context): { status: number; body: unknown } {
  const { world, query } = context;
  const channel = reachChannel(context);
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw broken(400, 50035, 'Invalid Form Body', `limit ${limit}: 1 to 100`);
  const mayRead = !channel.guild || has(world.botMay(channel), 'ReadMessageHistory');
  const found = mayRead ? pick(channel.standing, query, limit) : [];
  return { status: 200, body: found.map((message) => wireMessage(world, message)).reverse() };
}

/** The oldest first. */
function pick(all: readonly Message[], query: URLSearchParams, limit: number): readonly Message[] {
  const at = (name: string): bigint | undefined => {
    const text = query.get(name);
    if (text === null) return undefined;
    if (!/^\d{1,20}$/.test(text)) throw broken(400, 50035, 'Invalid Form Body', `${name} is no snowflake`);
    return BigInt(text);
  };
  const after = at('after');
  if (after !== undefined) return all.filter(({ id }) => BigInt(id) > after).slice(0, limit);
  const before = at('before');
  const around = at('around');
  if (around !== undefined) {
    const middle = all.findIndex(({ id }) => BigInt(id) >= around);
    const from = Math.max(0, middle - Math.floor(limit / 2));
    return all.slice(from, from + limit);
  }
  return all.filter(({ id }) => before === undefined || BigInt(id) < before).slice(-limit);
}

function read(context: Context): { status: number; body: unknown } {
  const { world } = context;
  const message = reachMessage(context);
  const channel = reachChannel(context);
  if (channel.guild) need(world, channel, 'ReadMessageHistory');
  return { status: 200, body: wireMessage(world, message) };
}

function edit(context: Context): { status: number; body: unknown } {
  const { world } = context;
  const channel = reachChannel(context);
  const message = reachMessage(context);
  if (message.author !== world.bot.id) throw refuse('otherAuthor');
  if (channel.archived) throw refuse('archived');
  const draft = draftOf(context, 'edit', message);
  mayBring(world, channel, draft);
  write(world, message, draft);
  return { status: 200, body: wireMessage(world, message) };
}

function remove(context: Context): { status: number } {
  const { world } = context;
  const message = reachMessage(context);
  if (message.author !== world.bot.id) need(world, reachChannel(context), 'ManageMessages');
  message.deleted = true;
  world.changed();
  return { status: 204 };
}

/** Only in announcement channels, and each message once. */
function crosspost(context: Context): { status: number; body: unknown } {
  const { world } = context;
  const channel = reachChannel(context);
  const message = reachMessage(context);
  if (channel.kind !== 'announcement') throw refuse('wrongKind');
  need(world, channel, message.author === world.bot.id ? 'SendMessages' : 'ManageMessages');
  if (message.crossposted) throw refuse('crossposted');
  message.crossposted = true;
  world.changed();
  const body = wireMessage(world, message);
  if (!isRecord(body)) throw new Error('a message is no object');
  return { status: 200, body: { ...body, flags: message.flags | MessageFlags.Crossposted } };
}
