import { bodyOf } from '../form.ts';
import { draftOf } from '../posting.ts';
import { refuse } from '../refusal.ts';
import type { Context, Route } from '../route.ts';
import { wireChannel, wireMessage } from '../wire.ts';
import type { Channel } from '../world/channel.ts';
import { Guild } from '../world/guild.ts';
import { mayBring, post } from './messages.ts';
import { need, reachChannel, reachMessage } from './reach.ts';

export const threadRoutes: readonly Route[] = [
  { method: 'POST', route: '/channels/{channel_id}/messages/{message_id}/threads', handle: fromMessage },
  { method: 'POST', route: '/channels/{channel_id}/threads', handle: alone },
];

const ARCHIVE = [60, 1440, 4320, 10080] as const;
const COMMON = ['name', 'auto_archive_duration', 'rate_limit_per_user'];

function checkThread(context: Context, keys: readonly string[]): string {
  const body = bodyOf(context.body);
  body.object([...COMMON, ...keys]);
  const name = body.get('name').text({ min: 1, max: 100, required: true });
  body.get('auto_archive_duration').oneOf(ARCHIVE, false);
  body.get('rate_limit_per_user').number({ max: 21_600 });
  body.finish();
  return name ?? '';
}

function begin(context: Context, parent: Channel, name: string, id?: string): Channel {
  const { world } = context;
  if (!(parent.guild instanceof Guild)) throw refuse('wrongKind');
  const thread = parent.guild.addChannel('thread', name, {
    parent,
    owner: world.bot.id,
    ...(id ? { id } : {}),
  });
  const told = wireChannel(world, thread);
  world.tell('THREAD_CREATE', { ...told, newly_created: true });
  return thread;
}

/** The thread has the id of the message that it hangs under. */
function fromMessage(context: Context): { status: number; body: unknown } {
  const { world } = context;
  const channel = reachChannel(context);
  const message = reachMessage(context);
  if (channel.kind !== 'text' && channel.kind !== 'announcement') throw refuse('wrongKind');
  const name = checkThread(context, []);
  need(world, channel, 'CreatePublicThreads');
  if (message.thread) throw refuse('hasThread');
  const thread = begin(context, channel, name, message.id);
  message.thread = thread;
  world.changed();
  return { status: 201, body: wireChannel(world, thread) };
}

/** In a forum: a title and its first message. Elsewhere: a thread without a message. */
function alone(context: Context): { status: number; body: unknown } {
  const { world } = context;
  const channel = reachChannel(context);
  if (channel.kind === 'forum') return inForum(context, channel);
  if (channel.kind !== 'text' && channel.kind !== 'announcement') throw refuse('wrongKind');
  const name = checkThread(context, ['type', 'invitable']);
  need(world, channel, 'CreatePublicThreads');
  const thread = begin(context, channel, name);
  return { status: 201, body: wireChannel(world, thread) };
}

function inForum(context: Context, forum: Channel): { status: number; body: unknown } {
  const { world } = context;
  const name = checkThread(context, ['message', 'applied_tags']);
  const inner = bodyOf(context.body).get('message');
  if (!inner.isSet) {
    inner.wrong('BASE_TYPE_REQUIRED', 'This field is required');
    inner.finish();
  }
  need(world, forum, 'SendMessages');
  const draft = draftOf({ ...context, body: inner.value }, 'forum');
  mayBring(world, forum, draft);
  const thread = begin(context, forum, name);
  const message = post(world, thread, draft);
  return { status: 201, body: { ...wireChannel(world, thread), message: wireMessage(world, message) } };
}
